import { describe, expect, it } from "@effect/vitest"
import type { Fields } from "../../src/entities/Entity.ts"
import { problems } from "../../src/entities/Entity.ts"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import type * as Mapper from "../../src/mapper/Mapper.ts"
import { prepare } from "../../src/mapper/Prepared.ts"
import { damaged, read } from "../../src/source/Row.ts"

const at = { origin: "school.csv", line: 2 }
const columns = [
  { field: "photoUrl", column: "PHOTO", required: false },
  { field: "lastName", column: "NOM", required: true }
]

/** What becomes of a record that a mapper gives, whatever it is: a mapper in plain JavaScript has no types. */
const given = <F extends Fields>(entity: Mapper.Mapper<unknown, F>["entity"], draft: unknown) =>
  prepare<unknown, F>({ entity, map: () => draft as Mapper.Draft<F>, columns }, read(at, {}))

const over = "x".repeat(300)

describe("a record on its way out", () => {
  it("goes with what the mapper gave and no more (Law 8)", () => {
    const draft = {
      externalReferenceId: " s1 ",
      firstName: "Ann",
      phone: null,
      email: undefined,
      company: " "
    }
    expect(given(Student, draft)).toEqual({
      _tag: "Sendable",
      upsert: { externalReferenceId: "s1", firstName: "Ann", phone: null },
      identity: { field: "externalReferenceId", key: "s1", creates: true },
      warnings: []
    })
  })

  it.each<readonly [string, unknown]>([
    ["too long", `https://example.org/${over}`],
    ["no address", "photos/ann.jpg"],
    ["another kind of address", "javascript:alert(1)"],
    ["of another type", 7]
  ])("goes without an optional value that is %s, with a warning (Law 11, F39, F40)", (_, photoUrl) => {
    const prepared = given(Student, { externalReferenceId: "s1", firstName: "Ann", photoUrl })
    expect(prepared).toMatchObject({
      _tag: "Sendable",
      upsert: { externalReferenceId: "s1", firstName: "Ann" },
      warnings: [{ code: "FIELD_DROPPED", field: "photoUrl", column: "PHOTO" }]
    })
    expect(prepared._tag === "Sendable" && "photoUrl" in prepared.upsert).toBe(false)
  })

  it.each([
    ["DIGITS_LOST", "campus-2.02404E+11"],
    ["GUARDED_ID", "'0123"]
  ])("is rejected as %s when a spreadsheet has spoilt its key (F18, F19)", (code, externalReferenceId) => {
    const prepared = given(Student, { externalReferenceId, firstName: "Ann" })
    expect(prepared).toMatchObject({
      _tag: "Settled",
      verdict: { _tag: "Rejected", code, field: "externalReferenceId" },
      key: externalReferenceId
    })
  })

  it("goes without every bad value, and each has its warning (F56)", () => {
    const prepared = given(Student, {
      externalReferenceId: "s1",
      tags: ["x".repeat(36)],
      badgeId: over
    })
    const fields = prepared._tag === "Sendable" && prepared.warnings.map(({ field }) => field).sort()
    expect(fields).toEqual(["badgeId", "tags"])
    expect(prepared).toMatchObject({ upsert: { externalReferenceId: "s1" } })
  })

  it.each<readonly [Mapper.Mapper<unknown, Fields>["entity"], object, string]>([
    [Student, { externalReferenceId: over, firstName: "Ann" }, "externalReferenceId"],
    [Student, { externalReferenceId: "s1", lastName: over }, "lastName"],
    [Student, { externalReferenceId: "s1", firstName: null }, "firstName"],
    [Professor, { externalReferenceId: "p1", email: "nobody" }, "email"],
    [Professor, { professorId: 7, firstName: "Ann" }, "professorId"],
    [Student, { externalReferenceId: "s1", nickname: "Zed" }, "nickname"],
    [Group, { externalReferenceId: "g1", name: over }, "name"],
    [Group, { externalReferenceId: "g1", parentExternalReferenceId: over }, "parentExternalReferenceId"]
  ])(
    "is rejected for a bad identity, parent, or field that a create needs: $0.name %j",
    (entity, draft, field) => {
      const prepared = given(entity, draft)
      expect(prepared).toMatchObject({
        _tag: "Settled",
        verdict: {
          _tag: "Rejected",
          code: "VALIDATION_ERROR",
          field,
          ...(field === "lastName" && { column: "NOM" })
        }
      })
    }
  )

  it("is rejected without a key, unless its entity has plain creates (docs/contract.md 1.8, F6)", () => {
    const keyless = { firstName: "Ann", lastName: "Lee", email: "a@b", externalReferenceId: "  " }
    expect(given(Student, keyless)).toMatchObject({
      verdict: { _tag: "Rejected", code: "KEY_MISSING", field: "externalReferenceId" }
    })
    expect(given(Group, { name: "1A" })).toMatchObject({ verdict: { code: "KEY_MISSING" } })
    expect(given(Professor, keyless)).toMatchObject({ _tag: "Sendable", identity: undefined })
  })

  it("is rejected with two keys (docs/contract.md 1, Professor identifiers)", () => {
    const both = { externalReferenceId: "p1", professorId: "7" }
    expect(given(Professor, both)).toMatchObject({
      verdict: { _tag: "Rejected", code: "AMBIGUOUS_PROFESSOR_IDENTIFIER" }
    })
  })

  it("keeps its key when it is rejected, so that its children can be blocked (F41)", () => {
    const prepared = given(Group, { externalReferenceId: "g1", name: over })
    expect(prepared).toMatchObject({ _tag: "Settled", key: "g1" })
  })

  it("is filtered with the mapper's reason", () => {
    expect(given(Student, { _tag: "Skip", reason: "has left" })).toEqual({
      _tag: "Settled",
      verdict: { _tag: "Filtered", reason: "has left" }
    })
  })

  it("was damaged: it is rejected with what is wrong, and the mapper is not asked", () => {
    const damage = { code: "RAGGED_ROW", column: "NOM", message: "has 3 cells, the header 4" }
    const mapper: Mapper.Mapper<unknown, Fields> = {
      entity: Student,
      map: () => {
        throw new Error("asked")
      }
    }
    expect(prepare(mapper, damaged(at, "1;2;3", damage))).toEqual({
      _tag: "Settled",
      verdict: { _tag: "Rejected", ...damage }
    })
  })
})

