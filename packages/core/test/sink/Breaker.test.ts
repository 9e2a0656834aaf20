import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Student } from "../../src/entities/Student.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Item } from "../../src/sink/Answer.ts"
import type { Tolerance } from "../../src/sink/Breaker.ts"
import { patience } from "../../src/sink/Sink.ts"
import { fromArray } from "../../src/source/Source.ts"
import { inTestTime } from "../inTestTime.ts"
import { answers, type Reply, scriptedSink } from "../ScriptedSink.ts"

const pupils = (count: number) =>
  fromArray({ name: "pupils", records: Array.from({ length: count }, (_, index) => `p${index}`) })
const toStudent = Mapper.make(Student, (id: string) => ({
  externalReferenceId: id,
  firstName: "A",
  lastName: "B"
}))

/** Runs so many records against a target that fails some of them, by their number. */
const against = (
  count: number,
  failed: (index: number) => Item["result"] | "missing" | undefined,
  tolerance?: Tolerance
) => {
  const reply: Reply = answers((items, batch) =>
    items.flatMap((item, index) => {
      const result = failed(Number(String(batch[index]?.externalReferenceId).slice(1)))
      if (result === "missing") return []
      return [result === undefined ? item : { ...item, result }]
    })
  )
  const sink = scriptedSink({
    entity: Student,
    otherwise: reply,
    limits: { records: 90 },
    name: "school/students"
  })
  const run = Pipeline.run(
    { source: pupils(count), mapper: toStudent, sink },
    { ...(tolerance && { patience: { ...patience, tolerance } }) }
  )
  return inTestTime(run)
}

const fails = (code: string, field?: string) =>
  ({ _tag: "Failed", code, message: "canary", note: "canary", ...(field && { field }) }) as const

describe("a run in which too much goes wrong (F50)", () => {
  it.effect("stops, and names the commonest cause first", () =>
    Effect.gen(function* () {
      const report = yield* against(1000, index =>
        index % 10 < 4
          ? fails("VALIDATION_ERROR", "email")
          : index % 10 < 6
            ? fails("CREATE_FAILED")
            : undefined
      )
      expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Refused" } })
      const message = "error" in report.ended ? report.ended.error.message : ""
      expect(message).toMatch(
        /^school\/students: 60 of the 100 records sent .*\(VALIDATION_ERROR on email: 40; CREATE_FAILED: 20\)/
      )
      expect(message).not.toMatch(/canary/)
      expect(report.ledger).toMatchObject({ read: 1000, created: 40, rejected: 60, notAttempted: 900 })
    })
  )

  it.effect("goes on at exactly the share that is tolerated, and below the least number", () =>
    Effect.gen(function* () {
      const half = yield* against(1000, index => (index % 2 === 0 ? fails("CREATE_FAILED") : undefined))
      expect(half).toMatchObject({ ended: { _tag: "Completed" }, ledger: { created: 500, rejected: 500 } })
      const few = yield* against(99, () => fails("CREATE_FAILED"))
      expect(few).toMatchObject({ ended: { _tag: "Completed" }, ledger: { rejected: 99 } })
    })
  )

  it.effect("counts what stays unknown, which is a fault of the connector", () =>
    Effect.gen(function* () {
      const report = yield* against(1000, index => (index >= 10 ? "missing" : undefined))
      expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unexpected" } })
      expect(report.ledger).toMatchObject({ created: 10, unknown: 90, notAttempted: 900 })
    })
  )

  it.effect(
    "does not count archived students: a run lists them all, for a second one to bring back (F13)",
    () =>
      Effect.gen(function* () {
        const report = yield* against(500, () => fails("ARCHIVED_STUDENT_EXISTS"))
        expect(report).toMatchObject({ ended: { _tag: "Completed" }, ledger: { rejected: 500 } })
      })
  )

  it.effect("tolerates what it is told to", () =>
    Effect.gen(function* () {
      const one = (index: number) => (index === 3 ? fails("CREATE_FAILED") : undefined)
      const strict = yield* against(300, one, { least: 1, share: 0 })
      expect(strict).toMatchObject({ ended: { _tag: "TargetFailed" }, ledger: { created: 9, rejected: 1 } })
      const never = yield* against(300, () => fails("CREATE_FAILED"), { least: 0, share: 1 })
      expect(never).toMatchObject({ ended: { _tag: "Completed" }, ledger: { rejected: 300 } })
    })
  )
})
