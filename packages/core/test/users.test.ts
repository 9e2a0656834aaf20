import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Result, Schema } from "effect"
import { problems } from "../src/entities/Entity.ts"
import * as Field from "../src/entities/Field.ts"
import { User } from "../src/entities/User.ts"
import { list, pick } from "./generate.ts"

/** The fields of docs/contract.md 2 that are plain text: field, maximum in code points. */
const texts: ReadonlyArray<readonly [keyof User, number]> = [
  ["sourceId", 190],
  ["source", 190],
  ["language", 35],
  ["debtorId", 255],
  ["firstName", 255],
  ["middleName", 255],
  ["lastName", 255],
  ["fullName", 255],
  ["title", 255],
  ["abbreviation", 255],
  ["login", 255],
  ["phone", 255],
  ["mobile", 255],
  ["company", 255],
  ["taxNumber", 255],
  ["cocNumber", 255]
]
const others = [
  "email",
  "gender",
  "dateOfBirth",
  "primaryLanguage",
  "attributes",
  "addresses",
  "parent"
] as const

const named = { sourceId: "7", source: "acme", firstName: "Ann" }
const attribute = { class: "user", name: "badge", type: "text", value: "7" }
const address = { type: "delivery", code: "home", street: "Rue", city: "Paris", country: "FR" }

/** What is wrong with a user who has this in a field and is right in all others. */
const said = (field: string, value: unknown): ReadonlyArray<string> =>
  problems(User, { ...named, [field]: value }).map(problem => `${problem.field}: ${problem.message}`)

/** One code point, two UTF-16 units. */
const wide = "𝒜"

describe("a user (docs/contract.md 2)", () => {
  it("has the fields of both lists and no other", () => {
    expect(Object.keys(User.fields).sort()).toEqual([...texts.map(([field]) => field), ...others].sort())
  })

  it.each(texts)("%s takes %i code points and no more", (field, max) => {
    expect(said(field, wide.repeat(max))).toEqual([])
    expect(said(field, wide.repeat(max + 1))).toEqual([`${field}: must have 1 to ${max} characters`])
  })

  it.each(Object.keys(User.fields))("%s is never null, nor of another type (2.3)", field => {
    for (const value of [null, undefined, 7, true, "", [[]], { of: "no field" }, [{}], [null]])
      expect(said(field, value)).toHaveLength(1)
  })

  it("needs source, sourceId and firstName in every request (2.1)", () => {
    const code = "REQUIRED_FIELD_MISSING"
    expect(problems(User, {})).toEqual([
      { code, field: "source", message: "every user needs source" },
      { code, field: "sourceId", message: "every user needs sourceId" },
      { code, field: "firstName", message: "every user needs firstName" }
    ])
    expect(problems(User, { source: "acme", sourceId: "7", gender: "x" })).toMatchObject([
      { code: "VALIDATION_ERROR", field: "gender" },
      { code, field: "firstName" }
    ])
  })
})