describe("a mapper that misbehaves loses its row, not the run", () => {
  const failed = {
    _tag: "Settled",
    verdict: { _tag: "Rejected", code: "MAPPER_FAILED", message: "the mapper threw on this record" }
  }

  it("by throwing, whose text stays out (Law 9)", () => {
    const map = () => {
      throw new Error("canary")
    }
    expect(prepare({ entity: Student, map }, read(at, {}))).toEqual(failed)
  })

  it("by giving something that throws when it is read", () => {
    const draft = {
      get externalReferenceId(): string {
        throw new Error("canary")
      }
    }
    expect(given(Student, draft)).toEqual(failed)
  })

  it.each<readonly [string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "s1"],
    ["a number", 7],
    ["a promise", Promise.resolve({ externalReferenceId: "s1" })],
    ["a list", [{ externalReferenceId: "s1" }]],
    ["a record without a prototype", Object.assign(Object.create(null), { firstName: "Ann" })],
    [
      "a record from JSON with a prototype of its own",
      JSON.parse('{"__proto__":{"externalReferenceId":"s1"}}')
    ]
  ])("by giving %s", (_, draft) => {
    const prepared = given(Student, draft)
    expect(prepared).toMatchObject({ _tag: "Settled", verdict: { _tag: "Rejected" } })
  })
})

describe("whatever a mapper gives", () => {
  it.each([Student, Professor, Group])("what is sendable passes the schema of a $name", entity => {
    const values: ReadonlyArray<unknown> = [
      undefined,
      null,
      "",
      " a ",
      over,
      7,
      ["a", ""],
      [over],
      {},
      "a@b",
      "http://a.b"
    ]
    for (const field of [...Object.keys(entity.fields), "nickname", "constructor"]) {
      for (const value of values) {
        const draft = { externalReferenceId: "k1", [field]: value }
        const prepared = given<Fields>(entity, draft)
        if (prepared._tag === "Sendable") expect(problems(entity, prepared.upsert)).toEqual([])
      }
    }
  })
})
