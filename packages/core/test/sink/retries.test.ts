import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { patience } from "../../src/sink/Sink.ts"
import { Denied, Unavailable } from "../../src/Trouble.ts"
import { number } from "../generate.ts"
import { accepts, fails } from "../ScriptedSink.ts"
import { consign, deliver, professors } from "./sending.ts"

const away = new Unavailable({ message: "school: away" })
const lost = new Unavailable({ message: "school: no answer in time", maybeApplied: true })
const asking = (wait: Duration.Duration) => new Unavailable({ message: "school: busy", retryAfter: wait })
const times = <A>(count: number, value: A): ReadonlyArray<A> => Array.from({ length: count }, () => value)

describe("a target that is unavailable (F45)", () => {
  it.effect("is asked again five times, and no more", () =>
    Effect.gen(function* () {
      const five = yield* deliver(professors(times(5, fails(away))), consign("a"))
      expect(five).toMatchObject({ tags: ["Created"], requests: 6 })
      expect(five.halt).toBeUndefined()
      const sink = professors([], fails(away))
      const ever = yield* deliver(sink, consign("a", undefined))
      expect(ever).toMatchObject({ tags: ["NotAttempted", "NotAttempted"], requests: 6, halt: away })
      expect(sink.requests).toHaveLength(6)
    })
  )

  it.effect.prop(
    "is given twice as long each time, with jitter",
    [number(1, 12)],
    ([retries]) =>
      Effect.gen(function* () {
        const { seconds } = yield* deliver(professors([], fails(away)), consign("a"), {
          ...patience,
          retries
        })
        const waits = seconds.slice(1).map((at, index) => at - (seconds[index] ?? 0))
        expect(waits).toHaveLength(retries)
        for (const [tries, wait] of waits.entries()) {
          const whole = Math.min(2 ** tries, 120)
          expect(wait).toBeGreaterThanOrEqual(whole / 2)
          expect(wait).toBeLessThanOrEqual(whole)
        }
      }),
    { arbitrary: { runs: 50 } }
  )

  it.effect("is not asked at the same moment by all who wait", () =>
    Effect.gen(function* () {
      const waits = yield* Effect.forEach(times(20, 0), () =>
        Effect.map(deliver(professors([fails(away)]), consign("a")), ({ seconds }) => seconds[1])
      )
      expect(new Set(waits).size).toBeGreaterThan(10)
    })
  )

  it.effect("is given exactly the time that it asks for", () =>
    Effect.gen(function* () {
      const asked = [30, 0, 120].map(seconds => fails(asking(Duration.seconds(seconds))))
      const { seconds, tags } = yield* deliver(professors(asked), consign("a"))
      expect(seconds).toEqual([0, 30, 30, 150])
      expect(tags).toEqual(["Created"])
    })
  )

  it.effect("is given up when it asks for longer than the run waits", () =>
    Effect.gen(function* () {
      const tooLong = asking(Duration.millis(120_001))
      const result = yield* deliver(professors([fails(tooLong)]), consign("a"))
      expect(result).toMatchObject({ tags: ["NotAttempted"], requests: 1, halt: tooLong })
    })
  )

  it.effect("leaves unknown what it may have taken", () =>
    Effect.gen(function* () {
      const result = yield* deliver(professors([], fails(lost)), consign("a", "b"))
      expect(result).toMatchObject({ tags: ["Unknown", "Unknown"], requests: 6, sound: true, halt: lost })
    })
  )

  it.effect("leaves unknown what it may have taken at the first attempt and surely not at the last", () =>
    Effect.gen(function* () {
      const result = yield* deliver(professors([fails(lost)], fails(away)), consign("a"))
      expect(result).toMatchObject({ tags: ["Unknown"], requests: 6, halt: away })
    })
  )
})

describe("a target that denies (F45)", () => {
  const denied = new Denied({ message: "school: answered 401" })

  it.effect("is not asked again, and nothing counts as sent", () =>
    Effect.gen(function* () {
      const batch = consign("a", undefined)
      const result = yield* deliver(professors([fails(denied)]), batch)
      expect(result).toMatchObject({ tags: ["NotAttempted", "NotAttempted"], requests: 1, halt: denied })
      expect(batch.map(({ sent }) => sent)).toEqual([false, false])
    })
  )

  it.effect("leaves unknown what an earlier attempt may have brought", () =>
    Effect.gen(function* () {
      const result = yield* deliver(professors([fails(lost), fails(denied)]), consign("a"))
      expect(result).toMatchObject({ tags: ["Unknown"], requests: 2, halt: denied })
    })
  )
})

describe("every request", () => {
  it.effect("waits for its place in the target's limit, repeated ones included", () =>
    Effect.gen(function* () {
      let places = 0
      const admit = Effect.sync(() => {
        places += 1
      })
      const sink = { ...professors([fails(away), fails(away), accepts]), admit }
      yield* deliver(sink, consign("a"))
      expect(places).toBe(3)
    })
  )
})
