/** Lists and parents out of several columns: docs/csv.md has the words. */
import { describe, expect, it } from "@effect/vitest"
import { Mapper, User } from "@rollcall/core"
import type { Csv } from "../src/index.ts"

const named = (row: Csv.Record) => ({ source: row.SOURCE, sourceId: row.CODE, firstName: row.PRENOM })
const home = { type: "delivery", code: "principale", country: "FR" } as const

describe("a mapper of whole rows", () => {
  it("makes lists and a parent of cells, and nothing of a column that is not there", () => {
    const toUser = Mapper.make(User, (row: Csv.Record) => ({
      ...named(row),
      attributes: [{ class: "user", name: "fonction", type: "text", value: row.FONCTION }],
      addresses: row.RUE?.trim() ? [{ ...home, street: row.RUE, city: row.VILLE }] : undefined,
      parent: { source: row.SOURCE_TUTEUR, sourceId: row.CODE_TUTEUR }
    }))
    const ann = { SOURCE: "YPAREO", CODE: "007", PRENOM: "Ann", FONCTION: "Cuisine" }
    expect(toUser.map({ ...ann, RUE: "1 rue Haute", VILLE: "Lyon", CODE_TUTEUR: "12" })).toEqual({
      source: "YPAREO",
      sourceId: "007",
      firstName: "Ann",
      attributes: [{ class: "user", name: "fonction", type: "text", value: "Cuisine" }],
      addresses: [{ ...home, street: "1 rue Haute", city: "Lyon" }],
      parent: { source: undefined, sourceId: "12" }
    })
    expect(toUser.map({ ...ann, RUE: " " })).toMatchObject({ addresses: undefined })
  })

  it("does not compile with a misspelt part", () => {
    // @ts-expect-error sourceID is no field
    Mapper.make(User, (row: Csv.Record) => ({ ...named(row), sourceID: row.CODE }))
    // @ts-expect-error val is no part of an attribute
    Mapper.make(User, (row: Csv.Record) => ({
      ...named(row),
      attributes: [{ class: "user", name: "fonction", type: "text", val: row.FONCTION }]
    }))
    // @ts-expect-error postcode is no part of an address
    Mapper.make(User, (row: Csv.Record) => ({
      ...named(row),
      addresses: [{ ...home, street: row.RUE, city: row.VILLE, postcode: row.CP }]
    }))
    // @ts-expect-error id is no part of a parent
    Mapper.make(User, (row: Csv.Record) => ({ ...named(row), parent: { source: "A", id: row.CODE_TUTEUR } }))
    // @ts-expect-error a parent is no text
    expect(Mapper.make(User, (row: Csv.Record) => ({ parent: row.CODE_TUTEUR })).entity).toBe(User)
  })
})
