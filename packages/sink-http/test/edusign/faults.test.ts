import { expect, it } from "@effect/vitest"
import { Student, Verdict } from "@rollcall/core"
import { Duration, Effect } from "effect"
import { counts, many, send, student } from "../School.ts"
import type { Options } from "../Target.ts"
import { trial } from "../Trial.ts"

const records = many(12, student)
const five: Options = { batchRecords: 5 }

/** Twelve students in batches of 5, 5 and 2 to a sandbox with these faults; the target holds what it said it took. */
const attempt = (faults: ReadonlyArray<object>, options: Options = {}) =>
  Effect.gen(function* () {
    const { target, faults: arm, held, requests } = yield* trial
    yield* arm(...faults)
    const { report, verdicts } = yield* send(target({ ...five, ...options }).students, records)
    const there = (yield* held(Student)).map(({ externalReferenceId }) => externalReferenceId)
    const keys = (which: (verdict: Verdict.Verdict) => boolean) =>
      records
        .filter((_, index) => which(verdicts[index] ?? { _tag: "NotAttempted" }))
        .map(({ externalReferenceId }) => externalReferenceId)
    expect(there).toEqual(expect.arrayContaining(keys(Verdict.accepted)))
    expect(keys(verdict => Verdict.accepted(verdict) || verdict._tag === "Unknown")).toEqual(
      expect.arrayContaining(there)
    )
    expect(new Set(there).size).toBe(there.length)
    expect(yield* requests("students")).toBe(report.requests)
    return { report, held: there.length }
  })

interface Expected {
  readonly ledger: object
  readonly requests: number
  readonly held: number
  readonly ended?: string
}

const created: Expected = { ledger: { created: 12 }, requests: 3, held: 12 }
const resent: Expected = { ledger: { created: 7, unchanged: 5 }, requests: 4, held: 12 }
const second = { after: 1 }

it.live.each<readonly [name: string, faults: ReadonlyArray<object>, expected: Expected]>([
  ["no fault", [], created],
  ["429 that does not say when", [{ kind: "429", ...second }], { ...created, requests: 4 }],
  [
    "429 for no seconds, twice",
    [{ kind: "429", retryAfter: 0, times: 2, ...second }],
    { ...created, requests: 5 }
  ],
  ["503 that does not say when", [{ kind: "503", ...second }], { ...created, requests: 4 }],
  ["503 for no seconds", [{ kind: "503", retryAfter: 0, ...second }], { ...created, requests: 4 }],
  ["a reset before the commit", [{ kind: "reset-before", ...second }], { ...created, requests: 4 }],
  [
    "two resets before the commit",
    [{ kind: "reset-before", times: 2, ...second }],
    { ...created, requests: 5 }
  ],
  ["a reset after the commit", [{ kind: "reset-after", ...second }], resent],
  ["two resets after the commit", [{ kind: "reset-after", times: 2, ...second }], { ...resent, requests: 5 }],
  ["a cut body", [{ kind: "cut-body", ...second }], resent],
  ["a wrong index", [{ kind: "index-wrong", ...second }], resent],
  ["indexes from one", [{ kind: "index-one-based", ...second }], resent],
  [
    "a missing index",
    [{ kind: "index-missing", ...second }],
    { ...resent, ledger: { created: 11, unchanged: 1 } }
  ],
  [
    "a repeated index",
    [{ kind: "index-repeated", ...second }],
    { ...resent, ledger: { created: 11, unchanged: 1 } }
  ],
  [
    "a storage that fails",
    [{ kind: "storage", ...second }],
    { ledger: { created: 7, rejected: 5 }, requests: 3, held: 7 }
  ],
  ["a cut body of the first answer", [{ kind: "cut-body" }], resent],
  [
    "a missing index in the first answer",
    [{ kind: "index-missing" }],
    { ...resent, ledger: { created: 11, unchanged: 1 } }
  ]
])("%s: the run goes to its end", ([, faults, { ledger, requests, held }]) =>
  Effect.gen(function* () {
    const run = yield* attempt(faults)
    expect(counts(run.report)).toEqual(ledger)
    expect([run.report.ended._tag, run.report.requests, run.held]).toEqual(["Completed", requests, held])
  })
)

