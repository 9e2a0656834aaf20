/** A run of twelve students against a sandbox that commits faults, and what can be relied on whatever they are. */
import { type Report, Student, Verdict } from "@rollcall/core"
import { Effect } from "effect"
import { expect } from "vitest"
import { many, send, student } from "../School.ts"
import type { Options } from "../Target.ts"
import { trial } from "../Trial.ts"

const records = many(12, student)

/** What came of it. */
interface Attempted {
  readonly report: Report
  /** How many students the sandbox holds. */
  readonly held: number
}

/** What a test expects. */
export interface Expected {
  readonly ledger: object
  readonly requests: number
  readonly held: number
}

/**
 * Sends them in batches of 5, 5 and 2. The sandbox holds all that was said to be accepted, nothing that was said to be
 * refused or not attempted, and nobody twice.
 */
export const attempt = (faults: ReadonlyArray<object>, options: Options = {}) =>
  Effect.gen(function* () {
    const { target, faults: arm, held, requests } = yield* trial
    yield* arm(...faults)
    const { report, verdicts } = yield* send(target({ batchRecords: 5, ...options }).students, records)
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
    return { report, held: there.length } satisfies Attempted
  })
