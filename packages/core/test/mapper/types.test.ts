import { describe, expect, it } from "vitest"
import { Group } from "../../src/entities/Group.ts"
import { Student } from "../../src/entities/Student.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"

interface Pupil {
  readonly uid: string
  readonly mail?: string
  readonly left: boolean
}

describe("what a mapper may say is checked by the compiler", () => {
  it("takes fields, undefined for absent, null where it clears, and skip", () => {
    const mapper = Mapper.make(Student, (pupil: Pupil) =>
      pupil.left
        ? Mapper.skip("has left")
        : { externalReferenceId: `acme-${pupil.uid}`, email: pupil.mail, phone: null, tags: ["a"] }
    )
    expect(mapper.map({ uid: "7", left: true })).toEqual({ _tag: "Skip", reason: "has left" })
    expect(mapper.map({ uid: "7", left: false })).toMatchObject({
      externalReferenceId: "acme-7",
      phone: null
    })
  })

  it("refuses a misspelt field, a null that does not clear, and a wrong type", () => {
    // @ts-expect-error firstname is no field
    Mapper.make(Student, (pupil: Pupil) => ({ externalReferenceId: pupil.uid, firstname: "x" }))
    // @ts-expect-error lastName cannot be cleared
    Mapper.make(Student, (pupil: Pupil) => ({ externalReferenceId: pupil.uid, lastName: null }))
    // @ts-expect-error tags are a list
    Mapper.make(Student, (pupil: Pupil) => ({ externalReferenceId: pupil.uid, tags: "a,b" }))
    // @ts-expect-error a group has no e-mail, also behind a condition
    Mapper.make(Group, (pupil: Pupil) => (pupil.left ? Mapper.skip("gone") : { name: "x", email: "y" }))
  })
})
