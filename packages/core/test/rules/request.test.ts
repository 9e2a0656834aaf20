import { describe, expect, it } from "vitest"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { noOptions } from "../../src/rules/Decision.ts"
import { archived, holding, judge, stored, words } from "./holding.ts"

const group = (externalReferenceId: string, parentExternalReferenceId?: string | null) => ({
  externalReferenceId,
  name: externalReferenceId,
  ...(parentExternalReferenceId === undefined ? {} : { parentExternalReferenceId })
})
const tree = (...groups: ReadonlyArray<readonly [string, string?]>) =>
  holding(...groups.map(([key, parent]) => stored(`id-${key}`, group(key, parent))))

describe("parents are judged as they were before the request (docs/contract.md 1.12, 1.13)", () => {
  it("a parent in the same request does not count, before its child or after", () => {
    const request = [group("year"), group("class", "year")]
    expect(words(Group, holding(), request)).toEqual(["Create", "PARENT_GROUP_NOT_FOUND"])
    expect(words(Group, holding(), request.toReversed())).toEqual(["PARENT_GROUP_NOT_FOUND", "Create"])
  })

  it("two new groups that name each other have no parents, rather than a circle", () => {
    const request = [group("a", "b"), group("b", "a")]
    expect(words(Group, holding(), request)).toEqual(["PARENT_GROUP_NOT_FOUND", "PARENT_GROUP_NOT_FOUND"])
  })

  it("a parent that is held counts, whatever becomes of its own record", () => {
    const bad = { ...group("year"), description: "" }
    expect(words(Group, tree(["year"]), [bad, group("class", "year")])).toEqual([
      "VALIDATION_ERROR",
      "Create"
    ])
  })

  it("finds the parent under another spelling of its key", () => {
    expect(words(Group, tree(["\u00e9"]), [group("class", " e\u0301")])).toEqual(["Create"])
  })

  it("an archived parent is no parent, also for a group that stands below it already", () => {
    const closed = archived("id-year", group("year"))
    const held = holding(closed, stored("id-class", group("class", "year")))
    expect(words(Group, held, [group("class", "year")])).toEqual(["PARENT_GROUP_NOT_FOUND"])
    expect(words(Group, held, [{ externalReferenceId: "class", name: "1B" }])).toEqual(["Update"])
  })
})

describe("circles are judged by the state so far (docs/contract.md 1.12, 1.13)", () => {
  it("two moves that close a circle: the second is refused", () => {
    const request = [group("a", "b"), group("b", "a")]
    expect(words(Group, tree(["a"], ["b"]), request)).toEqual(["Update", "GROUP_CYCLE"])
    expect(words(Group, tree(["a"], ["b"]), request.toReversed())).toEqual(["Update", "GROUP_CYCLE"])
  })

  it("three moves that close a circle: the last is refused", () => {
    const request = [group("a", "b"), group("b", "c"), group("c", "a")]
    expect(words(Group, tree(["a"], ["b"], ["c"]), request)).toEqual(["Update", "Update", "GROUP_CYCLE"])
  })

  it("a move that was refused closes nothing", () => {
    const request = [{ ...group("a", "b"), description: "" }, group("b", "a")]
    expect(words(Group, tree(["a"], ["b"]), request)).toEqual(["VALIDATION_ERROR", "Update"])
  })

  it("a group cannot go below its grandchild, unless that one has left first", () => {
    const family = tree(["a"], ["b", "a"], ["c", "b"])
    expect(words(Group, family, [group("a", "c"), group("c", null)])).toEqual(["GROUP_CYCLE", "Update"])
    expect(words(Group, family, [group("c", null), group("a", "c")])).toEqual(["Update", "Update"])
  })

  it("a parent and its child change places when the child goes up first", () => {
    const family = tree(["a"], ["b", "a"])
    expect(words(Group, family, [group("b", null), group("a", "b")])).toEqual(["Update", "Update"])
    expect(words(Group, family, [group("a", "b"), group("b", null)])).toEqual(["GROUP_CYCLE", "Update"])
  })

  it("sees a circle that runs through an archived group", () => {
    const held = holding(
      stored("id-a", group("a")),
      archived("id-b", group("b", "a")),
      stored("id-c", group("c", "b"))
    )
    expect(words(Group, held, [group("a", "c")])).toEqual(["GROUP_CYCLE"])
  })

  it("a group that is its own parent, new or held, spelt one way or another", () => {
    expect(words(Group, tree(["a"]), [group("a", "a"), group("b", " b ")])).toEqual([
      "GROUP_CYCLE",
      "GROUP_CYCLE"
    ])
  })
})

const prof = (externalReferenceId: string, email: string) => ({
  externalReferenceId,
  firstName: "Ann",
  lastName: "Lee",
  email
})
const staff = holding(
  stored("p-1", prof("one", "Old@School.example")),
  stored("p-2", prof("two", "two@school.example")),
  archived("p-3", prof("three", "three@school.example"))
)

