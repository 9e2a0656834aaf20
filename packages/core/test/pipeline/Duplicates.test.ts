import { describe, expect, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { Duplicates } from "../../src/pipeline/Duplicates.ts"
import type { Place } from "../../src/source/Place.ts"
import { list, number, pick } from "../generate.ts"

const line = (at: number): Place => ({ origin: "school.csv", line: at })

describe("the keys that a run has seen (Law 4, F7)", () => {
  it("tell 200,000 apart, and find each again where it was first", () => {
    const duplicates = new Duplicates()
    // Keys as schools have them: numbers in a row, with zeros, with a prefix, and with one character changed.
    const spell = [
      (n: number) => `${n}`,
      (n: number) => `${n}`.padStart(12, "0"),
      (n: number) => `acme-${n}`,
      (n: number) => `${String.fromCodePoint(0x4e00 + (n % 20_000))}${Math.floor(n / 20_000)}`
    ]
    const keys = Array.from({ length: 200_000 }, (_, at) => spell[at % 4]?.(Math.floor(at / 4)) ?? "")
    const falseHits = keys.filter((key, at) => duplicates.claim(key, { key }, line(at + 2)) !== undefined)
    // "0" to "9" padded to twelve are no other key; nothing here is the same text twice.
    expect(new Set(keys).size).toBe(200_000)
    expect(falseHits).toEqual([])
    for (let at = 0; at < 200_000; at += 997) {
      const key = keys[at] ?? ""
      expect(duplicates.claim(key, { key }, line(1))).toEqual({ first: line(at + 2), identical: true })
    }
  })

  it.prop(
    "are found exactly when they were there before, in their first place",
    [
      list(
        Arbitrary.all({
          key: Arbitrary.map(number(0, 400), n => `k${n}`),
          content: pick("a", "b"),
          origin: pick("a.csv", "b.csv"),
          sheet: pick<string | undefined>(undefined, undefined, "Élèves", "Groupes"),
          counted: pick("line", "record", "line")
        }),
        400
      )
    ],
    ([rows]) => {
      const duplicates = new Duplicates()
      const seen = new Map<string, { readonly at: Place; readonly content: string }>()
      for (const [index, { key, content, origin, sheet, counted }] of rows.entries()) {
        const at: Place = { origin, ...(sheet !== undefined && { sheet }), [counted]: index + 2 }
        const found = duplicates.claim(key, { content }, at)
        const first = seen.get(key)
        expect(found).toEqual(first && { first: first.at, identical: first.content === content })
        if (first === undefined) seen.set(key, { at, content })
      }
    },
    { arbitrary: { runs: 100, size: 400 } }
  )

  it.each<readonly [string, object, object, boolean]>([
    ["the same fields", { a: "1", b: "2" }, { a: "1", b: "2" }, true],
    ["the same in another order", { a: "1", b: "2" }, { b: "2", a: "1" }, true],
    ["another value", { a: "1" }, { a: "2" }, false],
    ["a field more", { a: "1" }, { a: "1", b: "2" }, false],
    ["null for absent (Law 8)", { a: "1" }, { a: "1", b: null }, false],
    ["a value in another field", { a: "1", b: "2" }, { a: "2", b: "1" }, false],
    ["the word null for null", { a: "null" }, { a: null }, false],
    ["no tags for absent ones", { a: "1", tags: [] }, { a: "1" }, false],
    ["a tag for a text", { a: ["b"] }, { a: "b" }, false],
    ["other tags", { tags: ["a"] }, { tags: ["a", "b"] }, false],
    ["the same tags in another order (F56)", { tags: ["a", "b"] }, { tags: ["b", "a"] }, true],
    [
      "the same items in another order",
      { list: [{ a: "1" }, { a: "2" }] },
      { list: [{ a: "2" }, { a: "1" }] },
      true
    ],
    ["the same parts in another order", { list: [{ a: "1", b: "2" }] }, { list: [{ b: "2", a: "1" }] }, true],
    ["another part of an item", { list: [{ a: "1" }] }, { list: [{ a: "2" }] }, false],
    ["parts in other items", { list: [{ a: "1" }, { b: "2" }] }, { list: [{ a: "1", b: "2" }, {}] }, false],
    ["an item for its text", { list: [{ a: "1" }] }, { list: ["1"] }, false],
    ["another reference", { parent: { a: "1" } }, { parent: { a: "2" } }, false],
    ["the same reference", { parent: { a: "1", b: "2" } }, { parent: { b: "2", a: "1" } }, true]
  ])("are repeated with %s", (_, first, again, identical) => {
    const duplicates = new Duplicates()
    duplicates.claim("k", { ...first }, line(2))
    expect(duplicates.claim("k", { ...again }, line(3))).toEqual({ first: line(2), identical })
  })

  it("are known once they were claimed, and not before", () => {
    const duplicates = new Duplicates()
    expect(duplicates.has("k")).toBe(false)
    for (let n = 0; n < 3000; n += 1) duplicates.claim(`k${n}`, {}, line(n))
    expect([duplicates.has("k0"), duplicates.has("k2999"), duplicates.has("k3000")]).toEqual([
      true,
      true,
      false
    ])
  })

  it("are compared with the first row, not with the last", () => {
    const duplicates = new Duplicates()
    duplicates.claim("k", { name: "Ann" }, line(2))
    duplicates.claim("k", { name: "Bo" }, line(3))
    expect(duplicates.claim("k", { name: "Ann" }, line(4))).toEqual({ first: line(2), identical: true })
  })

  it.each<readonly [string, Place]>([
    ["a line", { origin: "a.csv", line: 7 }],
    ["a record", { origin: "acme/pupils", record: 3 }],
    ["a line of a sheet", { origin: "a.xlsx", sheet: "Élèves", line: 12 }],
    ["nothing but their origin", { origin: "acme/pupils" }],
    ["a key of the origin", { origin: "ypareo/apprenants", key: "1234" }]
  ])("are named in their place where that is %s", (_, at) => {
    const duplicates = new Duplicates()
    duplicates.claim("other", {}, line(2))
    duplicates.claim("k", {}, at)
    duplicates.claim("another", {}, line(3))
    expect(duplicates.claim("k", {}, line(4))?.first).toEqual(at)
  })
})
