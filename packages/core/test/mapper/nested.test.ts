import { describe, expect, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { User } from "../../src/entities/User.ts"
import { normalise } from "../../src/mapper/Normalise.ts"
import { list, pick } from "../generate.ts"

/** What becomes of a value of one field; undefined where the field is gone. */
const user = (field: string, value: unknown): unknown => normalise(User, { [field]: value })[field]

const badge = { class: "user", name: "badge", type: "text", value: "7" }
const home = { type: "delivery", code: "home", street: "Rue", city: "Paris", country: "FR" }

describe("what stands inside lists and references is normalised like everything else (F20, F26, F27)", () => {
  it.each<readonly [string, string, unknown, unknown]>([
    [
      "texts",
      "attributes",
      [{ ...badge, value: "  Jose\u0301   Luis " }],
      [{ ...badge, value: "Jos\u00e9 Luis" }]
    ],
    ["keys", "attributes", [{ ...badge, name: "bad\u200bge\u00ad " }], [badge]],
    ["a blank part is absent", "addresses", [{ ...home, number: " ", region: undefined }], [home]],
    ["an item of blanks is gone", "attributes", [{ class: "", name: " " }, badge, {}], [badge]],
    ["an item that only repeats another is gone", "attributes", [badge, { ...badge, value: " 7" }], [badge]],
    [
      "one that differs is not",
      "attributes",
      [badge, { ...badge, value: "8" }],
      [badge, { ...badge, value: "8" }]
    ],
    ["no item is no list of them gone", "attributes", [], []],
    ["what is no object stays as it is", "attributes", ["badge", null, 7], ["badge", null, 7]],
    ["what is no list stays as it is", "attributes", badge, badge],
    [
      "a parent",
      "parent",
      { sourceId: " 007 ", source: "ypareo", language: "" },
      { sourceId: "007", source: "ypareo" }
    ],
    ["a parent whose id is blank is absent", "parent", { sourceId: " ", source: "ypareo" }, undefined],
    [
      "a parent whose id is undefined is absent",
      "parent",
      { sourceId: undefined, source: "ypareo" },
      undefined
    ],
    [
      "a parent without a source stays, to be refused",
      "parent",
      { sourceId: "7", source: "" },
      { sourceId: "7" }
    ],
    [
      "a null stays one, to be refused",
      "parent",
      { sourceId: null, source: "ypareo" },
      { sourceId: null, source: "ypareo" }
    ],
    [
      "a part that is not known stays, to be refused",
      "parent",
      { sourceId: "7", name: " Bo " },
      { sourceId: "7", name: "Bo" }
    ]
  ])("%s", (_, field, value, expected) => {
    expect(user(field, value)).toEqual(expected)
  })

  it("and the record that the mapper gave stays as it was", () => {
    const given = Object.freeze({ attributes: Object.freeze([Object.freeze({ ...badge, value: " 7 " })]) })
    expect(normalise(User, given)).toEqual({ attributes: [badge] })
    expect(given.attributes[0]?.value).toBe(" 7 ")
  })

  const text = pick<unknown>(" a ", "a", "", "e\u0301", "b\u200b", undefined, null, 7)
  const items = list(Arbitrary.all({ class: text, name: text, value: text }), 5)

  it.prop(
    "once and for all: a second time changes nothing",
    [items, Arbitrary.all({ sourceId: text, source: text, language: text })],
    ([attributes, parent]) => {
      const once = normalise(User, { attributes, parent })
      expect(normalise(User, once)).toEqual(once)
    },
    { arbitrary: { runs: 300 } }
  )
})
