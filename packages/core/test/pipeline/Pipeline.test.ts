import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { Student } from "../../src/entities/Student.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Permit } from "../../src/sink/Sink.ts"
import * as Source from "../../src/source/Source.ts"
import { Denied, Misconfigured, Unavailable, Unexpected, Unreadable } from "../../src/Trouble.ts"
import { balances } from "../../src/verdict/Ledger.ts"
import { inTestTime } from "../inTestTime.ts"
import { answers, fails, refuses } from "../ScriptedSink.ts"
import { lines, scriptedSource } from "../ScriptedSource.ts"
import { file, type Pupil, pieces, pupils, students, toStudent } from "./pupils.ts"

const coverage = { scope: "year 2026", complete: true, expected: 12 }

describe("the report of a run", () => {
  it.effect("names what was run, counts it, and says what the source covered", () =>
    Effect.gen(function* () {
      const source = scriptedSource([lines(pupils(12))], { coverage })
      const sink = students({ name: "school/students" })
      expect(yield* Pipeline.run({ source, mapper: toStudent, sink })).toMatchObject({
        name: "school.csv → school/students",
        source: "school.csv",
        sink: "school/students",
        entity: "students",
        coverage,
        ledger: { read: 12, created: 12 },
        requests: 2,
        ended: { _tag: "Completed" }
      })
    })
  )

  it.effect(
    "has its rejections by code, field and column, the most frequent first, and where they stand",
    () =>
      Effect.gen(function* () {
        const mapper = Mapper.make(
          Student,
          ({ uid }: Pupil) => ({
            externalReferenceId: uid,
            lastName: uid === "s3" ? "x".repeat(101) : "Lee"
          }),
          [{ field: "lastName", column: "NOM", required: true }]
        )
        const sink = students({ otherwise: refuses((_, index) => index < 2) })
        const source = scriptedSource([lines(pupils(5))], { columns: ["NOM"] })
        const report = yield* Pipeline.run({ source, mapper, sink })
        expect(report.rejections).toEqual([
          { code: "VALIDATION_ERROR", field: "firstName", count: 2 },
          { code: "VALIDATION_ERROR", field: "lastName", column: "NOM", count: 1 }
        ])
        const troubles = report.troubles.map(({ at, key, verdict }) => [at.line, key, verdict._tag])
        expect(troubles).toEqual([
          [4, "s3", "Rejected"],
          [2, "s1", "Rejected"],
          [3, "s2", "Rejected"]
        ])
      })
  )

  it.effect("keeps the first hundred troubles and counts the rest (Law 6)", () =>
    Effect.gen(function* () {
      const sink = students({ otherwise: refuses(() => true) })
      const report = yield* Pipeline.run({ source: file(500), mapper: toStudent, sink })
      expect(report.troubles).toHaveLength(100)
      expect(report.rejections).toEqual([{ code: "VALIDATION_ERROR", field: "firstName", count: 500 }])
    })
  )

  it.effect("counts what its mapper leaves out by the reason that it gives, however many there are", () =>
    Effect.gen(function* () {
      const mapper = Mapper.make(Student, ({ uid }: Pupil) =>
        Mapper.skip(uid < "s3" ? "has left" : `no place for ${uid}`)
      )
      const few = yield* Pipeline.run({ source: file(3), mapper, sink: students() })
      expect(few.filtered).toEqual([
        { reason: "has left", count: 2 },
        { reason: "no place for s3", count: 1 }
      ])
      const { filtered, ledger } = yield* Pipeline.run({ source: file(3000), mapper, sink: students() })
      expect(filtered.length).toBeLessThanOrEqual(101)
      expect(filtered.reduce((sum, { count }) => sum + count, 0)).toBe(ledger.filtered)
    })
  )

  it.effect("counts what was left out of records that went on", () =>
    Effect.gen(function* () {
      const mapper = Mapper.make(Student, ({ uid }: Pupil) => ({
        externalReferenceId: uid,
        photoUrl: "ann.jpg"
      }))
      const report = yield* Pipeline.run({ source: file(3), mapper, sink: students() })
      expect(report).toMatchObject({
        ledger: { created: 3 },
        warnings: [{ code: "FIELD_DROPPED", field: "photoUrl", count: 3 }]
      })
    })
  )
})

