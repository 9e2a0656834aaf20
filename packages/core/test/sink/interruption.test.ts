import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { Professor } from "../../src/entities/Professor.ts"
import { leftOver } from "../../src/sink/Courier.ts"
import { Delivery } from "../../src/sink/Delivery.ts"
import { Refused, Unavailable, Unexpected } from "../../src/Trouble.ts"
import { inTestTime } from "../inTestTime.ts"
import { accepts, answers, dies, fails, type Reply, scriptedSink } from "../ScriptedSink.ts"
import { consign } from "./sending.ts"

/** What every record is left with when a delivery is interrupted after so long. */
const cutShort = (
  after: Duration.Duration,
  script: ReadonlyArray<Reply>,
  options: { readonly takes?: Duration.Duration; readonly admit?: Effect.Effect<void> } = {}
) =>
  Effect.gen(function* () {
    const sink = scriptedSink({ entity: Professor, script, ...options })
    const batch = consign("a", "b")
    yield* inTestTime(Effect.timeoutOption(new Delivery(sink).deliver(batch), after))
    return { left: batch.map(record => leftOver(record)._tag), requests: sink.requests.length }
  })

const halfASecond = Duration.millis(500)
const asking = (fields: { readonly maybeApplied?: boolean }) =>
  fails(new Unavailable({ message: "school: away", retryAfter: Duration.seconds(60), ...fields }))

describe("a delivery that is interrupted leaves every record", () => {
  it.effect("unknown, while a request is open", () =>
    Effect.gen(function* () {
      const result = yield* cutShort(halfASecond, [accepts], { takes: Duration.seconds(1) })
      expect(result).toEqual({ left: ["Unknown", "Unknown"], requests: 1 })
    })
  )

  it.effect("not attempted, while the first request waits for its place", () =>
    Effect.gen(function* () {
      const result = yield* cutShort(halfASecond, [accepts], { admit: Effect.sleep("1 minute") })
      expect(result).toEqual({ left: ["NotAttempted", "NotAttempted"], requests: 0 })
    })
  )

  it.effect("not attempted, while it waits after a request that was turned away", () =>
    Effect.gen(function* () {
      const result = yield* cutShort(halfASecond, [asking({})])
      expect(result).toEqual({ left: ["NotAttempted", "NotAttempted"], requests: 1 })
    })
  )

  it.effect("unknown, while it waits after a request that may have been carried out", () =>
    Effect.gen(function* () {
      const result = yield* cutShort(halfASecond, [asking({ maybeApplied: true })])
      expect(result).toEqual({ left: ["Unknown", "Unknown"], requests: 1 })
    })
  )

  it.effect(
    "unknown, when a later attempt was turned away but an earlier one may have been carried out",
    () =>
      Effect.gen(function* () {
        const script = [asking({ maybeApplied: true }), asking({})]
        const result = yield* cutShort(Duration.seconds(90), script)
        expect(result).toEqual({ left: ["Unknown", "Unknown"], requests: 2 })
      })
  )

  it.effect.each<readonly [string, Reply]>([
    ["cannot be read", fails(new Unexpected({ message: "school: the answer breaks off" }))],
    ["names nobody", answers(() => [])],
    ["the connector broke over", dies()]
  ])("unknown, while it waits to send again after an answer that %s", ([, reply]) =>
    Effect.gen(function* () {
      const result = yield* cutShort(Duration.seconds(3), [reply])
      expect(result).toEqual({ left: ["Unknown", "Unknown"], requests: 1 })
    })
  )

  it.effect("unknown, while a second request waits that follows a refusal of the other record", () =>
    Effect.gen(function* () {
      const refused = fails(new Refused({ message: "school: answered 400", rows: [{ index: 0 }] }))
      const slow: Reply = batch => Effect.delay(accepts(batch), "1 minute")
      const result = yield* cutShort(halfASecond, [refused, slow])
      expect(result.left[1]).toBe("Unknown")
    })
  )
})
