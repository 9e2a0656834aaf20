import { expect, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber, Redacted, Result } from "effect"
import { TestClock } from "effect/testing"
import * as Tokens from "../../src/propeller/Tokens.ts"

/** Tokens that are numbered as they are fetched, each of which takes a second. */
const numbered = (lasts: Duration.Duration, ...failing: ReadonlyArray<number>) => {
  const state = { fetched: 0 }
  const tokens = Tokens.make(
    Effect.gen(function* () {
      state.fetched += 1
      const number = state.fetched
      yield* Effect.sleep(Duration.seconds(1))
      if (failing.includes(number)) return yield* Effect.fail(`no token ${number}`)
      return { token: Redacted.make(`token ${number}`), lasts }
    })
  )
  return { state, tokens }
}

const halfAnHour = Duration.minutes(30)

/** What an effect comes to, while all the time passes that it waits for. */
const inItsTime = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const running = yield* Effect.forkChild(effect)
    yield* TestClock.adjust(Duration.seconds(5))
    return yield* Fiber.join(running)
  })

const ask = <E>(tokens: Tokens.Tokens<E>) => inItsTime(tokens.current)
const many = <E>(tokens: Tokens.Tokens<E>) => Array.from({ length: 50 }, () => tokens.current)

it.effect("fifty who ask at once get one token, and so do those who come later", () =>
  Effect.gen(function* () {
    const { state, tokens } = numbered(halfAnHour)
    const all = yield* inItsTime(Effect.all(many(tokens), { concurrency: "unbounded" }))
    const later = yield* ask(tokens)
    expect(new Set([...all, later].map(Redacted.value))).toEqual(new Set(["token 1"]))
    expect(state.fetched).toBe(1)
  })
)

it.effect.each<readonly [life: number, kept: number]>([
  [30 * 60, 29 * 60],
  [24 * 60 * 60, 24 * 60 * 60 - 60],
  [120, 60],
  [90, 45],
  [2, 1]
])("a token that lasts %i seconds is kept for %i", ([life, kept]) =>
  Effect.gen(function* () {
    const { state, tokens } = numbered(Duration.seconds(life))
    const asking = yield* Effect.forkChild(tokens.current)
    yield* TestClock.adjust(Duration.seconds(1))
    yield* Fiber.join(asking)
    yield* TestClock.adjust(Duration.millis(kept * 1000 - 1))
    expect(Redacted.value(yield* tokens.current)).toBe("token 1")
    yield* TestClock.adjust(Duration.millis(1))
    expect(Redacted.value(yield* ask(tokens))).toBe("token 2")
    expect(state.fetched).toBe(2)
  })
)

it.effect("a failure goes to all who were asking, and is not kept", () =>
  Effect.gen(function* () {
    const { state, tokens } = numbered(halfAnHour, 1)
    const all = yield* inItsTime(Effect.all(many(tokens).map(Effect.result), { concurrency: "unbounded" }))
    expect(all.map(result => Result.isFailure(result) && result.failure)).toEqual(all.map(() => "no token 1"))
    expect(Redacted.value(yield* ask(tokens))).toBe("token 2")
    expect(state.fetched).toBe(2)
  })
)

it.effect("a token that fifty were refused is renewed once", () =>
  Effect.gen(function* () {
    const { state, tokens } = numbered(halfAnHour)
    const first = yield* ask(tokens)
    const again = Effect.andThen(tokens.giveUp(first), tokens.current)
    const all = yield* inItsTime(
      Effect.all(
        Array.from({ length: 50 }, (_, index) => Effect.delay(again, Duration.millis(index * 40))),
        {
          concurrency: "unbounded"
        }
      )
    )
    expect(new Set(all.map(Redacted.value))).toEqual(new Set(["token 2"]))
    expect(state.fetched).toBe(2)
  })
)

it.effect("giving up an old token leaves the new one, even one of the same text", () =>
  Effect.gen(function* () {
    let fetched = 0
    const tokens = Tokens.make(
      Effect.sync(() => {
        fetched += 1
        return { token: Redacted.make("always the same"), lasts: halfAnHour }
      })
    )
    const first = yield* tokens.current
    yield* tokens.giveUp(first)
    const second = yield* tokens.current
    yield* tokens.giveUp(first)
    expect(yield* tokens.current).toBe(second)
    expect(fetched).toBe(2)
  })
)

it.effect("who asked first may leave: the others get their token", () =>
  Effect.gen(function* () {
    const { state, tokens } = numbered(halfAnHour)
    const first = yield* Effect.forkChild(tokens.current)
    yield* TestClock.adjust(Duration.millis(500))
    const second = yield* Effect.forkChild(tokens.current)
    yield* TestClock.adjust(Duration.millis(100))
    yield* Fiber.interrupt(first)
    yield* TestClock.adjust(Duration.millis(400))
    expect(Redacted.value(yield* Fiber.join(second))).toBe("token 1")
    expect([state.fetched, yield* Clock.currentTimeMillis]).toEqual([1, 1000])
  })
)
