import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { AnyUpsert, Entity } from "../../src/entities/Entity.ts"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { type Facts, noOptions } from "../../src/rules/Decision.ts"
import { decide } from "../../src/rules/decide.ts"
import { archived, stored } from "./holding.ts"

interface Case {
  readonly name: string
  readonly entity: Entity
  readonly facts?: Partial<Facts>
  readonly given: AnyUpsert
  readonly code: string
  readonly field?: string
  readonly allowUnarchive?: boolean
}

const nothing: Facts = { held: undefined, holder: undefined, parent: undefined, ancestors: new Set() }
const ann = stored("s-1", { externalReferenceId: "PUPIL-1", firstName: "Ann", lastName: "Lee" })
const gone = archived("s-2", { externalReferenceId: "PUPIL-2", firstName: "Bo", lastName: "Ek" })
const carl = stored("p-1", { externalReferenceId: "PROF-1", email: "carl@school.example" })
const left = archived("p-2", { externalReferenceId: "PROF-2", email: "left@school.example" })
const year = stored("g-1", { externalReferenceId: "YEAR-1", name: "Year 1" })
const closed = archived("g-2", { externalReferenceId: "YEAR-2", name: "Year 2" })
const eva = { firstName: "Evangeline", lastName: "Faraday", email: "eva@school.example" }

const cases: ReadonlyArray<Case> = [
  {
    name: "a value over its limit",
    entity: Student,
    facts: { held: ann },
    given: { externalReferenceId: "PUPIL-1", phone: "0612345678901234567890" },
    code: "VALIDATION_ERROR",
    field: "phone"
  },
  {
    name: "a field that is unknown",
    entity: Student,
    facts: { held: ann },
    given: { externalReferenceId: "PUPIL-1", nickname: "Annie" },
    code: "VALIDATION_ERROR",
    field: "nickname"
  },
  {
    name: "null for a field that a create needs and no null clears",
    entity: Group,
    given: { externalReferenceId: "CLASS-1", name: null },
    code: "VALIDATION_ERROR",
    field: "name"
  },
  {
    name: "a new student without a first name",
    entity: Student,
    given: { externalReferenceId: "PUPIL-9", lastName: "Roebling" },
    code: "REQUIRED_FIELD_MISSING",
    field: "firstName"
  },
  {
    name: "a new student without a last name",
    entity: Student,
    given: { externalReferenceId: "PUPIL-9", firstName: "Deirdre" },
    code: "REQUIRED_FIELD_MISSING",
    field: "lastName"
  },
  {
    name: "a new professor without an e-mail, under a key",
    entity: Professor,
    given: { externalReferenceId: "PROF-9", firstName: "Evangeline", lastName: "Faraday" },
    code: "REQUIRED_FIELD_MISSING",
    field: "email"
  },
  {
    name: "a new professor without an e-mail, with neither id",
    entity: Professor,
    given: { firstName: "Evangeline", lastName: "Faraday" },
    code: "REQUIRED_FIELD_MISSING",
    field: "email"
  },
  {
    name: "a new group without a name",
    entity: Group,
    given: { externalReferenceId: "CLASS-9", description: "Reading room" },
    code: "REQUIRED_FIELD_MISSING",
    field: "name"
  },
  {
    name: "a professor named by both kinds of id",
    entity: Professor,
    given: { externalReferenceId: "PROF-9", professorId: "P-9000", ...eva },
    code: "AMBIGUOUS_PROFESSOR_IDENTIFIER"
  },
  {
    name: "a professorId that nobody has",
    entity: Professor,
    given: { professorId: "P-9000", speciality: "Chess" },
    code: "PROFESSOR_NOT_FOUND",
    field: "professorId"
  },
  {
    name: "a professorId that nobody has, with all that a create needs: it never creates",
    entity: Professor,
    given: { professorId: "P-9000", ...eva },
    code: "PROFESSOR_NOT_FOUND",
    field: "professorId"
  },
  {
    name: "an archived student",
    entity: Student,
    facts: { held: gone },
    given: { externalReferenceId: "PUPIL-2", firstName: "Boris", lastName: "Ekberg" },
    code: "ARCHIVED_STUDENT_EXISTS"
  },
  {
    name: "an archived student of whom nothing would change",
    entity: Student,
    facts: { held: gone },
    given: { externalReferenceId: "PUPIL-2" },
    code: "ARCHIVED_STUDENT_EXISTS"
  },
  {
    name: "an archived professor under the key",
    entity: Professor,
    facts: { held: left },
    given: { externalReferenceId: "PROF-2", ...eva },
    code: "ARCHIVED_PROFESSOR_EXISTS"
  },
  {
    name: "an archived professor under professorId",
    entity: Professor,
    facts: { held: left },
    given: { professorId: "p-2", ...eva },
    code: "ARCHIVED_PROFESSOR_EXISTS"
  },
  {
    name: "an archived professor, whatever the options say: they are for students",
    entity: Professor,
    facts: { held: left },
    given: { externalReferenceId: "PROF-2", ...eva },
    allowUnarchive: true,
    code: "ARCHIVED_PROFESSOR_EXISTS"
  },
  {
    name: "an archived group",
    entity: Group,
    facts: { held: closed },
    given: { externalReferenceId: "YEAR-2", name: "Second year" },
    code: "ARCHIVED_GROUP_EXISTS"
  },
  {
    name: "an archived group, whatever the options say",
    entity: Group,
    facts: { held: closed },
    given: { externalReferenceId: "YEAR-2", name: "Second year" },
    allowUnarchive: true,
    code: "ARCHIVED_GROUP_EXISTS"
  },
  {
    name: "the e-mail of another professor, for a new one",
    entity: Professor,
    facts: { holder: carl },
    given: { externalReferenceId: "PROF-9", ...eva, email: "carl@school.example" },
    code: "EMAIL_ALREADY_EXISTS",
    field: "email"
  },
  {
    name: "the e-mail of another professor, for one who is held",
    entity: Professor,
    facts: { held: stored("p-3", { externalReferenceId: "PROF-3" }), holder: carl },
    given: { externalReferenceId: "PROF-3", email: "Carl@School.example" },
    code: "EMAIL_ALREADY_EXISTS",
    field: "email"
  },
  {
    name: "the e-mail of an archived professor",
    entity: Professor,
    facts: { holder: left },
    given: { ...eva, email: "left@school.example" },
    code: "EMAIL_ALREADY_EXISTS",
    field: "email"
  },
  {
    name: "a parent that is not there",
    entity: Group,
    given: { externalReferenceId: "CLASS-1", name: "1A", parentExternalReferenceId: "YEAR-9" },
    code: "PARENT_GROUP_NOT_FOUND",
    field: "parentExternalReferenceId"
  },
  {
    name: "an archived parent",
    entity: Group,
    facts: { held: year, parent: closed, ancestors: new Set(["YEAR-2"]) },
    given: { externalReferenceId: "YEAR-1", parentExternalReferenceId: "YEAR-2" },
    code: "PARENT_GROUP_NOT_FOUND",
    field: "parentExternalReferenceId"
  },
  {
    name: "a parent id longer than a key may be matches nothing, but is valid",
    entity: Group,
    given: { name: "1A", parentExternalReferenceId: "Y".repeat(255) },
    code: "PARENT_GROUP_NOT_FOUND",
    field: "parentExternalReferenceId"
  },
  {
    name: "a group that is its own parent",
    entity: Group,
    facts: { held: year, parent: year, ancestors: new Set(["YEAR-1"]) },
    given: { externalReferenceId: "YEAR-1", parentExternalReferenceId: "YEAR-1" },
    code: "GROUP_CYCLE",
    field: "parentExternalReferenceId"
  },
  {
    name: "a new group that is its own parent, in another spelling",
    entity: Group,
    given: { externalReferenceId: "É-99", name: "Year 9", parentExternalReferenceId: " E\u0301-99" },
    code: "GROUP_CYCLE",
    field: "parentExternalReferenceId"
  },
  {
    name: "a parent that stands below the group",
    entity: Group,
    facts: {
      held: year,
      parent: stored("g-3", { externalReferenceId: "CLASS-1", parentExternalReferenceId: "YEAR-1" }),
      ancestors: new Set(["CLASS-1", "YEAR-1"])
    },
    given: { externalReferenceId: "YEAR-1", parentExternalReferenceId: "CLASS-1" },
    code: "GROUP_CYCLE",
    field: "parentExternalReferenceId"
  }
]

