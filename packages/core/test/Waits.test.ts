import { expect, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { Denied, type SourceError, Unavailable } from "../src/Trouble.ts"
import { again, waits } from "../src/Waits.ts"

/** Tries something that always fails so, to the end; the times at which it was tried, in milliseconds. */
const triedAt = (error: SourceError) =>
  Effect.gen(function* () {
    const times: Array<number> = []
    const attempt = Effect.flatMap(Clock.currentTimeMillis, now => {
      times.push(now)
      return Effect.fail(error)
    })
    const fiber = yield* Effect.forkChild(Effect.flip(again(attempt, waits)))
    yield* TestClock.adjust("1 hour")
    expect(yield* Fiber.join(fiber)).toBe(error)
    return times
  })

it.effect("what is unavailable is tried five times more, each wait up to twice the one before", () =>
  Effect.gen(function* () {
    const times = yield* triedAt(new Unavailable({ message: "busy" }))
    const waited = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(waited).toHaveLength(5)
    for (const [index, wait] of waited.entries()) {
      expect(wait).toBeGreaterThanOrEqual(500 * 2 ** index)
      expect(wait).toBeLessThanOrEqual(1000 * 2 ** index)
    }
  })
)

it.effect.each<readonly [what: string, error: SourceError, times: ReadonlyArray<number>]>([
  ["is denied is tried once", new Denied({ message: "no" }), [0]],
  [
    "says how long to wait is asked then",
    new Unavailable({ message: "busy", retryAfter: Duration.seconds(7) }),
    [0, 7, 14, 21, 28, 35]
  ],
  [
    "asks for more than the longest wait is given up",
    new Unavailable({ message: "busy", retryAfter: Duration.minutes(3) }),
    [0]
  ]
])("what %s", ([, error, times]) =>
  Effect.gen(function* () {
    expect(yield* triedAt(error)).toEqual(times.map(seconds => seconds * 1000))
  })
)

it.effect("what succeeds in the end succeeds", () =>
  Effect.gen(function* () {
    let left = 2
    const attempt = Effect.suspend(() => {
      left -= 1
      return left < 0 ? Effect.succeed("there") : Effect.fail(new Unavailable({ message: "busy" }))
    })
    const fiber = yield* Effect.forkChild(again(attempt, waits))
    yield* TestClock.adjust("1 hour")
    expect(yield* Fiber.join(fiber)).toBe("there")
  })
)
