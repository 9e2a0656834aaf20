import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Schema } from "effect"
import type { Entity } from "../../src/entities/Entity.ts"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { normalise } from "../../src/mapper/Normalise.ts"
import { list, pick } from "../generate.ts"

/** What becomes of a value of one field; undefined where the field is gone. */
const student = (field: string, value: unknown): unknown => normalise(Student, { [field]: value })[field]

describe("texts (docs/contract.md 1.6, F26, F27)", () => {
  it.each<readonly [string, string, string | undefined]>([
    ["plain text stays", "Jean-Paul O'Neill", "Jean-Paul O'Neill"],
    ["spaces at the ends go", "  Jean ", "Jean"],
    ["a run of spaces is one", "Jean   Paul", "Jean Paul"],
    ["tabs and line ends are spaces", "Jean\t\tPaul\r\n", "Jean Paul"],
    ["a line break within is a space", "Jean\nPaul", "Jean Paul"],
    ["a no-break space is a space", "Jean\u00a0Paul\u00a0", "Jean Paul"],
    ["a narrow no-break space is a space", "Jean\u202fPaul", "Jean Paul"],
    ["an ideographic space is a space", "\u3000Jean\u3000Paul", "Jean Paul"],
    ["a next-line character is a space", "Jean\u0085Paul", "Jean Paul"],
    ["a line separator is a space", "Jean\u2028Paul", "Jean Paul"],
    ["a byte order mark goes", "\ufeffJean", "Jean"],
    ["zero-width spaces at the ends go", "\u200bJean\u200b", "Jean"],
    ["decomposed is composed", "Jose\u0301", "Jos\u00e9"],
    ["composed stays", "Jos\u00e9", "Jos\u00e9"],
    ["a ligature is not taken apart", "\ufb01n", "\ufb01n"],
    [
      "a joiner that a script needs stays",
      "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
      "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    ],
    ["an emoji of several stays whole", "\u{1f469}\u200d\u{1f3eb}", "\u{1f469}\u200d\u{1f3eb}"],
    ["case stays", "DUPONT", "DUPONT"],
    ["blank is absent", "", undefined],
    ["only spaces is absent", " \t\u00a0\u200b\r\n", undefined]
  ])("%s", (_, value, expected) => {
    expect(student("firstName", value)).toBe(expected)
  })
})

describe("keys (docs/contract.md 1.6, F8, F17, F26)", () => {
  it.each<readonly [string, string, string | undefined]>([
    ["zeros and case stay", "00aB12", "00aB12"],
    ["spaces at the ends go", " 12 ", "12"],
    ["a space within stays one", "AB  12", "AB 12"],
    ["a zero-width space goes", "12\u200b34", "1234"],
    ["a joiner goes", "12\u200d34", "1234"],
    ["a byte order mark goes", "\ufeff1234", "1234"],
    ["a soft hyphen goes", "12\u00ad34", "1234"],
    ["a word joiner goes", "12\u206034", "1234"],
    ["decomposed is composed, also across what goes", "e\u200b\u0301", "\u00e9"],
    ["blank is absent", " \u200b ", undefined]
  ])("%s", (_, value, expected) => {
    expect(student("externalReferenceId", value)).toBe(expected)
    const [id, parent] = ["externalReferenceId", "parentExternalReferenceId"]
    expect(normalise(Group, { [id]: value })[id]).toBe(expected)
    expect(normalise(Group, { [parent]: value })[parent]).toBe(expected)
    expect(normalise(Professor, { professorId: value }).professorId).toBe(expected)
  })
})

describe("e-mails (docs/contract.md 1.6, F8, F26)", () => {
  it.each<readonly [string, string, string | undefined]>([
    ["case goes", "Jean.DUPONT@Example.FR", "jean.dupont@example.fr"],
    ["spaces at the ends go", " a@b\u00a0\r\n", "a@b"],
    ["zero-width characters go", "a\u200b@\ufeffb", "a@b"],
    ["decomposed is composed", "zoe\u0308@b", "zo\u00eb@b"],
    ["capitals that only compose in lower case are composed", "J\u030can@b", "\u01f0an@b"],
    ["blank is absent", "  ", undefined]
  ])("%s", (_, value, expected) => {
    expect(student("email", value)).toBe(expected)
    expect(normalise(Professor, { email: value }).email).toBe(expected)
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
  ..."aÀéßİıΣJHTWYK\u030c\u0331\u0308\u030a\u0301\u0307 \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad\u0085\u2028\ud800@.-",
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
        expect(clean).not.toMatch(/^$|\s\s|[\t\r\n\u00a0\u200b\ufeff]/u)
      }
    },
    { arbitrary: { runs: 300, size: 40 } }
  )
})
