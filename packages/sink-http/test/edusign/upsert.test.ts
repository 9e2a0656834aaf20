import { expect, it } from "@effect/vitest"
import { type Entity, Group, Professor, type Sink, Student, type Verdict } from "@rollcall/core"
import { Effect } from "effect"
import type { Edusign } from "../../src/index.ts"
import { counts, group, many, professor, type Sent, send, student } from "../School.ts"
import type { Options } from "../Target.ts"
import { trial } from "../Trial.ts"

type Target = ReturnType<typeof Edusign.target>

/** The sinks of a target, each with the records it is sent. */
interface Case {
  readonly entity: Entity.Entity
  readonly records: ReadonlyArray<Entity.AnyUpsert>
  readonly send: (target: Target, records: ReadonlyArray<Entity.AnyUpsert>) => Effect.Effect<Sent>
}

const sending = <F extends Entity.Fields>(
  entity: Entity.Entity<string, F>,
  sink: (target: Target) => Sink<F>,
  records: Case["records"]
): Case => ({ entity, records, send: (target, sent) => send(sink(target), sent) })

const cases = [
  sending(Student, target => target.students, many(23, student)),
  sending(
    Professor,
    target => target.professors,
    many(23, key => professor(key))
  ),
  sending(
    Group,
    target => target.groups,
    many(23, key => group(key))
  )
]

it.live.each(cases)("$entity.plural are created, then unchanged, then updated", ({ entity, records, send }) =>
  Effect.gen(function* () {
    const { target, held } = yield* trial
    const school = target()
    const first = yield* send(school, records)
    expect(counts(first.report)).toEqual({ created: 23 })
    // Ten in the first request, the rest in the second.
    expect([first.report.ended._tag, first.report.requests]).toEqual(["Completed", 2])
    expect(yield* held(entity)).toEqual(records)
    expect(counts((yield* send(school, records)).report)).toEqual({ unchanged: 23 })
    const changed = records.map((record, index) =>
      index === 7 ? { ...record, externalReferenceType: "person" } : record
    )
    expect(counts((yield* send(school, changed)).report)).toEqual({ unchanged: 22, updated: 1 })
    expect(yield* held(entity)).toEqual(changed)
  })
)

const archived = (key: string) => ({ id: key, archived: true, fields: student(key) })

it.live("an archived student is refused, and comes back only in a run that may", () =>
  Effect.gen(function* () {
    const { target, seed } = yield* trial
    yield* seed("students", [archived("1")])
    const { students } = target()
    const refused = yield* send(students, many(2, student))
    expect(refused.report.rejections).toEqual([
      { code: "ARCHIVED_STUDENT_EXISTS", field: "externalReferenceId", count: 1 }
    ])
    const allowed = yield* send(students, many(2, student), { permit: { unarchive: true } })
    expect(allowed.verdicts).toEqual<ReadonlyArray<Verdict.Verdict>>([
      { _tag: "Unarchived" },
      { _tag: "Unchanged" }
    ])
  })
)

it.live("credentials go to those who are created, and only in a run that may send them (F43)", () =>
  Effect.gen(function* () {
    const { target, announced } = yield* trial
    const { students, professors } = target()
    yield* send(students, many(2, student))
    yield* send(
      professors,
      many(2, key => professor(key))
    )
    expect(yield* announced).toEqual([])
    const permit = { sendCredentials: true }
    yield* send(students, many(3, student), { permit })
    yield* send(
      professors,
      many(3, key => professor(key)),
      { permit }
    )
    const told = { sendCredentials: true, newPasswordNeeded: false }
    expect(yield* announced).toMatchObject([
      { entity: "student", ...told },
      { entity: "professor", ...told }
    ])
  })
)

it.live.each<readonly [groupPicture: NonNullable<Options["groupPicture"]>]>([["logoUrl"], ["photoUrl"]])(
  "a group's picture arrives, sent as %s",
  ([groupPicture]) =>
    Effect.gen(function* () {
      const { target, held } = yield* trial
      const pictured = { ...group("1"), logoUrl: "https://example.org/1.png" }
      expect((yield* send(target({ groupPicture }).groups, [pictured])).verdicts).toEqual([
        { _tag: "Created" }
      ])
      expect(yield* held(Group)).toEqual([pictured])
    })
)