it.live.each<readonly [name: string, faults: ReadonlyArray<object>, expected: Expected]>([
  [
    "a cut body",
    [{ kind: "cut-body", times: 2, ...second }],
    { ledger: { created: 7, unknown: 5 }, requests: 4, held: 12 }
  ],
  [
    "a wrong index",
    [{ kind: "index-wrong", times: 2, ...second }],
    { ledger: { created: 7, unknown: 5 }, requests: 4, held: 12 }
  ],
  [
    "indexes from one",
    [{ kind: "index-one-based", times: 2, ...second }],
    { ledger: { created: 7, unknown: 5 }, requests: 4, held: 12 }
  ],
  [
    "a missing index",
    [{ kind: "index-missing", times: 2, ...second }],
    { ledger: { created: 11, unknown: 1 }, requests: 4, held: 12 }
  ],
  [
    "a repeated index",
    [{ kind: "index-repeated", times: 2, ...second }],
    { ledger: { created: 11, unknown: 1 }, requests: 4, held: 12 }
  ]
])(
  "%s that comes again leaves records unknown, and they are not sent a third time",
  ([, faults, { ledger, requests, held }]) =>
    Effect.gen(function* () {
      const run = yield* attempt(faults)
      expect(counts(run.report)).toEqual(ledger)
      expect([run.report.ended._tag, run.report.requests, run.held]).toEqual(["Completed", requests, held])
    })
)

it.live.each<readonly [name: string, faults: ReadonlyArray<object>, expected: Expected]>([
  [
    "429 for longer than anyone waits",
    [{ kind: "429", retryAfter: 7, ...second }],
    { ledger: { created: 5, notAttempted: 7 }, requests: 2, held: 5 }
  ],
  [
    "429 until a date beyond that",
    [{ kind: "429", retryAfter: "date", ...second }],
    { ledger: { created: 5, notAttempted: 7 }, requests: 2, held: 5 }
  ],
  [
    "429 for ever",
    [{ kind: "429", times: 9, ...second }],
    { ledger: { created: 5, notAttempted: 7 }, requests: 4, held: 5 }
  ],
  [
    "503 for longer than anyone waits",
    [{ kind: "503", retryAfter: 7, ...second }],
    { ledger: { created: 5, unknown: 5, notAttempted: 2 }, requests: 2, held: 5 }
  ],
  [
    "503 until a date beyond that",
    [{ kind: "503", retryAfter: "date", ...second }],
    { ledger: { created: 5, unknown: 5, notAttempted: 2 }, requests: 2, held: 5 }
  ],
  [
    "503 for ever",
    [{ kind: "503", times: 9, ...second }],
    { ledger: { created: 5, unknown: 5, notAttempted: 2 }, requests: 4, held: 5 }
  ],
  [
    "resets for ever",
    [{ kind: "reset-after", times: 9, ...second }],
    { ledger: { created: 5, unknown: 5, notAttempted: 2 }, requests: 4, held: 10 }
  ]
])("%s: the target is given up as unavailable", ([, faults, { ledger, requests, held }]) =>
  Effect.gen(function* () {
    const run = yield* attempt(faults)
    expect(counts(run.report)).toEqual(ledger)
    expect([run.report.requests, run.held]).toEqual([requests, held])
    expect(run.report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unavailable" } })
  })
)

it.live.each<readonly [kind: string, unknown: number]>([
  ["cut-body", 5],
  ["index-wrong", 5],
  ["index-one-based", 5],
  ["index-missing", 1],
  ["index-repeated", 1]
])("%s in the first answer and again: nothing more is sent", ([kind, unknown]) =>
  Effect.gen(function* () {
    const run = yield* attempt([{ kind, times: 2 }])
    const ledger = { created: 5 - unknown, unknown, notAttempted: 7 }
    expect(run.report.ledger).toMatchObject(ledger)
    expect([run.report.requests, run.held]).toEqual([2, 5])
    expect(run.report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unexpected" } })
  })
)

it.live("an answer that takes longer than the time-out is asked for again", () =>
  Effect.gen(function* () {
    const run = yield* attempt([{ kind: "delay", ms: 60_000, ...second }], { timeout: Duration.millis(700) })
    expect(counts(run.report)).toEqual({ created: 12 })
    expect([run.report.ended._tag, run.report.requests, run.held]).toEqual(["Completed", 4, 12])
  })
)

it.live("a target that is slow for ever is given up", () =>
  Effect.gen(function* () {
    const run = yield* attempt([{ kind: "delay", ms: 60_000, times: 9 }], { timeout: Duration.millis(30) })
    expect(counts(run.report)).toEqual({ unknown: 5, notAttempted: 7 })
    expect([run.report.requests, run.held]).toEqual([3, 0])
    expect(run.report.ended).toMatchObject({
      _tag: "TargetFailed",
      error: { _tag: "Unavailable", message: "edusign/students: no answer in time" }
    })
  })
)
