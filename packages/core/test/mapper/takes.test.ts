import { describe, expect, it } from "vitest"
import type { Fields } from "../../src/entities/Entity.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { User } from "../../src/entities/User.ts"
import type * as Mapper from "../../src/mapper/Mapper.ts"
import { prepare, type Takes } from "../../src/mapper/Prepared.ts"
import { read } from "../../src/source/Row.ts"

const columns = [{ field: "company", column: "ENTREPRISE", required: false }]
const named = { sourceId: "7", source: "acme", language: "fr", firstName: "Ann" }
const badge = { class: "user", name: "badge", type: "text", value: "7" }

/** What becomes of a user, or of a record of another entity, on its way to a target. */
const given = (draft: unknown, target: Takes = {}, entity: Mapper.Mapper<unknown, Fields>["entity"] = User) =>
  prepare<unknown, Fields>(
    { entity, map: () => draft as Mapper.Draft<Fields>, columns },
    read({ origin: "school.csv", line: 2 }, {}),
    target
  )

const rejected = (code: string, field: string) => ({
  _tag: "Settled",
  verdict: { _tag: "Rejected", code, field }
})
const trusting: Takes = { trust: "server" }

describe("a user on the way out", () => {
  it("goes under one text of three parts", () => {
    expect(given(named)).toMatchObject({
      _tag: "Sendable",
      upsert: named,
      identity: { field: "sourceId", key: "7/acme/fr", creates: true }
    })
  })

  it.each<readonly [string, object, string, string]>([
    ["sourceId", { source: "acme", firstName: "Ann" }, "KEY_MISSING", "sourceId"],
    ["source", { sourceId: "7", source: " ", firstName: "Ann" }, "KEY_MISSING", "source"],
    ["firstName", { ...named, firstName: " " }, "REQUIRED_FIELD_MISSING", "firstName"]
  ])("is rejected without %s (2.1)", (_, draft, code, field) => {
    expect(given(draft)).toMatchObject(rejected(code, field))
  })

  it("keeps its key when it lacks a name, so that those below it can be blocked", () => {
    expect(given({ sourceId: "7", source: "acme" })).toMatchObject({ key: "7/acme" })
  })

  it.each([
    ["language", { ...named, language: "x".repeat(36) }],
    ["source", { ...named, source: "x".repeat(191) }],
    ["firstName", { ...named, firstName: "x".repeat(256) }],
    ["parent", { ...named, parent: { sourceId: "1" } }]
  ])("is rejected for a bad %s, which cannot be left out", (field, draft) => {
    expect(given(draft)).toMatchObject(rejected("VALIDATION_ERROR", field))
  })

  it("is rejected when a spreadsheet has spoilt its id, which is not the end of its key (F18, F19)", () => {
    expect(given({ ...named, sourceId: "2.02404E+11" })).toMatchObject(rejected("DIGITS_LOST", "sourceId"))
    expect(given({ ...named, sourceId: "'0123" })).toMatchObject(rejected("GUARDED_ID", "sourceId"))
  })

  it.each([
    ["attributes", [badge, { ...badge, name: "locker", value: " " }]],
    ["addresses", [{ code: "home" }]],
    ["dateOfBirth", "30/02/2001"],
    ["gender", "woman"],
    ["company", null]
  ])("goes without bad %s as a whole, with a warning", (field, value) => {
    expect(given({ ...named, lastName: "Lee", [field]: value })).toMatchObject({
      _tag: "Sendable",
      upsert: { ...named, lastName: "Lee" },
      warnings: [{ code: "FIELD_DROPPED", field }]
    })
  })
})

describe("a field that the target does not take", () => {
  const without = (...fields: ReadonlyArray<string>): Takes => ({ takes: field => !fields.includes(field) })

  it("is left out with a warning, be it good or bad, known or not", () => {
    const draft = { ...named, company: "x".repeat(300), phone: "1", nickname: "Zed" }
    expect(given(draft, without("company", "phone", "nickname"))).toEqual({
      _tag: "Sendable",
      upsert: named,
      identity: { field: "sourceId", key: "7/acme/fr", creates: true },
      warnings: [
        {
          code: "FIELD_DROPPED",
          field: "company",
          column: "ENTREPRISE",
          message: "the target does not take this field"
        },
        { code: "FIELD_DROPPED", field: "phone", message: "the target does not take this field" },
        { code: "FIELD_DROPPED", field: "nickname", message: "the target does not take this field" }
      ]
    })
  })

  it("has no warning where the record has no such field", () => {
    expect(given(named, without("company"))).toMatchObject({ upsert: named, warnings: [] })
  })

  it("is not asked for, though every request needs it", () => {
    expect(given(named, without("firstName"))).toMatchObject({
      _tag: "Sendable",
      upsert: { sourceId: "7", source: "acme", language: "fr" }
    })
  })

  it("is no part of a key", () => {
    expect(given(named, without("language"))).toMatchObject({ identity: { key: "7/acme" } })
  })
})

describe("a target that is trusted to check fields", () => {
  it.each<readonly [string, object]>([
    ["lacks what every request needs", { sourceId: "7", source: "acme" }],
    ["has a field that is not known", { ...named, nickname: "Zed" }],
    ["has a field that is not known and no object of ours", { ...named, colours: ["red", 7] }]
  ])("gets a record that %s, as it is", (_, draft) => {
    expect(given(draft, trusting)).toMatchObject({ _tag: "Sendable", upsert: draft, warnings: [] })
  })

  it("gets a plain create without what a create needs", () => {
    expect(given({ firstName: "Ann" }, trusting, Professor)).toMatchObject({ upsert: { firstName: "Ann" } })
    expect(given({ firstName: "Ann" }, {}, Professor)).toMatchObject({
      verdict: { code: "REQUIRED_FIELD_MISSING" }
    })
  })

  it("does not get a record without an identity", () => {
    expect(given({ sourceId: "7", firstName: "Ann" }, trusting)).toMatchObject(
      rejected("KEY_MISSING", "source")
    )
  })

  it("does not get a known field that is bad", () => {
    const draft = { ...named, gender: "woman", nickname: "Zed" }
    expect(given(draft, trusting)).toMatchObject({
      upsert: { ...named, nickname: "Zed" },
      warnings: [{ code: "FIELD_DROPPED", field: "gender" }]
    })
    expect(given({ ...named, firstName: 7 }, trusting)).toMatchObject(
      rejected("VALIDATION_ERROR", "firstName")
    )
  })
})
