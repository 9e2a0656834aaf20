import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect, Schema } from "effect"
import * as Entity from "../src/entities/Entity.ts"
import { Group } from "../src/entities/Group.ts"
import { Professor } from "../src/entities/Professor.ts"
import { Student } from "../src/entities/Student.ts"
import { list, number, pick } from "./generate.ts"

type Kind = "text" | "email" | "url" | "tags"

/** The tables of docs/contract.md 1: field, maximum in code points, whether null clears, what it holds. */
const contract: ReadonlyArray<
  readonly [Entity.Entity, ReadonlyArray<readonly [string, number, "null" | "no null", Kind?]>]
> = [
  [
    Student,
    [
      ["externalReferenceId", 64, "no null"],
      ["externalReferenceType", 30, "no null"],
      ["firstName", 100, "no null"],
      ["lastName", 100, "no null"],
      ["email", 255, "null", "email"],
      ["phone", 20, "null"],
      ["photoUrl", 255, "null", "url"],
      ["fileNumber", 128, "null"],
      ["curriculumName", 160, "null"],
      ["company", 64, "null"],
      ["badgeId", 20, "null"],
      ["tags", 35, "null", "tags"]
    ]
  ],
  [
    Professor,
    [
      ["externalReferenceId", 64, "no null"],
      ["externalReferenceType", 30, "no null"],
      ["professorId", Infinity, "no null"],
      ["firstName", 100, "no null"],
      ["lastName", 100, "no null"],
      ["email", 255, "no null", "email"],
      ["phone", 20, "null"],
      ["speciality", 255, "null"],
      ["tags", 35, "null", "tags"]
    ]
  ],
  [
    Group,
    [
      ["externalReferenceId", 64, "no null"],
      ["externalReferenceType", 30, "no null"],
      ["name", 255, "no null"],
      ["description", 255, "null"],
      ["parentExternalReferenceId", 255, "null"],
      ["logoUrl", 500, "null", "url"]
    ]
  ]
]

const rows = contract.flatMap(([entity, fields]) =>
  fields.map(([field, max, nulls, kind = "text"]) => ({ entity, field, max, nulls, kind }))
)
type Limit = (typeof rows)[number]

/** One code point, two UTF-16 units: a limit counted in units would be half of what it says. */
const wide = "𝒜"

const ofLength = (kind: Kind, length: number): unknown => {
  switch (kind) {
    case "text":
      return wide.repeat(length)
    case "email":
      return `${wide.repeat(length - 2)}@b`
    case "url":
      return `https://example.org/${wide.repeat(length - 20)}`
    case "tags":
      return Array.from({ length: 15 }, (_, n) => String.fromCodePoint(0x1d400 + n).repeat(length))
  }
}

const blamed = (field: string) => [
  { code: "VALIDATION_ERROR", field, message: expect.stringMatching(/./u) as unknown }
]
const judged = ({ entity, field }: Limit, value: unknown) => Entity.problems(entity, { [field]: value })

describe("every field of every entity (docs/contract.md 1, Law 11)", () => {
  it.each(contract.map(([entity, fields]) => ({ entity, fields })))(
    "the table names the fields of a $entity.name and no other",
    ({ entity, fields }) => {
      expect(Object.keys(entity.fields).sort()).toEqual(fields.map(([field]) => field).sort())
    }
  )

  it.each(rows)("$entity.name.$field takes $max code points", row => {
    expect(judged(row, ofLength(row.kind, Math.min(row.max, 5000)))).toEqual([])
  })

  it.each(rows.filter(row => row.max < Infinity))("$entity.name.$field refuses $max and one", row => {
    expect(judged(row, ofLength(row.kind, row.max + 1))).toEqual(blamed(row.field))
  })

  it.each(rows)("$entity.name.$field: $nulls", row => {
    expect(judged(row, null)).toEqual(row.nulls === "null" ? [] : blamed(row.field))
  })

  it.each(rows)('$entity.name.$field refuses "", undefined and what is no text', row => {
    for (const value of ["", undefined, 7, true, {}, { 0: "a" }, [7], [null], [["a"]], [""]]) {
      expect(judged(row, value)).toEqual(blamed(row.field))
    }
    expect(judged(row, row.kind === "tags" ? "a" : ["a"])).toEqual(blamed(row.field))
  })

  it.each(rows)("$entity.name.$field refuses half of a surrogate pair, which no UTF-8 can say", row => {
    for (const half of ["\ud83c", "\udf93"]) {
      const text = { text: half, email: `${half}@b`, url: `https://example.org/${half}`, tags: [half] }[
        row.kind
      ]
      expect(judged(row, text)).toEqual(blamed(row.field))
    }
  })

  it("takes a record with every field at its limit at once", () => {
    for (const [entity, fields] of contract) {
      const record = fields.map(([field, max, , kind = "text"]) => [
        field,
        ofLength(kind, Math.min(max, 5000))
      ])
      expect(Entity.problems(entity, Object.fromEntries(record))).toEqual([])
    }
  })
})

