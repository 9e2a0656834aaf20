import { describe, expect, it } from "vitest"
import type { AnyUpsert, Entity } from "../../src/entities/Entity.ts"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { type Decision, type Facts, noOptions, type Options } from "../../src/rules/Decision.ts"
import { decide } from "../../src/rules/decide.ts"
import { archived, stored } from "./holding.ts"

interface Case {
  readonly name: string
  readonly entity: Entity
  readonly facts?: Partial<Facts>
  readonly given: AnyUpsert
  readonly options?: Partial<Options>
  readonly decision: Decision
}

const nothing: Facts = { held: undefined, holder: undefined, parent: undefined, ancestors: new Set() }
const ann = stored("s-1", {
  externalReferenceId: "pupil-1",
  firstName: "Ann",
  lastName: "Lee",
  phone: "0612",
  tags: ["day", "swim"]
})
const gone = archived("s-2", {
  externalReferenceId: "pupil-2",
  firstName: "Bo",
  lastName: "Ek",
  company: "Acme"
})
const carl = stored("p-1", { externalReferenceId: "prof-1", firstName: "Carl", email: "carl@school.example" })
const year = stored("g-1", { externalReferenceId: "year-1", name: "Year 1" })

const creates: ReadonlyArray<Case> = [
  {
    name: "a student that is not held is created with what is given",
    entity: Student,
    given: { externalReferenceId: "pupil-9", firstName: "Dee", lastName: "Roe", tags: ["day"] },
    decision: {
      _tag: "Create",
      id: "new",
      fields: { externalReferenceId: "pupil-9", firstName: "Dee", lastName: "Roe", tags: ["day"] }
    }
  },
  {
    name: "a student without a key is created (1.8)",
    entity: Student,
    given: { firstName: "Dee", lastName: "Roe" },
    decision: { _tag: "Create", id: "new", fields: { firstName: "Dee", lastName: "Roe" } }
  },
  {
    name: "a group without a key is created (1.8)",
    entity: Group,
    given: { name: "Year 2" },
    decision: { _tag: "Create", id: "new", fields: { name: "Year 2" } }
  },
  {
    name: "a professor with neither id is created",
    entity: Professor,
    given: { firstName: "Eva", lastName: "Fay", email: "eva@school.example" },
    decision: {
      _tag: "Create",
      id: "new",
      fields: { firstName: "Eva", lastName: "Fay", email: "eva@school.example" }
    }
  },
  {
    name: "a group is created below a parent that exists",
    entity: Group,
    facts: { parent: year, ancestors: new Set(["year-1"]) },
    given: { externalReferenceId: "class-1", name: "1A", parentExternalReferenceId: "year-1" },
    decision: {
      _tag: "Create",
      id: "new",
      fields: { externalReferenceId: "class-1", name: "1A", parentExternalReferenceId: "year-1" }
    }
  },
  {
    name: "null and an empty list have nothing to clear in a new record (1.7)",
    entity: Student,
    given: { firstName: "Dee", lastName: "Roe", email: null, tags: [] },
    decision: { _tag: "Create", id: "new", fields: { firstName: "Dee", lastName: "Roe" } }
  },
  {
    name: "values are stored as given, in their spaces, case and normal form (1.6)",
    entity: Professor,
    given: {
      externalReferenceId: " é ",
      firstName: " Zoe\u0308",
      lastName: "Fay",
      email: "Eva@School.example "
    },
    decision: {
      _tag: "Create",
      id: "new",
      fields: {
        externalReferenceId: " é ",
        firstName: " Zoe\u0308",
        lastName: "Fay",
        email: "Eva@School.example "
      }
    }
  },
  {
    name: "what options say of archived records does not touch a new one",
    entity: Student,
    given: { externalReferenceId: "pupil-9", firstName: "Dee", lastName: "Roe" },
    options: { allowUnarchive: true },
    decision: {
      _tag: "Create",
      id: "new",
      fields: { externalReferenceId: "pupil-9", firstName: "Dee", lastName: "Roe" }
    }
  }
]

