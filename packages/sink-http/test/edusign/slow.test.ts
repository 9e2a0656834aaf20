import { expect, it } from "@effect/vitest"
import { Professor, Student } from "@rollcall/core"
import { Duration, Effect, Schedule } from "effect"
import { counts, many, professor, send, student } from "../School.ts"
import { trial } from "../Trial.ts"
import { attempt } from "./Attempt.ts"

const inTime = { timeout: Duration.millis(700) }
const late = { ms: 60_000 }

it.live.each<readonly [kind: string, ledger: object]>([
  ["delay", { created: 12 }],
  ["slow-body", { created: 7, unchanged: 5 }]
])("%s: an answer that takes longer than the time-out is asked for again", ([kind, ledger]) =>
  Effect.gen(function* () {
    const run = yield* attempt([{ kind, ...late, after: 1 }], inTime)
    expect(counts(run.report)).toEqual(ledger)
    expect([run.report.ended._tag, run.report.requests, run.held]).toEqual(["Completed", 4, 12])
  })
)

it.live.each<readonly [kind: string, held: number]>([
  ["delay", 0],
  ["slow-body", 5]
])("%s: a target that is slow for ever is given up", ([kind, held]) =>
  Effect.gen(function* () {
    const slow = [{ kind, ...late, times: "always" }]
    const run = yield* attempt(slow, { timeout: Duration.millis(kind === "delay" ? 30 : 700) })
    expect(counts(run.report)).toEqual({ unknown: 5, notAttempted: 7 })
    expect([run.report.requests, run.held]).toEqual([3, held])
    expect(run.report.ended).toMatchObject({
      _tag: "TargetFailed",
      error: { _tag: "Unavailable", maybeApplied: true, message: "edusign/students: no answer in time" }
    })
  })
)

const records = many(12, student)

it.live("slow-accept: a connection that is taken late costs nothing but time", () =>
  Effect.gen(function* () {
    const { target, faults, held } = yield* trial
    yield* faults({ kind: "slow-accept", ms: 100, times: "always" })
    const { report } = yield* send(target({ batchRecords: 5 }).students, records)
    expect([counts(report), report.requests]).toEqual([{ created: 12 }, 3])
    expect(yield* held(Student)).toHaveLength(12)
  })
)

it.live("slow-accept: who takes no connection at all is given up", () =>
  Effect.gen(function* () {
    const { target, faults, held } = yield* trial
    yield* faults({ kind: "slow-accept", ...late, times: "always" })
    const { report } = yield* send(
      target({ batchRecords: 5, timeout: Duration.millis(50) }).students,
      records
    )
    expect([counts(report), report.requests]).toEqual([{ unknown: 5, notAttempted: 7 }, 3])
    expect(report.ended).toMatchObject({ error: { _tag: "Unavailable", maybeApplied: true } })
    expect(yield* held(Student)).toEqual([])
  })
)

it.live(
  "slow-accept: a request that is carried out after it was given up changes nothing that was said",
  () =>
    Effect.gen(function* () {
      const { target, faults, held, requests } = yield* trial
      yield* faults({ kind: "slow-accept", ms: 1500 })
      const teachers = [professor("1"), professor("2"), professor(undefined, "plain@example.org")]
      const { verdicts } = yield* send(target(inTime).professors, teachers)
      expect(verdicts.map(({ _tag }) => _tag)).toEqual(["Created", "Created", "Unknown"])
      const both = requests("professors").pipe(
        Effect.repeat({ until: count => count === 2, schedule: Schedule.spaced("20 millis") })
      )
      expect(yield* both).toBe(2)
      const emails = (yield* held(Professor)).map(({ email }) => email)
      expect(emails).toEqual(["1@example.org", "2@example.org", "plain@example.org"])
    })
)