describe("e-mails of professors are judged by the state so far (docs/contract.md 1.10, 1.13)", () => {
  const release = { externalReferenceId: "one", email: "new@school.example" }
  const take = { externalReferenceId: "two", email: "old@school.EXAMPLE " }

  it("passes on to another when it is released first, and only then", () => {
    expect(words(Professor, staff, [release, take])).toEqual(["Update", "Update"])
    expect(words(Professor, staff, [take, release])).toEqual(["EMAIL_ALREADY_EXISTS", "Update"])
  })

  it("passes on to a new professor, and through professorId", () => {
    const byId = { professorId: "p-1", email: "new@school.example" }
    expect(words(Professor, staff, [byId, prof("four", "old@school.example")])).toEqual(["Update", "Create"])
  })

  it("is not released by a record that is refused", () => {
    const refused = { ...release, firstName: "" }
    expect(words(Professor, staff, [refused, take])).toEqual(["VALIDATION_ERROR", "EMAIL_ALREADY_EXISTS"])
  })

  it("is not released by a new spelling of the same", () => {
    const respelt = { externalReferenceId: "one", email: "OLD@school.example" }
    const [first, second] = words(Professor, staff, [respelt, take])
    expect([first === "EMAIL_ALREADY_EXISTS", second]).toEqual([false, "EMAIL_ALREADY_EXISTS"])
  })

  it("a straight exchange is refused on both sides (F10)", () => {
    const request = [
      { externalReferenceId: "one", email: "two@school.example" },
      { externalReferenceId: "two", email: "old@school.example" }
    ]
    expect(words(Professor, staff, request)).toEqual(["EMAIL_ALREADY_EXISTS", "EMAIL_ALREADY_EXISTS"])
  })

  it("passes along a chain in the right order", () => {
    const request = [
      release,
      { externalReferenceId: "two", email: "old@school.example" },
      prof("four", "two@school.example")
    ]
    expect(words(Professor, staff, request)).toEqual(["Update", "Update", "Create"])
  })

  it("is taken by the first of two new professors, with a key or without", () => {
    const { externalReferenceId: _, ...keyless } = prof("", "same@school.example")
    const request = [keyless, keyless, prof("five", " SAME@school.example")]
    expect(words(Professor, staff, request)).toEqual([
      "Create",
      "EMAIL_ALREADY_EXISTS",
      "EMAIL_ALREADY_EXISTS"
    ])
  })

  it("is not taken by a new professor who is refused", () => {
    const refused = { externalReferenceId: "four", email: "same@school.example" }
    expect(words(Professor, staff, [refused, prof("five", "same@school.example")])).toEqual([
      "REQUIRED_FIELD_MISSING",
      "Create"
    ])
  })

  it("is kept by an archived professor, whose own record is refused as archived", () => {
    const request = [prof("three", "else@school.example"), prof("four", "three@school.example")]
    expect(words(Professor, staff, request)).toEqual(["ARCHIVED_PROFESSOR_EXISTS", "EMAIL_ALREADY_EXISTS"])
  })
})

describe("a request as a whole", () => {
  it("gives one decision a record, in order, whatever fails on the way", () => {
    const held = holding(stored("s-1", { externalReferenceId: "a", firstName: "Ann", lastName: "Lee" }))
    const request = [
      "no object",
      { externalReferenceId: "a", lastName: "Roe" },
      { externalReferenceId: "b" },
      { externalReferenceId: "c", firstName: "Cy", lastName: "Day" },
      { externalReferenceId: "d", firstName: "Di", lastName: "Eck", age: 7 },
      { firstName: "Eve", lastName: "Fox" }
    ]
    expect(judge(Student, held, request)).toMatchObject([
      { code: "VALIDATION_ERROR" },
      { _tag: "Update", id: "s-1" },
      { code: "REQUIRED_FIELD_MISSING", field: "firstName" },
      { _tag: "Create", id: "new-1" },
      { code: "VALIDATION_ERROR", field: "age" },
      { _tag: "Create", id: "new-2" }
    ])
  })

  it("unarchives the students it names when the run allows it, and no others", () => {
    const held = holding(
      archived("s-1", { externalReferenceId: "a" }),
      archived("s-2", { externalReferenceId: "b" }),
      stored("s-3", { externalReferenceId: "c" })
    )
    const request = [{ externalReferenceId: "a" }, { externalReferenceId: "c" }]
    expect(judge(Student, held, request, { ...noOptions, allowUnarchive: true })).toEqual([
      { _tag: "Unarchive", id: "s-1", changes: {} },
      { _tag: "Unchanged", id: "s-3" }
    ])
  })
})
