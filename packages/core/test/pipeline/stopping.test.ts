import { describe, expect, it } from "@effect/vitest"
import { Deferred, Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import type { Progress } from "../../src/pipeline/Account.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Outcome } from "../../src/pipeline/Report.ts"
import type { Source } from "../../src/source/Source.ts"
import { Refused } from "../../src/Trouble.ts"
import { balances } from "../../src/verdict/Ledger.ts"
import { kindOf } from "../../src/verdict/Verdict.ts"
import { inTestTime } from "../inTestTime.ts"
import { answers, fails, type Reply, silent } from "../ScriptedSink.ts"
import { scriptedSource } from "../ScriptedSource.ts"
import { file, type Pupil, pieces, students, toStudent } from "./pupils.ts"

/** Runs twelve pupils and stops after so many seconds. */
const stoppedAfter = (seconds: number, script: ReadonlyArray<Reply>, count = 12) =>
  Effect.gen(function* () {
    const sink = students({ script, takes: Duration.seconds(1) })
    const stop = Effect.sleep(Duration.seconds(seconds))
    return yield* inTestTime(Pipeline.run({ source: file(count), mapper: toStudent, sink }, { stop }))
  })

const accepting = answers(items => items)
const losingOne = answers(items => items.slice(1))

describe("a run that is stopped says of each record what it knows", () => {
  it.effect("what is on its way is unknown, what is not is not attempted", () =>
    Effect.gen(function* () {
      const report = yield* stoppedAfter(1.5, [accepting, accepting])
      expect(report).toMatchObject({ ended: { _tag: "Interrupted" }, requests: 2 })
      expect(report.ledger).toMatchObject({ read: 12, created: 10, unknown: 2 })
      const early = yield* stoppedAfter(0.5, [accepting])
      expect(early.ledger).toMatchObject({ read: 12, unknown: 10, notAttempted: 2 })
    })
  )

  it.effect(
    "what was acknowledged stays so, while the rest of its batch waits to be sent again (Law 5)",
    () =>
      Effect.gen(function* () {
        const waiting = yield* stoppedAfter(3.5, [losingOne], 10)
        expect(waiting).toMatchObject({ requests: 1, ledger: { created: 9, unknown: 1 } })
        const again = yield* stoppedAfter(20, [losingOne, silent], 10)
        expect(again).toMatchObject({ requests: 2, ledger: { created: 9, unknown: 1 } })
      })
  )

  it.effect("what was refused stays so, while the rest of its batch is sent again", () =>
    Effect.gen(function* () {
      const refused = fails(new Refused({ message: "target: answered 400", rows: [{ index: 0 }] }))
      const report = yield* stoppedAfter(1.5, [refused, silent], 3)
      expect(report.ledger).toMatchObject({ read: 3, rejected: 1, unknown: 2 })
    })
  )

  it.effect("also before it has begun", () =>
    Effect.gen(function* () {
      const sink = students()
      const report = yield* Pipeline.run({ source: file(12), mapper: toStudent, sink }, { stop: Effect.void })
      expect(report.ended._tag).toBe("Interrupted")
      expect(balances(report.ledger)).toBe(true)
      expect(sink.requests).toEqual([])
    })
  )
})

describe("a run that is stopped while its source is being opened", () => {
  it.effect("ends too: an origin may not answer", () =>
    Effect.gen(function* () {
      const source: Source<Pupil> = { name: "school", open: Effect.never }
      const sink = students()
      const run = Pipeline.run({ source, mapper: toStudent, sink }, { stop: Effect.sleep("1 second") })
      const report = yield* inTestTime(run)
      expect(report).toMatchObject({ ended: { _tag: "Interrupted" }, ledger: { read: 0 }, requests: 0 })
    })
  )
})

describe("a run that is stopped while its source is asked what it covered", () => {
  it.effect("ends too, with all that was sent in its ledger", () =>
    Effect.gen(function* () {
      const source: Source<Pupil> = {
        name: "school",
        open: Effect.map(file(12).open, reading => ({ ...reading, coverage: Effect.never }))
      }
      const run = Pipeline.run(
        { source, mapper: toStudent, sink: students() },
        { stop: Effect.sleep("1 hour") }
      )
      const report = yield* inTestTime(run)
      expect(report).toMatchObject({ ended: { _tag: "Interrupted" }, ledger: { read: 12, created: 12 } })
    })
  )
})

describe("who listens to a run", () => {
  it.effect("hears every outcome, also those that it was busy with when the run was stopped", () =>
    Effect.gen(function* () {
      const heard: Array<Outcome> = []
      const onOutcomes = (outcomes: ReadonlyArray<Outcome>) =>
        Effect.sync(() => void heard.push(...outcomes)).pipe(Effect.delay("2 seconds"))
      const report = yield* inTestTime(
        Pipeline.run(
          { source: file(30), mapper: toStudent, sink: students() },
          { onOutcomes, stop: Effect.sleep("1 second") }
        )
      )
      expect(report.ended._tag).toBe("Interrupted")
      expect(heard).toHaveLength(report.ledger.read)
    })
  )

  it.effect("is told how far it has come, and never more than is true", () =>
    Effect.gen(function* () {
      const told: Array<Progress> = []
      const sink = students({ limits: { records: 10 } })
      const report = yield* Pipeline.run(
        { source: scriptedSource(pieces(40, 10)), mapper: toStudent, sink },
        { onProgress: progress => Effect.sync(() => void told.push(progress)) }
      )
      expect(told[told.length - 1]).toEqual({ ledger: report.ledger, requests: report.requests })
      const counts = told.map(({ ledger }) => ledger.created)
      expect(counts).toEqual(counts.toSorted((a, b) => a - b))
      expect(told.every(({ ledger }) => ledger.created <= ledger.read)).toBe(true)
    })
  )

  it.effect("hears of all that was read when the run's fiber is interrupted, and the source is closed", () =>
    Effect.gen(function* () {
      const heard: Array<Outcome> = []
      const asked = Deferred.makeUnsafe<void>()
      const source = file(12)
      const sink = students({
        otherwise: batch => Effect.andThen(Deferred.succeed(asked, undefined), silent(batch))
      })
      const run = Pipeline.run(
        { source, mapper: toStudent, sink },
        { onOutcomes: outcomes => Effect.sync(() => void heard.push(...outcomes)) }
      )
      const fiber = yield* Effect.forkChild(run)
      yield* Deferred.await(asked)
      yield* TestClock.adjust("1 minute")
      yield* Fiber.interrupt(fiber)
      const kinds = heard.map(({ verdict }) => kindOf(verdict))
      expect(kinds.filter(kind => kind === "unknown")).toHaveLength(10)
      expect(kinds.filter(kind => kind === "notAttempted")).toHaveLength(2)
      expect(source.seen).toMatchObject({ opened: 1, closed: 1 })
    })
  )
})
