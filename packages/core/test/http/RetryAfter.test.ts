import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { TestClock } from "effect/testing"
import { retryAfter } from "../../src/http/RetryAfter.ts"

/** What a header asks for in seconds, at 08:49:00 of that day; nothing where it asks for nothing. */
const cases: ReadonlyArray<readonly [string | undefined, number | undefined]> = [
  ["120", 120],
  ["0", 0],
  [" 7 ", 7],
  ["999999999", 999_999_999],
  ["Sun, 06 Nov 1994 08:49:37 GMT", 37],
  ["Sun, 06 Nov 1994 09:49:00 GMT", 3600],
  ["Sun, 06 Nov 1994 08:48:59 GMT", 0],
  ["Sat, 05 Nov 1994 08:49:37 GMT", 0],
  // The two obsolete forms of a date, which RFC 9110, 5.6.7 has every recipient accept.
  ["Sunday, 06-Nov-94 08:49:37 GMT", 37],
  ["Sun Nov  6 08:49:37 1994", 37],
  [undefined, undefined],
  ["", undefined],
  [" ", undefined],
  ["-5", undefined],
  ["+5", undefined],
  ["7.5", undefined],
  ["1e3", undefined],
  ["0x10", undefined],
  ["120 seconds", undefined],
  ["120, 120", undefined],
  ["soon", undefined],
  ["retry 120", undefined],
  ["try again in 7", undefined],
  ["May be 5", undefined],
  ["Sun, 99 Nov 1994 08:49:37 GMT", undefined],
  ["Sunday, soon", undefined],
  ["1994-11-06", undefined]
]

describe("Retry-After (RFC 9110, 10.2.3; F45)", () => {
  it.effect.each(cases)("%j asks for %j seconds", ([header, seconds]) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(1994, 10, 6, 8, 49, 0))
      const wait = yield* retryAfter(header)
      expect(wait && Duration.toSeconds(wait)).toBe(seconds)
    })
  )
})