const changes: ReadonlyArray<Case> = [
  {
    name: "only what differs is changed",
    entity: Student,
    facts: { held: ann },
    given: { externalReferenceId: "pupil-1", firstName: "Ann", lastName: "Roe", company: "Acme" },
    decision: { _tag: "Update", id: "s-1", changes: { lastName: "Roe", company: "Acme" } }
  },
  {
    name: "an update needs none of the fields that a create needs",
    entity: Professor,
    facts: { held: carl },
    given: { externalReferenceId: "prof-1", speciality: "Chess" },
    decision: { _tag: "Update", id: "p-1", changes: { speciality: "Chess" } }
  },
  {
    name: "a professor is updated under professorId",
    entity: Professor,
    facts: { held: carl },
    given: { professorId: "p-1", firstName: "Karl" },
    decision: { _tag: "Update", id: "p-1", changes: { firstName: "Karl" } }
  },
  {
    name: "null clears",
    entity: Student,
    facts: { held: ann },
    given: { externalReferenceId: "pupil-1", phone: null, tags: null },
    decision: { _tag: "Update", id: "s-1", changes: { phone: null, tags: null } }
  },
  {
    name: "an empty list of tags clears as null does (1.7)",
    entity: Student,
    facts: { held: ann },
    given: { externalReferenceId: "pupil-1", tags: [] },
    decision: { _tag: "Update", id: "s-1", changes: { tags: null } }
  },
  {
    name: "tags replace the stored set (1.7)",
    entity: Student,
    facts: { held: ann },
    given: { externalReferenceId: "pupil-1", tags: ["swim", "chess"] },
    decision: { _tag: "Update", id: "s-1", changes: { tags: ["swim", "chess"] } }
  },
  {
    name: "one tag less is a change (1.7)",
    entity: Student,
    facts: { held: ann },
    given: { externalReferenceId: "pupil-1", tags: ["swim"] },
    decision: { _tag: "Update", id: "s-1", changes: { tags: ["swim"] } }
  },
  {
    name: "a group moves below another parent",
    entity: Group,
    facts: { held: year, parent: stored("g-2", { name: "School" }), ancestors: new Set(["school"]) },
    given: { externalReferenceId: "year-1", parentExternalReferenceId: "school" },
    decision: { _tag: "Update", id: "g-1", changes: { parentExternalReferenceId: "school" } }
  },
  {
    name: "an archived student is unarchived and updated when the run allows it",
    entity: Student,
    facts: { held: gone },
    given: { externalReferenceId: "pupil-2", firstName: "Bob", lastName: "Ek", company: null },
    options: { allowUnarchive: true },
    decision: { _tag: "Unarchive", id: "s-2", changes: { firstName: "Bob", company: null } }
  },
  {
    name: "unarchiving is a change even where no field differs",
    entity: Student,
    facts: { held: gone },
    given: { externalReferenceId: "pupil-2" },
    options: { allowUnarchive: true },
    decision: { _tag: "Unarchive", id: "s-2", changes: {} }
  }
]

const unchanged: ReadonlyArray<readonly [string, Entity, Partial<Facts>, AnyUpsert]> = [
  [
    "the same values",
    Student,
    { held: ann },
    { externalReferenceId: "pupil-1", firstName: "Ann", phone: "0612" }
  ],
  ["the key alone", Student, { held: ann }, { externalReferenceId: "pupil-1" }],
  ["the key in another spelling", Student, { held: ann }, { externalReferenceId: " pupil-1 " }],
  [
    "tags in another order",
    Student,
    { held: ann },
    { externalReferenceId: "pupil-1", tags: ["swim", "day"] }
  ],
  ["a tag twice", Student, { held: ann }, { externalReferenceId: "pupil-1", tags: ["day", "swim", "day"] }],
  ["null where nothing is held", Student, { held: ann }, { externalReferenceId: "pupil-1", email: null }],
  ["an empty list where no tags are held", Professor, { held: carl }, { professorId: "p-1", tags: [] }],
  [
    "its own e-mail",
    Professor,
    { held: carl, holder: carl },
    { professorId: "p-1", email: "carl@school.example" }
  ]
]

const decided = ({ entity, facts, given, options }: Omit<Case, "decision" | "name">) =>
  decide(entity, { ...nothing, ...facts }, given, { ...noOptions, ...options }, () => "new")

describe("what is decided about one record (docs/contract.md 1)", () => {
  it.each(creates)("$name", ({ decision, ...record }) => expect(decided(record)).toEqual(decision))

  it.each(changes)("$name", ({ decision, ...record }) => expect(decided(record)).toEqual(decision))

  it.each(unchanged)("nothing to do: %s", (_, entity, facts, given) => {
    expect(decided({ entity, facts, given })).toEqual({ _tag: "Unchanged", id: facts.held?.id })
  })

  it("only a record that is said to be checked is not looked at again (Law 11)", () => {
    const given = { externalReferenceId: "pupil-9", firstName: "x".repeat(101), lastName: "Roy" }
    expect(decided({ entity: Student, facts: {}, given })).toMatchObject({ code: "VALIDATION_ERROR" })
    expect(decided({ entity: Student, facts: {}, given, options: { checked: true } })._tag).toBe("Create")
  })

  it("a professor's own e-mail in another case is nobody else's (1.6, 1.10)", () => {
    const given = { externalReferenceId: "prof-1", email: "CARL@school.example" }
    expect(decided({ entity: Professor, facts: { held: carl, holder: carl }, given })._tag).not.toBe("Refuse")
  })

  it("e-mails of students are not unique (1.10)", () => {
    const given = { externalReferenceId: "pupil-1", email: "family@home.example" }
    const holder = stored("s-7", { email: "family@home.example" })
    expect(decided({ entity: Student, facts: { held: ann, holder }, given })._tag).toBe("Update")
  })
})
