/** Lets time pass for an effect that waits, as often as it needs. */
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"

const longest = 24 * 365

/**
 * Runs an effect to its end on the test's clock. It starts after a moment, so that all it does is woken by the clock
 * and happens at exactly its time; what waits longer than a year of that time is taken to hang.
 */
export const inTestTime = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.delay(effect, start))
    for (let hours = 0; fiber.pollUnsafe() === undefined; hours++) {
      if (hours > longest) return yield* Effect.die(new Error("it never ends"))
      yield* TestClock.adjust("1 hour")
    }
    return yield* Fiber.join(fiber)
  })

/** When, on the test's clock, an effect of `inTestTime` starts. */
export const start = 1
