import { describe, expect, it } from "vitest"
import { Group } from "../../src/entities/Group.ts"
import { Student } from "../../src/entities/Student.ts"
import { User } from "../../src/entities/User.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import { defineSync } from "../../src/pipeline/Sync.ts"
import type { Sink } from "../../src/sink/Sink.ts"
import * as Source from "../../src/source/Source.ts"

declare const groups: () => Sink<(typeof Group)["fields"]>
declare const users: () => Sink<(typeof User)["fields"]>
declare const students: () => Sink<(typeof Student)["fields"]>

describe("a sync's steps are checked one by one", () => {
  const pupils = Source.fromArray({ name: "pupils", records: [{ uid: "1", family: "x" }] })
  const classes = Source.fromArray({ name: "classes", records: [{ code: "1" }] })
  const toStudent = Mapper.make(Student, (pupil: { readonly uid: string }) => ({
    externalReferenceId: pupil.uid
  }))
  const toGroup = Mapper.make(Group, (group: { readonly code: string }) => ({
    externalReferenceId: group.code
  }))
  const toUser = Mapper.make(User, (pupil: { readonly uid: string; readonly family: string }) => ({
    sourceId: pupil.uid,
    source: "acme",
    firstName: pupil.family
  }))
  const target = { name: "target" }

  it("takes steps of different records and entities", () => {
    const declare = () =>
      defineSync({
        name: "school",
        target,
        steps: [
          { source: classes, mapper: toGroup, sink: groups() },
          { source: pupils, mapper: toStudent, sink: students() },
          { source: pupils, mapper: toUser, sink: users() }
        ]
      })
    expect(declare).toBeTypeOf("function")
  })

  it("refuses a mapper of another record, and a sink of another entity", () => {
    const wrong = () => [
      // @ts-expect-error the mapper reads a uid that classes do not have
      defineSync({ name: "s", target, steps: [{ source: classes, mapper: toStudent, sink: students() }] }),
      // @ts-expect-error groups do not go to a sink of students
      defineSync({ name: "s", target, steps: [{ source: classes, mapper: toGroup, sink: students() }] }),
      // @ts-expect-error users do not go to a sink of students
      defineSync({ name: "s", target, steps: [{ source: pupils, mapper: toUser, sink: students() }] })
    ]
    expect(wrong).toBeTypeOf("function")
  })
})