describe("a field tells at once what its schema tells in words", () => {
  const lengths = [17, 18, 30, 31, 32, 50, 64, 65, 127, 245, 250, 255, 256]
  const pieces = [
    "a",
    "\u00e9",
    "e\u0301",
    "\ud83c",
    "@",
    " ",
    "\u00a0",
    "\n",
    "\0",
    "https://",
    "http://x.y/",
    ""
  ]
  const piece = pick(...pieces, ...lengths.map(length => wide.repeat(length)))
  const text = Arbitrary.map(list(piece, 4), pieces => pieces.join(""))
  const odd = pick<unknown>(null, undefined, 7, true, {}, [null], [[]], new Date(0))
  const value = Arbitrary.map(
    Arbitrary.all([number(0, 5), text, list(text, 17), odd]),
    ([which, ...values]) => (which < 3 ? values[0] : which < 5 ? values[1] : values[2])
  )

  it.effect.prop("whatever the value", [value], ([value]) =>
    Effect.sync(() => {
      for (const { entity, field } of rows) {
        const { accepts, schema } = entity.fields[field] ?? Student.fields.firstName
        expect([field, accepts(value)]).toEqual([field, Schema.is(schema)(value)])
      }
    })
  )
})

describe("what fields hold", () => {
  it.each([
    [0, 35, true],
    [15, 35, true],
    [16, 1, false],
    [1, 36, false]
  ])("%i tags of %i characters: %s", (items, length, accepted) => {
    const tags = Array.from({ length: items }, (_, n) => String.fromCodePoint(0x1d400 + n).repeat(length))
    for (const entity of [Student, Professor]) {
      expect(Entity.problems(entity, { tags })).toEqual(accepted ? [] : blamed("tags"))
    }
  })

  it.each([
    ["http://example.org", true],
    ["https://example.org/photos/7.jpg?size=1#face", true],
    ["HTTPS://EXAMPLE.ORG/7.JPG", true],
    ["javascript:alert(1)", false],
    ["data:image/png;base64,AAAA", false],
    ["ftp://example.org/7.jpg", false],
    ["file:///C:/photos/7.jpg", false],
    ["C:\\photos\\7.jpg", false],
    ["/photos/7.jpg", false],
    ["7.jpg", false],
    ["www.example.org/7.jpg", false],
    ["//example.org/7.jpg", false],
    ["http://", false],
    ["http://:80", false],
    ["https://example.org/a b.jpg", false],
    ["https:example", false]
  ])("the address %s: %s (F40)", (address, accepted) => {
    expect(Entity.problems(Student, { photoUrl: address })).toEqual(accepted ? [] : blamed("photoUrl"))
    expect(Entity.problems(Group, { logoUrl: address })).toEqual(accepted ? [] : blamed("logoUrl"))
  })

  it.each([
    ["a@b", true],
    ["zoë.o'neill+roster@école.example", true],
    ["a", false],
    ["@", false],
    ["@b", false],
    ["a@", false],
    [" @b", false],
    ["a@ ", false],
    ["\u00a0@\t", false]
  ])("the e-mail %j: %s (F49)", (email, accepted) => {
    for (const entity of [Student, Professor]) {
      expect(Entity.problems(entity, { email })).toEqual(accepted ? [] : blamed("email"))
    }
  })

  it("takes any text as a phone and as a speciality", () => {
    expect(Entity.problems(Professor, { phone: "ask the porter", speciality: "Mathematics" })).toEqual([])
  })
})