describe("a source", () => {
  it.effect("without any rows is refused (F1)", () =>
    Effect.gen(function* () {
      const sink = students()
      const empty = [
        scriptedSource<Pupil>([], { coverage }),
        Source.fromArray<Pupil>({ name: "school.csv", records: [] })
      ]
      for (const source of empty) {
        const report = yield* Pipeline.run({ source, mapper: toStudent, sink })
        expect(report.ended).toMatchObject({ _tag: "SourceFailed", error: { _tag: "Unreadable" } })
        expect(report.coverage).toBeUndefined()
      }
      expect(sink.requests).toEqual([])
    })
  )

  it.effect("of which every row is bad is not empty: it was read (F2)", () =>
    Effect.gen(function* () {
      const mapper = Mapper.make(Student, (_: Pupil) => ({ firstName: "Ann" }))
      const report = yield* Pipeline.run({ source: file(3), mapper, sink: students() })
      expect(report).toMatchObject({
        ended: { _tag: "Completed" },
        ledger: { read: 3, rejected: 3 },
        requests: 0
      })
    })
  )

  it.effect.each([
    new Denied({ message: "school: answered 401" }),
    new Unavailable({ message: "school: away" }),
    new Unreadable({ message: "school.csv: is no table" }),
    new Unexpected({ message: "school: no list" })
  ])("that fails midway is $_tag in the report, and all rows that it gave are counted", error =>
    Effect.gen(function* () {
      const source = scriptedSource([...pieces(95, 10), { fail: error }], { coverage })
      const sink = students({ limits: { records: 20 }, takes: Duration.seconds(1) })
      const report = yield* inTestTime(Pipeline.run({ source, mapper: toStudent, sink }))
      expect(report.ended).toEqual({ _tag: "SourceFailed", error })
      expect(report.ledger).toMatchObject({ read: 95 })
      expect(balances(report.ledger)).toBe(true)
      expect(report.coverage).toBeUndefined()
    })
  )

  it.effect("that breaks is a fault of the connector, and its text stays out (Law 9)", () =>
    Effect.gen(function* () {
      const source = scriptedSource([...pieces(20, 10), { die: new Error("canary") }])
      const report = yield* Pipeline.run({ source, mapper: toStudent, sink: students() })
      expect(report.ended).toMatchObject({ _tag: "SourceFailed", error: { _tag: "Unexpected" } })
      expect(report.ledger.read).toBe(20)
      expect(JSON.stringify(report)).not.toContain("canary")
    })
  )

  it.effect("that cannot be opened leaves a report, and nothing was sent", () =>
    Effect.gen(function* () {
      const error = new Unreadable({ message: "school.csv: is not there" })
      const source = { name: "school.csv", open: Effect.fail(error) }
      const sink = students()
      const report = yield* Pipeline.run({ source, mapper: toStudent, sink })
      expect(report).toMatchObject({
        ledger: { read: 0 },
        requests: 0,
        ended: { _tag: "SourceFailed", error }
      })
    })
  )

  it.effect("that breaks while it is opened leaves a report too", () =>
    Effect.gen(function* () {
      const source = { name: "school.csv", open: Effect.die(new Error("canary")) }
      const report = yield* Pipeline.run({ source, mapper: toStudent, sink: students() })
      expect(report.ended).toMatchObject({ _tag: "SourceFailed", error: { _tag: "Unexpected" } })
      expect(JSON.stringify(report)).not.toContain("canary")
    })
  )

  it.effect("that breaks when it is asked what it covered does not cost the report of what was sent", () =>
    Effect.gen(function* () {
      const source: Source.Source<Pupil> = {
        name: "school.csv",
        open: Effect.map(file(3).open, reading => ({ ...reading, coverage: Effect.die(new Error("canary")) }))
      }
      const report = yield* Pipeline.run({ source, mapper: toStudent, sink: students() })
      expect(report.ledger).toMatchObject({ read: 3, created: 3 })
      expect(report.ended).toMatchObject({ _tag: "SourceFailed", error: { _tag: "Unexpected" } })
      expect(JSON.stringify(report)).not.toContain("canary")
    })
  )

  it.effect(
    "that fails or breaks in a way that no type allows does not cost the report of what was sent",
    () =>
      Effect.gen(function* () {
        const failing = { ...(yield* Effect.scoped(file(3).open)), coverage: Effect.fail("canary") as never }
        const source: Source.Source<Pupil> = { name: "school.csv", open: Effect.succeed(failing) }
        const report = yield* Pipeline.run({ source, mapper: toStudent, sink: students() })
        expect(report).toMatchObject({
          ended: { _tag: "SourceFailed", error: { _tag: "Unexpected" } },
          ledger: { read: 3, created: 3 }
        })
        const [piece] = pieces(5, 5)
        const rowless = scriptedSource([...(piece ? [piece] : []), { rows: [undefined as never] }])
        const after = yield* Pipeline.run({ source: rowless, mapper: toStudent, sink: students() })
        expect(after).toMatchObject({
          ended: { _tag: "SourceFailed", error: { _tag: "Unexpected" } },
          ledger: { read: 5, notAttempted: 5 }
        })
      })
  )

  it.effect("is read ahead of the target by a few pieces, and no further (Law 6)", () =>
    Effect.gen(function* () {
      const source = scriptedSource(pieces(1_000_000, 100))
      const sink = students({ limits: { records: 100 }, takes: Duration.hours(1) })
      const stop = Effect.sleep("30 minutes")
      const report = yield* inTestTime(Pipeline.run({ source, mapper: toStudent, sink }, { stop }))
      expect(report).toMatchObject({ ended: { _tag: "Interrupted" }, requests: 1 })
      expect(source.seen.rows).toBeLessThanOrEqual(1000)
    })
  )
})

