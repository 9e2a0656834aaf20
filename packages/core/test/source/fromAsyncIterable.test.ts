import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Schema, Stream } from "effect"
import { Student } from "../../src/entities/Student.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Row } from "../../src/source/Row.ts"
import * as Source from "../../src/source/Source.ts"
import { Denied, Refused, Unavailable, Unreadable } from "../../src/Trouble.ts"
import { fails, scriptedSink, silent } from "../ScriptedSink.ts"

const Pupil = Schema.Struct({ uid: Schema.String })
type Read = (signal: AbortSignal) => AsyncIterable<ReadonlyArray<unknown>>

const pupils = (read: Read) => Source.fromAsyncIterable({ name: "acme/pupils", schema: Pupil, read })
const toStudent = Mapper.make(Student, (pupil: { readonly uid: string }) => ({
  externalReferenceId: pupil.uid
}))

/** The rows that were read, and why the read ended. */
const readAll = (read: Read) =>
  Effect.scoped(
    Effect.gen(function* () {
      const rows: Array<Row<unknown>> = []
      const reading = yield* pupils(read).open
      const error = yield* Effect.flip(
        Effect.andThen(
          Stream.runForEach(reading.rows, row => Effect.sync(() => void rows.push(row))),
          Effect.fail(undefined)
        )
      )
      return { rows, error }
    })
  )

/** Pages that end by throwing this. */
const throwing = (thrown: unknown): Read =>
  async function* () {
    yield [{ uid: "1" }]
    throw thrown
  }

describe("a source of pages", () => {
  it.effect("numbers records over all its pages, empty ones included", () =>
    Effect.gen(function* () {
      const { rows, error } = yield* readAll(async function* () {
        yield [{ uid: "1" }, { uid: "2" }]
        yield []
        yield [{ uid: 3 }, { uid: "4" }]
      })
      expect(error).toBeUndefined()
      expect(rows.map(row => [row.at, row._tag])).toEqual([
        [{ origin: "acme/pupils", record: 1 }, "Read"],
        [{ origin: "acme/pupils", record: 2 }, "Read"],
        [{ origin: "acme/pupils", record: 3 }, "Damaged"],
        [{ origin: "acme/pupils", record: 4 }, "Read"]
      ])
    })
  )

  it.effect.each([
    new Denied({ message: "acme: the key has expired" }),
    new Unavailable({ message: "acme: down for maintenance" }),
    new Unreadable({ message: "acme: there is no school year yet" })
  ])("ends with the reason that it throws: $_tag", reason =>
    Effect.gen(function* () {
      const { rows, error } = yield* readAll(throwing(reason))
      expect(rows).toHaveLength(1)
      expect(error).toBe(reason)
    })
  )

  it.effect.each<readonly [string, unknown, string]>([
    ["an error", new TypeError("canary"), "TypeError"],
    ["a text", "canary", "string"],
    ["nothing", undefined, "undefined"],
    ["a reason that only a sink may give", new Refused({ message: "canary" }), "Refused"]
  ])("is unexpected when it throws %s, whose text stays out (Law 9)", ([, thrown, kind]) =>
    Effect.gen(function* () {
      const { error } = yield* readAll(throwing(thrown))
      expect(error).toMatchObject({ _tag: "Unexpected" })
      expect(error?.message).toContain(`acme/pupils: reading threw ${kind}`)
      expect(JSON.stringify(error) + String(error)).not.toContain("canary")
    })
  )

  it.effect("may throw before its first page", () =>
    Effect.gen(function* () {
      const reason = new Denied({ message: "acme: no key" })
      const { error } = yield* readAll(() => {
        throw reason
      })
      expect(error).toBe(reason)
    })
  )

  it.effect("is read anew, with a signal of its own, by each run", () =>
    Effect.gen(function* () {
      const signals: Array<AbortSignal> = []
      const source = pupils(async function* (signal) {
        signals.push(signal)
        yield [{ uid: "1" }]
      })
      const sink = scriptedSink({ entity: Student })
      yield* Pipeline.run({ source, mapper: toStudent, sink })
      yield* Pipeline.run({ source, mapper: toStudent, sink })
      expect(sink.requests).toHaveLength(2)
      expect(new Set(signals).size).toBe(2)
    })
  )
})

/** Pages without an end: the first, then one that waits for the network until its signal is aborted. */
const endless = () => {
  const seen = { aborted: false, waiting: Deferred.makeUnsafe<void>(), cleaned: Deferred.makeUnsafe<void>() }
  const read: Read = async function* (signal) {
    try {
      yield [{ uid: "1" }]
      Deferred.doneUnsafe(seen.waiting, Effect.void)
      await new Promise((_, reject) =>
        signal.addEventListener("abort", () => {
          seen.aborted = true
          reject(signal.reason)
        })
      )
    } finally {
      Deferred.doneUnsafe(seen.cleaned, Effect.void)
    }
  }
  return { source: pupils(read), seen }
}

describe("a run that ends early aborts the signal of its source", () => {
  it.live("when it is stopped while a page is on its way", () =>
    Effect.gen(function* () {
      const { source, seen } = endless()
      const sink = scriptedSink({ entity: Student })
      const stop = Deferred.await(seen.waiting)
      const report = yield* Pipeline.run({ source, mapper: toStudent, sink }, { stop })
      expect(report.ended._tag).toBe("Interrupted")
      expect(seen.aborted).toBe(true)
      yield* Deferred.await(seen.cleaned)
    })
  )

  it.live("when its fiber is interrupted", () =>
    Effect.gen(function* () {
      const { source, seen } = endless()
      const sink = scriptedSink({ entity: Student })
      const fiber = yield* Effect.forkChild(Pipeline.run({ source, mapper: toStudent, sink }))
      yield* Deferred.await(seen.waiting)
      yield* Fiber.interrupt(fiber)
      expect(seen.aborted).toBe(true)
    })
  )

  it.live("when it is stopped while the target is silent, and the iterator gets to clean up", () =>
    Effect.gen(function* () {
      let cleaned = false
      const asked = Deferred.makeUnsafe<void>()
      const source = pupils(async function* () {
        try {
          for (let uid = 0; ; uid++) yield [{ uid: `${uid}` }]
        } finally {
          cleaned = true
        }
      })
      const sink = scriptedSink({
        entity: Student,
        otherwise: batch => Effect.andThen(Deferred.succeed(asked, undefined), silent(batch))
      })
      const report = yield* Pipeline.run({ source, mapper: toStudent, sink }, { stop: Deferred.await(asked) })
      expect(report.ended._tag).toBe("Interrupted")
      expect(cleaned).toBe(true)
    })
  )

  it.live("and not before: a target that denies has the source read to its end, so that all is counted", () =>
    Effect.gen(function* () {
      const aborted: Array<boolean> = []
      const source = pupils(async function* (signal) {
        for (let uid = 0; uid < 30; uid++) {
          aborted.push(signal.aborted)
          yield [{ uid: `${uid}` }]
        }
      })
      const sink = scriptedSink({ entity: Student, otherwise: fails(new Denied({ message: "target: 401" })) })
      const report = yield* Pipeline.run({ source, mapper: toStudent, sink })
      expect(report).toMatchObject({ requests: 1, ledger: { read: 30, notAttempted: 30 } })
      expect(aborted).not.toContain(true)
    })
  )
})
