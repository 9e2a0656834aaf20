import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { mortal } from "../Mortal.ts"
import { counts, many, professor, send, student } from "../School.ts"
import { targetAt } from "../Target.ts"

const records = many(12, student)
const keys = records.map(({ externalReferenceId }) => externalReferenceId)

it.live.each(["before", "after"])(
  "a server that is killed %s storing: what was in flight is unknown, the rest not attempted, and a second run brings it all",
  when =>
    Effect.gen(function* () {
      const server = yield* mortal()
      yield* server.faults({ kind: "kill", when, after: 1 })
      const students = targetAt(server.url, { batchRecords: 5 }).students
      const { report, verdicts } = yield* send(students, records)
      expect(yield* server.ended).toBe("SIGKILL")
      expect(verdicts.map(({ _tag }) => _tag)).toEqual([
        ...Array.from({ length: 5 }, () => "Created"),
        ...Array.from({ length: 5 }, () => "Unknown"),
        ...Array.from({ length: 2 }, () => "NotAttempted")
      ])
      expect(report.ended).toMatchObject({
        _tag: "TargetFailed",
        error: { _tag: "Unavailable", message: "edusign/students: the connection failed (ECONNREFUSED)" }
      })
      const again = yield* mortal(Number(new URL(server.url).port))
      expect(counts((yield* send(students, records)).report)).toEqual({ created: 12 })
      expect(yield* again.students).toEqual(keys)
    })
)

it.live("a server that is killed under professors without a key: they are not sent to the next one", () =>
  Effect.gen(function* () {
    const server = yield* mortal()
    yield* server.faults({ kind: "kill", when: "after" })
    const { professors } = targetAt(server.url)
    const { verdicts, report } = yield* send(professors, [professor(undefined, "plain@example.org")])
    expect([verdicts.map(({ _tag }) => _tag), report.requests]).toEqual([["Unknown"], 1])
    expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unavailable" } })
  })
)