describe("a target", () => {
  it.effect("whose configuration is not whole stops the run before anything is read", () =>
    Effect.gen(function* () {
      const error = new Misconfigured({ message: "EDUSIGN_API_KEY is not set" })
      const source = file(3)
      const sink = students({ ready: Effect.fail(error) })
      expect(yield* Effect.flip(Pipeline.run({ source, mapper: toStudent, sink }))).toBe(error)
      expect(source.seen.opened).toBe(0)
    })
  )

  it.effect("whose first answer cannot be understood gets nothing more (docs/contract.md 1.1, 1.2)", () =>
    Effect.gen(function* () {
      const countsFrom1 = answers(items => items.map((item, index) => ({ ...item, index: index + 1 })))
      const sink = students({ otherwise: countsFrom1 })
      const report = yield* inTestTime(Pipeline.run({ source: file(2000), mapper: toStudent, sink }))
      expect(report).toMatchObject({
        ended: { _tag: "TargetFailed", error: { _tag: "Unexpected" } },
        ledger: { read: 2000, unknown: 10, notAttempted: 1990 }
      })
      expect(sink.requests.map(({ batch }) => batch.length)).toEqual([10, 10])
    })
  )

  it.effect("whose later answer cannot be understood leaves those records unknown, and the run goes on", () =>
    Effect.gen(function* () {
      const lossy = answers(items => (items.length > 10 ? items.slice(1) : items))
      const sink = students({ otherwise: lossy, limits: { records: 100 } })
      const report = yield* inTestTime(Pipeline.run({ source: file(310), mapper: toStudent, sink }))
      expect(report).toMatchObject({ ended: { _tag: "Completed" }, ledger: { created: 310 }, requests: 7 })
    })
  )

  it.effect("is sent one batch at a time, while the next one is read and prepared", () =>
    Effect.gen(function* () {
      const source = scriptedSource(pieces(310, 10))
      const under = { way: 0, most: 0, read: [] as number[] }
      const sink = students({ limits: { records: 100 } })
      const send: typeof sink.send = (batch, permit) =>
        Effect.gen(function* () {
          under.way += 1
          under.most = Math.max(under.most, under.way)
          yield* Effect.sleep("1 second")
          under.read.push(source.seen.rows)
          under.way -= 1
          return yield* sink.send(batch, permit)
        })
      const report = yield* inTestTime(Pipeline.run({ source, mapper: toStudent, sink: { ...sink, send } }))
      expect(report.ledger.created).toBe(310)
      expect(under.most).toBe(1)
      // By the time the first ten are answered, the hundred after them wait to be sent.
      expect(under.read[0]).toBeGreaterThanOrEqual(110)
    })
  )

  it.effect("that is asked while the source fails still has its answer counted", () =>
    Effect.gen(function* () {
      const error = new Unavailable({ message: "school.csv: gone" })
      const source = scriptedSource([lines(pupils(30)), { fail: error }])
      const sink = students({ takes: Duration.seconds(1) })
      const report = yield* inTestTime(Pipeline.run({ source, mapper: toStudent, sink }))
      expect(report).toMatchObject({
        ended: { _tag: "SourceFailed", error },
        ledger: { read: 30, created: 10, notAttempted: 20 }
      })
    })
  )

  it.effect("that breaks over a record gets nothing more", () =>
    Effect.gen(function* () {
      const sink = students({ limits: { records: 20 } })
      const weigh = (upsert: { readonly [field: string]: unknown }) => {
        if (upsert.externalReferenceId === "s25") throw new Error("canary")
        return 1
      }
      const report = yield* Pipeline.run({ source: file(60), mapper: toStudent, sink: { ...sink, weigh } })
      expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unexpected" } })
      expect(balances(report.ledger)).toBe(true)
      expect(report.ledger.read).toBe(60)
      expect(report.ledger.notAttempted).toBeGreaterThan(0)
      expect(JSON.stringify(report)).not.toContain("canary")
    })
  )

  it.effect("that breaks over a record while a request is under way gets nothing more either", () =>
    Effect.gen(function* () {
      const sink = students({ limits: { records: 10 }, takes: Duration.minutes(1) })
      const weigh = (upsert: { readonly [field: string]: unknown }) => {
        if (upsert.externalReferenceId === "s15") throw new Error("canary")
        return 1
      }
      const source = scriptedSource([
        lines(pupils(11)),
        { wait: Duration.seconds(1) },
        lines(pupils(5, 12)),
        { wait: Duration.hours(1) },
        lines(pupils(40, 17))
      ])
      const report = yield* inTestTime(Pipeline.run({ source, mapper: toStudent, sink: { ...sink, weigh } }))
      expect(report).toMatchObject({
        ended: { _tag: "TargetFailed", error: { _tag: "Unexpected" } },
        ledger: { read: 56, created: 10, notAttempted: 46 },
        requests: 1
      })
    })
  )

  it.effect("that denies midway ends the run: what is accepted stays so, the rest is not attempted", () =>
    Effect.gen(function* () {
      const denied = new Denied({ message: "target: answered 403" })
      const script = [answers(items => items), fails(denied)]
      const sink = students({ script, limits: { records: 100 } })
      const report = yield* Pipeline.run({ source: file(310), mapper: toStudent, sink })
      expect(report).toMatchObject({
        ended: { _tag: "TargetFailed", error: denied },
        ledger: { read: 310, created: 10, notAttempted: 300 },
        requests: 2
      })
    })
  )

  it.effect("is tried as patiently as it says itself, or as the run says", () =>
    Effect.gen(function* () {
      const away = fails(new Unavailable({ message: "target: away" }))
      const patience = { retries: 2, firstWait: Duration.millis(10), longestWait: Duration.seconds(1) }
      const sink = { ...students({ otherwise: away }), patience }
      const own = yield* inTestTime(Pipeline.run({ source: file(1), mapper: toStudent, sink }))
      expect(own.requests).toBe(3)
      const none = { ...patience, retries: 0 }
      const told = yield* inTestTime(
        Pipeline.run({ source: file(1), mapper: toStudent, sink }, { patience: none })
      )
      expect(told.requests).toBe(1)
    })
  )

  it.effect("is permitted nothing, unless the run says so (F13, F43)", () =>
    Effect.gen(function* () {
      const sink = students()
      const pipeline = { source: file(1), mapper: toStudent, sink }
      yield* Pipeline.run(pipeline)
      yield* Pipeline.run(pipeline, { permit: { unarchive: true } })
      expect(sink.requests.map(({ permit }) => permit)).toEqual<ReadonlyArray<Permit>>([
        { unarchive: false, sendCredentials: false, newPasswordNeeded: false },
        { unarchive: true, sendCredentials: false, newPasswordNeeded: false }
      ])
    })
  )
})
