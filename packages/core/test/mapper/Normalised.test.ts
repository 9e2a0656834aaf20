import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Schema } from "effect"
import type { Entity } from "../../src/entities/Entity.ts"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { normalise } from "../../src/mapper/Normalised.ts"
import { list, pick } from "../generate.ts"

/** What becomes of a value of one field; undefined where the field is gone. */
const student = (field: string, value: unknown): unknown => normalise(Student, { [field]: value })[field]

describe("texts, keys and e-mails (docs/contract.md 1.6; docs/normalisers.md has what becomes of them)", () => {
  it.each<readonly [string, Entity, string, string]>([
    ["a group's own key", Group, "externalReferenceId", "Ab12"],
    ["its parent's", Group, "parentExternalReferenceId", "Ab12"],
    ["a professor's other id", Professor, "professorId", "Ab12"],
    ["a professor's e-mail", Professor, "email", "ab12"],
    ["a text, which keeps its joiners", Professor, "firstName", "A\u00adb\u200d12"]
  ])("are told by their fields: %s", (_, entity, field, expected) => {
    expect(normalise(entity, { [field]: " A\u00adb\u200d1\u200b2\u00a0" })[field]).toBe(expected)
  })
})

describe("tags (docs/contract.md 1.7, F56)", () => {
  it.each<readonly [string, unknown, unknown]>([
    ["are texts each", [" day ", "Jose\u0301"], ["day", "Jos\u00e9"]],
    ["that are blank go", ["day", "", " \t"], ["day"]],
    ["that come twice stay once, in the first place", ["b", "a", " b", "a"], ["b", "a"]],
    ["keep their case", ["Day", "day"], ["Day", "day"]],
    ["that are none stay none, which clears", [], []],
    ["that were all blank are none", [" "], []],
    ["null stays null", null, null],
    ["that are no text are left for the schema to refuse", ["a", 7], ["a", 7]]
  ])("%s", (_, value, expected) => {
    expect(student("tags", value)).toEqual(expected)
  })
})

describe("absent, null and a value (Law 8, F32)", () => {
  it("stay three things", () => {
    const draft = { externalReferenceId: "1", phone: undefined, email: null, company: "x" }
    expect(normalise(Student, draft)).toEqual({ externalReferenceId: "1", email: null, company: "x" })
    expect("phone" in normalise(Student, draft)).toBe(false)
  })

  it("leaves what is no text, and what is no field, for the schema to refuse", () => {
    const odd = { firstName: 7, lastName: false, phone: { number: 1 }, nickname: " Zed " }
    expect(normalise(Student, odd)).toEqual({ ...odd, nickname: "Zed" })
  })

  it("does not touch the record that it was given", () => {
    const draft = Object.freeze({ firstName: " Jean ", tags: Object.freeze([" a "]) })
    normalise(Student, draft)
    expect(draft).toEqual({ firstName: " Jean ", tags: [" a "] })
  })
})

/** Pieces that behave unlike one another when they are normalised, in any order. */
const pieces = pick(
  ..."aÀéßİıΣJHTWYK\u030c\u0331\u0308\u030a\u0301\u0307 \t\r\n\u00a0\u200b\u200c\u200d\u200e\u202a\u2060\ufeff\u00ad\u0085\u2028\ud800@.-",
  "\u{1f3a9}",
  "J\u030c",
  "H\u0331",
  "\ufb01",
  "\u212b",
  "\u1100\u1161"
)
const wild = Arbitrary.flatMap(pick("pieces", "any"), kind =>
  kind === "any" ? Arbitrary.schema(Schema.String) : Arbitrary.map(list(pieces, 8), found => found.join(""))
)
const fields = (entity: Entity) =>
  Arbitrary.all(
    Object.fromEntries(
      Object.entries(entity.fields).map(([name, { kind }]): [string, Arbitrary.Arbitrary<unknown>] => [
        name,
        kind === "tags" ? list(wild, 4) : wild
      ])
    )
  )

describe("normalising", () => {
  for (const entity of [Student, Professor, Group]) {
    it.prop(
      `a ${entity.name} twice is the same as once`,
      [fields(entity)],
      ([record]) => {
        const once = normalise(entity, record)
        expect(normalise(entity, once)).toEqual(once)
      },
      { arbitrary: { runs: 200, size: 40 } }
    )
  }

  it.prop(
    "leaves no blank, no space at an end, no run of spaces, and nothing decomposed",
    [wild],
    ([value]) => {
      for (const field of ["firstName", "externalReferenceId", "email"]) {
        const clean = student(field, value)
        if (clean === undefined) continue
        expect(clean).toBe(String(clean).trim())
        expect(clean).toBe(String(clean).normalize("NFC"))
        expect(clean).not.toMatch(/^$|\s\s|[\t\r\n\u00a0\u200b\u202a\ufeff]/u)
        expect(clean).toMatch(/[^\u00ad\u200c\u200d]/u)
      }
    },
    { arbitrary: { runs: 300, size: 40 } }
  )
})
