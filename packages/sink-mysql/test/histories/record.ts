/** Records as they are generated: fields that may be absent or wrong, and now and then something that is no record. */
import type { Decision, Entity } from "@rollcall/core"
import { Arbitrary } from "effect"
import { mostly } from "../generate.ts"

/** A record with these fields, where undefined stands for absent. */
export const record = (fields: { readonly [name: string]: Arbitrary.Arbitrary<unknown> }) =>
  Arbitrary.map(Arbitrary.all([Arbitrary.all(fields), broken]), ([values, instead]) => {
    if (instead !== undefined) return instead
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  })

const broken = mostly([undefined], ["a", null, ["a"], 7, {}, { nickname: "a" }], 40)

/** Few keys, several of them spelt in two ways, and what is no key. */
export const key = mostly(
  ["a", " a", "b", "c", "d", "\u00e9", "e\u0301 ", "A", "f", "g", "h"],
  [undefined, undefined, undefined, "", " ", 7, null, "k".repeat(65), "\ud800"],
  8
)

export const name = mostly(
  ["Ann", "Bo", "Bo ", "Zo\u00eb", undefined],
  ["", null, 3, "n".repeat(101), ["Ann"]]
)

export const tags = mostly(
  [
    undefined,
    undefined,
    null,
    [],
    ["day"],
    ["swim", "day"],
    ["day", "swim"],
    ["day", "day"],
    ["\\", '"'],
    [" "]
  ],
  ["day", [""], [null], [7], Array(16).fill("t"), ["t".repeat(36)], {}, ["\udc00"]]
)

/** A text that may be cleared. */
export const note = (most: number) =>
  mostly([undefined, undefined, null, "one", "One", "'two'"], ["", 7, "x".repeat(most + 1), "\ud83d"])

export const held = (id: string, fields: Entity.AnyUpsert): Decision.Stored => ({
  id,
  archived: false,
  fields
})

export const archived = (id: string, fields: Entity.AnyUpsert): Decision.Stored => ({
  id,
  archived: true,
  fields
})
