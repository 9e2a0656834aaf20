import { expect, it } from "@effect/vitest"
import { Student } from "@rollcall/core"
import { Effect } from "effect"
import { counts, many, send, student } from "../School.ts"
import { trial } from "../Trial.ts"
import { attempt } from "./Attempt.ts"

const refusing = (status: number, ...keys: ReadonlyArray<string>) => ({
  kind: "poison",
  status,
  keys,
  times: "always"
})

it.live.each([400, 413, 422])("%i for one record that is not named: it alone is rejected (F30)", status =>
  Effect.gen(function* () {
    const run = yield* attempt([refusing(status, "8")])
    expect(counts(run.report)).toEqual({ created: 11, rejected: 1 })
    expect([run.report.ended._tag, run.held]).toEqual(["Completed", 11])
    expect(run.report.rejections).toEqual([{ code: "REMOTE_REJECTED", count: 1 }])
  })
)

it.live("two in one batch and one in another", () =>
  Effect.gen(function* () {
    const run = yield* attempt([refusing(422, "1", "4", "12")])
    expect(counts(run.report)).toEqual({ created: 9, rejected: 3 })
    expect([run.report.ended._tag, run.held]).toEqual(["Completed", 9])
  })
)

it.live("the target's words go to the report, beside the record that they are about", () =>
  Effect.gen(function* () {
    const { target, faults } = yield* trial
    yield* faults(refusing(400, "2"))
    const { verdicts } = yield* send(target().students, many(3, student))
    expect(verdicts[1]).toMatchObject({
      _tag: "Rejected",
      code: "REMOTE_REJECTED",
      message: "edusign/students: answered 400",
      note: expect.stringContaining("the request is refused as it stands")
    })
  })
)

it.live("a refusal that passes rejects nobody", () =>
  Effect.gen(function* () {
    const run = yield* attempt([{ kind: "refuse", status: 400, after: 1 }])
    expect([counts(run.report), run.held]).toEqual([{ created: 12 }, 12])
  })
)

it.live.each([400, 413, 422])("%i for everything: all is rejected, and nothing was stored", status =>
  Effect.gen(function* () {
    const { target, faults, held, requests } = yield* trial
    yield* faults({ kind: "refuse", status, times: "always" })
    const { report } = yield* send(target({ batchRecords: 20 }).students, many(100, student))
    expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Refused" } })
    const { rejected = 0, notAttempted = 0 } = counts(report)
    expect(rejected + notAttempted).toBe(100)
    expect(notAttempted).toBeGreaterThan(0)
    expect(yield* requests("students")).toBe(report.requests)
    expect(yield* held(Student)).toEqual([])
  })
)
