import { describe, expect, it } from "vitest"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { archived, holding, judge, stored, words } from "./holding.ts"

const pupil = (externalReferenceId: string) => ({ externalReferenceId, firstName: "Ann", lastName: "Lee" })
const prof = (externalReferenceId: string, email: string) => ({ ...pupil(externalReferenceId), email })

const carl = stored("p-1", { externalReferenceId: "prof-1", email: "carl@school.example" })
const dora = stored("p-2", { externalReferenceId: "prof-2", email: "dora@school.example" })

describe("a key twice in one request (docs/contract.md 1.4, 1.6)", () => {
  it("refuses the later ones and names the key field", () => {
    const [first, second, third] = judge(Student, holding(), [pupil("a"), pupil("a"), pupil("a")])
    expect(first).toMatchObject({ _tag: "Create" })
    const refusal = { _tag: "Refuse", code: "DUPLICATE_IN_REQUEST", field: "externalReferenceId" }
    expect([second, third]).toMatchObject([refusal, refusal])
  })

  it.each([
    ["a key", "a", "a", true],
    ["surrounding spaces", "a", "  a\t", true],
    ["composed and decomposed", "\u00e9", "e\u0301", true],
    ["decomposed with spaces and composed", " e\u0301 ", "\u00e9", true],
    ["case", "ab1", "AB1", false],
    ["an accent", "e", "\u00e9", false],
    ["inner spaces", "a b", "a  b", false],
    ["leading zeros", "7", "007", false],
    ["compatible characters", "ﬁ", "fi", false]
  ])("%s: %j and %j are one key: %s (F8, F27)", (_, first, second, same) => {
    const expected = same ? ["Create", "DUPLICATE_IN_REQUEST"] : ["Create", "Create"]
    expect(words(Student, holding(), [pupil(first), pupil(second)])).toEqual(expected)
    expect(words(Student, holding(), [pupil(second), pupil(first)])).toEqual(expected)
  })

  it("finds the record that is held under another spelling of the key", () => {
    const held = holding(stored("s-1", { externalReferenceId: " e\u0301 ", firstName: "Ann" }))
    expect(judge(Student, held, [{ externalReferenceId: "\u00e9", firstName: "Bo" }])).toEqual([
      { _tag: "Update", id: "s-1", changes: { firstName: "Bo" } }
    ])
  })

  it("records without a key are never duplicates", () => {
    const { firstName, lastName } = pupil("")
    const request = [
      { firstName, lastName },
      { firstName, lastName }
    ]
    expect(words(Student, holding(), request)).toEqual(["Create", "Create"])
  })

  it("the type is an attribute, not a part of the key (1.5)", () => {
    const request = [
      { ...pupil("a"), externalReferenceType: "ypareo" },
      { ...pupil("a"), externalReferenceType: "csv" }
    ]
    expect(words(Student, holding(), request)).toEqual(["Create", "DUPLICATE_IN_REQUEST"])
  })

  it("does not mix the keys of groups with those of their parents", () => {
    const held = holding(stored("g-1", { externalReferenceId: "year", name: "Year" }))
    const request = [
      { externalReferenceId: "1a", name: "1A", parentExternalReferenceId: "year" },
      { externalReferenceId: "1b", name: "1B", parentExternalReferenceId: "year" }
    ]
    expect(words(Group, held, request)).toEqual(["Create", "Create"])
  })
})

describe("a key is taken by its first record, even if that one fails (docs/contract.md 1.4)", () => {
  const gone = archived("s-9", { externalReferenceId: "a" })

  it.each([
    ["a field over its limit", { ...pupil("a"), phone: "1".repeat(21) }, "VALIDATION_ERROR"],
    ["an unknown field", { ...pupil("a"), nickname: "x" }, "VALIDATION_ERROR"],
    ["a missing field", { externalReferenceId: "a" }, "REQUIRED_FIELD_MISSING"]
  ])("%s", (_, first, code) => {
    expect(words(Student, holding(), [first, pupil("a")])).toEqual([code, "DUPLICATE_IN_REQUEST"])
  })

  it("an archived student", () => {
    const request = [pupil("a"), pupil("a")]
    expect(words(Student, holding(gone), request)).toEqual([
      "ARCHIVED_STUDENT_EXISTS",
      "DUPLICATE_IN_REQUEST"
    ])
  })

  it("a group whose two pictures differ (1.11)", () => {
    const name = { externalReferenceId: "a", name: "1A" }
    const pictures = { logoUrl: "https://example.org/1", photoUrl: "https://example.org/2" }
    const request = [{ ...name, ...pictures }, name]
    expect(words(Group, holding(), request)).toEqual(["VALIDATION_ERROR", "DUPLICATE_IN_REQUEST"])
  })

  it("a professor whose e-mail is taken", () => {
    const request = [prof("new", "carl@school.example"), prof("new", "new@school.example")]
    expect(words(Professor, holding(carl), request)).toEqual(["EMAIL_ALREADY_EXISTS", "DUPLICATE_IN_REQUEST"])
  })

  it("what is no object has no key, and blocks nothing", () => {
    const request = [null, "a", 7, ["a"], [pupil("a")], pupil("a")]
    const refused = Array.from({ length: 5 }, () => "VALIDATION_ERROR")
    expect(words(Student, holding(), request)).toEqual([...refused, "Create"])
  })
})

describe("one professor named twice in one request (docs/contract.md 1.4)", () => {
  const byKey = { externalReferenceId: "prof-1", firstName: "Karl" }
  const byId = { professorId: "p-1", lastName: "Kraft" }
  const held = holding(carl, dora)

  it("by both kinds of id, in either order", () => {
    expect(words(Professor, held, [byKey, byId])).toEqual(["Update", "DUPLICATE_IN_REQUEST"])
    expect(words(Professor, held, [byId, byKey])).toEqual(["Update", "DUPLICATE_IN_REQUEST"])
  })

  it("by both kinds of id, when the first one fails", () => {
    const bad = { lastName: "" }
    expect(words(Professor, held, [{ ...byKey, ...bad }, byId])).toEqual([
      "VALIDATION_ERROR",
      "DUPLICATE_IN_REQUEST"
    ])
    expect(words(Professor, held, [{ ...byId, ...bad }, byKey])).toEqual([
      "VALIDATION_ERROR",
      "DUPLICATE_IN_REQUEST"
    ])
  })

  it("by professorId twice", () => {
    expect(words(Professor, held, [byId, byId])).toEqual(["Update", "DUPLICATE_IN_REQUEST"])
  })

  it("two professors by different kinds of id are no duplicates", () => {
    const request = [byKey, { professorId: "p-2", firstName: "Theodora" }]
    expect(words(Professor, held, request)).toEqual(["Update", "Update"])
  })

  it("a key and an id that look alike name two professors", () => {
    const alike = holding(carl, stored("prof-1", { email: "eve@school.example" }))
    const request = [byKey, { professorId: "prof-1", firstName: "Eve" }]
    expect(judge(Professor, alike, request)).toMatchObject([
      { _tag: "Update", id: "p-1" },
      { _tag: "Update", id: "prof-1" }
    ])
  })

  it("one record with both ids is ambiguous, not a duplicate of itself", () => {
    const both = { externalReferenceId: "prof-1", professorId: "p-1", firstName: "Karl" }
    expect(words(Professor, held, [both])).toEqual(["AMBIGUOUS_PROFESSOR_IDENTIFIER"])
    expect(words(Professor, held, [{ ...both, professorId: "p-2" }])).toEqual([
      "AMBIGUOUS_PROFESSOR_IDENTIFIER"
    ])
  })
})
