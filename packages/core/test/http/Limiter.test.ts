import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Clock, Duration, Effect, Option } from "effect"
import * as Limiter from "../../src/http/Limiter.ts"
import { list, number, pick } from "../generate.ts"
import { inTestTime, start } from "../inTestTime.ts"

const second = 1000

/** One who wants to make a request: when it comes, and how long it is ready to wait, in milliseconds. */
interface Caller {
  readonly comes: number
  readonly patience: number
}

/** Callers come at tens of milliseconds and lose patience at fives, so that never two things happen at once. */
const callers: Arbitrary.Arbitrary<ReadonlyArray<Caller>> = Arbitrary.map(
  list(
    Arbitrary.all({
      comes: Arbitrary.map(pick(0, 0, 1, 2, 90, 99, 100, 101, 150, 320, 500), tens => tens * 10),
      patience: Arbitrary.flatMap(pick("patient", "patient", "patient", "leaves"), kind =>
        kind === "patient"
          ? pick(Number.POSITIVE_INFINITY)
          : Arbitrary.map(number(0, 300), tens => tens * 10 + 5)
      )
    }),
    25
  ),
  found => found.toSorted((a, b) => a.comes - b.comes)
)

/** When each may start, by a plain reading of "so many within any second, first come first served". */
const startsOf = (found: ReadonlyArray<Caller>, requests: number): ReadonlyArray<number | undefined> => {
  const started: Array<number> = []
  return found.map(({ comes, patience }) => {
    const first = started[started.length - requests]
    const at = Math.max(comes, started[started.length - 1] ?? 0, first === undefined ? 0 : first + second)
    if (at > comes + patience) return undefined
    started.push(at)
    return at
  })
}

const play = (found: ReadonlyArray<Caller>, requests: number) =>
  Effect.gen(function* () {
    const admit = Limiter.make({ requests, per: Duration.millis(second) })
    const starts = yield* inTestTime(
      Effect.forEach(
        found,
        ({ comes, patience }) =>
          admit.pipe(
            Effect.andThen(Clock.currentTimeMillis),
            Effect.timeoutOption(Duration.millis(patience)),
            Effect.delay(Duration.millis(comes))
          ),
        { concurrency: "unbounded" }
      )
    )
    return starts.map(at => (Option.isSome(at) ? at.value - start : undefined))
  })

describe("a rate limit (docs/contract.md 1, Limits in use; F45)", () => {
  it.effect.prop(
    "never lets more start within any span than it allows",
    [callers, number(1, 4)],
    ([found, requests]) =>
      Effect.map(play(found, requests), starts => {
        const times = starts.filter(at => at !== undefined)
        for (const from of times) {
          const within = times.filter(at => at >= from && at < from + second)
          expect(within.length).toBeLessThanOrEqual(requests)
        }
      }),
    { arbitrary: { runs: 150, size: 60 } }
  )

  it.effect.prop(
    "serves who comes first first, as soon as it may; who leaves the queue costs the others nothing",
    [callers, number(1, 4)],
    ([found, requests]) =>
      Effect.map(play(found, requests), starts => {
        expect(starts).toEqual(startsOf(found, requests))
      }),
    { arbitrary: { runs: 150, size: 60 } }
  )

  it.effect("is one for all who share it", () =>
    Effect.gen(function* () {
      const admit = Limiter.make({ requests: 1, per: Duration.minutes(1) })
      const time = Effect.andThen(admit, Clock.currentTimeMillis)
      const [a, b] = yield* inTestTime(Effect.all([time, time], { concurrency: 2 }))
      expect(b - a).toBe(60_000)
    })
  )
})