const decided = ({ entity, facts, given, allowUnarchive = false }: Case) =>
  decide(entity, { ...nothing, ...facts }, given, { ...noOptions, allowUnarchive }, () => "new")

describe("what is refused (docs/contract.md 1)", () => {
  it.each(cases)("$code: $name", ({ code, field, ...record }) => {
    const decision = decided({ code, ...record })
    expect(decision).toMatchObject(
      field === undefined ? { _tag: "Refuse", code } : { _tag: "Refuse", code, field }
    )
  })

  it.each(cases)("no message holds a value (Law 9): $name", given => {
    const { message } = { message: "", ...decided(given) }
    expect(message).not.toBe("")
    for (const value of Object.values(given.given)) expect(message).not.toContain(String(value))
  })

  it("every code of the contract is in the table, or is about more than one record", () => {
    const contract = readFileSync(new URL("../../../../docs/contract.md", import.meta.url), "utf8")
    const [edusign = ""] = contract.split("## 2. ")
    const codes = [...edusign.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/gu)].map(([, code]) => code ?? "")
    const elsewhere = ["DUPLICATE_IN_REQUEST", "CREATE_FAILED", "UPDATE_FAILED"]
    const here = new Set([...cases.map(({ code }) => code), ...elsewhere])
    expect([...here].sort()).toEqual([...new Set(codes)].sort())
  })
})
