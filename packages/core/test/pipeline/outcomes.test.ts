import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Stream } from "effect"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Outcome } from "../../src/pipeline/Report.ts"
import { Denied, Misconfigured, Unavailable } from "../../src/Trouble.ts"
import { inTestTime } from "../inTestTime.ts"
import { accepts, fails } from "../ScriptedSink.ts"
import { scriptedSource } from "../ScriptedSource.ts"
import { file, pieces, students, toStudent } from "./pupils.ts"

const away = new Unavailable({ message: "school: away" })
const denied = new Denied({ message: "target: answered 401" })

/** The outcomes that a consumer gets before the stream ends, and the reason why it failed. */
const consume = <E>(outcomes: Stream.Stream<Outcome, E>) =>
  Effect.gen(function* () {
    const got: Array<Outcome> = []
    const error = yield* outcomes.pipe(
      Stream.runForEach(outcome => Effect.sync(() => void got.push(outcome))),
      Effect.as(undefined),
      Effect.catch(Effect.succeed)
    )
    return { got, error }
  })

describe("the outcomes of a run as a stream", () => {
  it.effect("are those of all its rows, each with its row", () =>
    Effect.gen(function* () {
      const { got, error } = yield* consume(
        Pipeline.outcomes({ source: file(25), mapper: toStudent, sink: students() })
      )
      expect(error).toBeUndefined()
      expect(got.map(({ at, key, verdict }) => [at.line, key, verdict._tag])).toEqual(
        Array.from({ length: 25 }, (_, at) => [at + 2, `s${at + 1}`, "Created"])
      )
      expect(got[0]?.row).toMatchObject({ value: { uid: "s1" } })
    })
  )

  it.effect("fail after the last of them when the source failed", () =>
    Effect.gen(function* () {
      const source = scriptedSource([...pieces(20, 10), { fail: away }])
      const { got, error } = yield* consume(
        Pipeline.outcomes({ source, mapper: toStudent, sink: students() })
      )
      expect(got).toHaveLength(20)
      expect(error).toBe(away)
    })
  )

  it.effect("fail after the last of them when the target failed", () =>
    Effect.gen(function* () {
      const sink = students({ script: [accepts, fails(denied)] })
      const { got, error } = yield* consume(Pipeline.outcomes({ source: file(20), mapper: toStudent, sink }))
      expect(got.map(({ verdict }) => verdict._tag)).toEqual([
        ...Array.from({ length: 10 }, () => "Created"),
        ...Array.from({ length: 10 }, () => "NotAttempted")
      ])
      expect(error).toBe(denied)
    })
  )

  it.effect("fail at once for the configuration", () =>
    Effect.gen(function* () {
      const wrong = new Misconfigured({ message: "EDUSIGN_API_KEY is not set" })
      const sink = students({ ready: Effect.fail(wrong) })
      const { got, error } = yield* consume(Pipeline.outcomes({ source: file(20), mapper: toStudent, sink }))
      expect(got).toEqual([])
      expect(error).toBe(wrong)
    })
  )

  it.effect("end without failing when the run was stopped", () =>
    Effect.gen(function* () {
      const sink = students({ takes: Duration.seconds(1) })
      const { got, error } = yield* inTestTime(
        consume(
          Pipeline.outcomes(
            { source: file(20), mapper: toStudent, sink },
            { stop: Effect.sleep("1500 millis") }
          )
        )
      )
      expect(got).toHaveLength(20)
      expect(error).toBeUndefined()
    })
  )

  it.effect("stop the run when their consumer stops", () =>
    Effect.gen(function* () {
      const source = scriptedSource(pieces(100_000, 10))
      const sink = students({ limits: { records: 10 }, takes: Duration.seconds(1) })
      const outcomes = Pipeline.outcomes({ source, mapper: toStudent, sink })
      const got = yield* inTestTime(Stream.runCollect(Stream.take(outcomes, 15)))
      expect(got).toHaveLength(15)
      expect(source.seen).toMatchObject({ opened: 1, closed: 1 })
      expect(sink.requests.length).toBeLessThan(10)
    })
  )

  it.effect("wait for their consumer, so that a slow one does not have the roster in memory (Law 6)", () =>
    Effect.gen(function* () {
      const source = scriptedSource(pieces(20_000, 10))
      const sink = students({ limits: { records: 10 } })
      const outcomes = Pipeline.outcomes({ source, mapper: toStudent, sink })
      yield* inTestTime(
        outcomes.pipe(
          Stream.rechunk(1),
          Stream.take(20),
          Stream.runForEach(() => Effect.sleep("1 second"))
        )
      )
      expect(source.seen.rows).toBeLessThan(2000)
    })
  )
})