describe("what a user's fields hold", () => {
  it.each<readonly [string, boolean]>([
    ["m", true],
    ["f", true],
    ["u", true],
    ["M", false],
    ["male", false],
    [" m", false]
  ])("the gender %j: %s", (gender, taken) => {
    expect(said("gender", gender)).toEqual(taken ? [] : ["gender: must be one of m, f, u"])
  })

  it.each<readonly [string, boolean]>([
    ["2001-02-28", true],
    ["2000-02-29", true],
    ["1899-12-31", true],
    ["2001-02-29", false],
    ["1900-02-29", false],
    ["2001-13-01", false],
    ["2001-00-10", false],
    ["2001-04-31", false],
    ["2001-4-3", false],
    ["03/04/2001", false],
    ["2001-04-03T00:00:00Z", false],
    ["+002001-04-03", false],
    [" 2001-04-03", false]
  ])("the date of birth %j: %s", (dateOfBirth, taken) => {
    expect(said("dateOfBirth", dateOfBirth)).toEqual(
      taken ? [] : ["dateOfBirth: must be a date as yyyy-MM-dd"]
    )
  })

  it.each<readonly [string, boolean]>([
    ["fr", true],
    ["FR", false],
    ["fra", false],
    ["fr-FR", false],
    ["f", false]
  ])("the primary language %j: %s", (primaryLanguage, taken) => {
    expect(said("primaryLanguage", primaryLanguage)).toHaveLength(taken ? 0 : 1)
  })

  it.each<readonly [string, unknown, string]>([
    ["no list", attribute, "Expected array"],
    ["no object", ["badge"], "item 1: Expected object"],
    ["a part missing", [attribute, { class: "user", name: "n", type: "t" }], "item 2, value: is missing"],
    ["a part empty", [{ ...attribute, name: "" }], "item 1, name: must have 1 to 255 characters"],
    ["a part of another type", [{ ...attribute, value: 7 }], "item 1, value: Expected string"],
    ["a part that is not known", [{ ...attribute, note: "x" }], "item 1: has a part that is not known"],
    [
      "one thing twice",
      [attribute, { ...attribute, value: "8" }],
      "must not have two items of one class and name"
    ],
    [
      "one thing twice, spelt differently",
      [attribute, { ...attribute, name: " badge" }],
      "must not have two items of one class and name"
    ],
    [
      "too many",
      Array.from({ length: 101 }, (_, n) => ({ ...attribute, name: `n${n}` })),
      "must have at most 100 items"
    ]
  ])("attributes with %s", (_, attributes, message) => {
    expect(said("attributes", attributes)).toEqual([`attributes: ${message}`])
  })

  it("attributes of one name in two classes, and as many as 100", () => {
    const attributes = Array.from({ length: 50 }, (_, n) => ({ ...attribute, name: `n${n}` }))
    expect(
      said("attributes", [...attributes, ...attributes.map(one => ({ ...one, class: "other" }))])
    ).toEqual([])
  })

  it.each<readonly [string, unknown, ReadonlyArray<string>]>([
    ["nothing but what it needs", [address], []],
    [
      "all that it may have",
      [
        {
          ...address,
          number: "7",
          numberExtension: "B",
          postalCode: "75001",
          region: "IdF",
          isDefault: "Y",
          firstName: "Ann",
          middleName: "B",
          lastName: "Lee",
          gender: "f",
          title: "Dr",
          phone: "1",
          mobile: "2",
          email: "a@b"
        }
      ],
      []
    ],
    ["another type", [{ ...address, type: "home" }], ["item 1, type: must be one of delivery, invoice"]],
    ["no city", [{ ...address, city: undefined }], ["item 1, city: Expected string"]],
    ["a doubtful default", [{ ...address, isDefault: "yes" }], ["item 1, isDefault: must be one of Y, N"]],
    ["one code twice", [address, { ...address, type: "invoice" }], ["must not have two items of one code"]],
    [
      "too many",
      Array.from({ length: 21 }, (_, n) => ({ ...address, code: `${n}` })),
      ["must have at most 20 items"]
    ]
  ])("addresses with %s", (_, addresses, messages) => {
    expect(said("addresses", addresses)).toEqual(messages.map(message => `addresses: ${message}`))
  })

  it.each<readonly [string, unknown, ReadonlyArray<string>]>([
    ["a language", { sourceId: "1", source: "acme", language: "fr" }, []],
    ["no language", { sourceId: "1", source: "acme" }, []],
    ["no source", { sourceId: "1" }, ["source: is missing"]],
    ["a number", { sourceId: 1, source: "acme" }, ["sourceId: Expected string"]],
    ["more than that", { sourceId: "1", source: "acme", name: "Bo" }, ["has a part that is not known"]]
  ])("a parent with %s", (_, parent, messages) => {
    expect(said("parent", parent)).toEqual(messages.map(message => `parent: ${message}`))
  })
})

const kinds: ReadonlyArray<Field.Field> = [
  Field.oneOf(["a", "b"], { nullable: true }),
  Field.date(),
  Field.language({ nullable: true }),
  Field.list({
    items: 2,
    by: ["code"],
    parts: { code: Field.key({ max: 3 }), kind: Field.oneOf(["a"]) },
    optional: { note: Field.text({ max: 2 }) }
  }),
  Field.reference({ by: "code", parts: { code: Field.key() }, optional: { note: Field.text() } })
]

const part = pick<unknown>("a", "b", "", " ", "abcd", 7, null, undefined)
const item = Arbitrary.map(
  list(Arbitrary.all([pick("code", "code", "kind", "kind", "note", "other"), part]), 4),
  Object.fromEntries
)
const value = Arbitrary.flatMap(pick<Arbitrary.Arbitrary<unknown>>(part, item, list(item, 3)), one => one)

it.prop(
  "every kind of field says at once what its schema says",
  [value],
  ([given]) => {
    for (const { accepts, schema } of kinds) {
      const decoded = Schema.decodeUnknownResult(schema)(given, { onExcessProperty: "error" })
      expect(accepts(given)).toBe(Result.isSuccess(decoded))
    }
  },
  { arbitrary: { runs: 500 } }
)
