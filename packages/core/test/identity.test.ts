import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Schema } from "effect"
import { identify, keyOf, parentOf } from "../src/entities/Entity.ts"
import { canonical, compose } from "../src/entities/Key.ts"
import { Student } from "../src/entities/Student.ts"
import { User } from "../src/entities/User.ts"
import { list, pick } from "./generate.ts"

interface Triple {
  readonly sourceId: string
  readonly source: string
  readonly language?: string
}

const text = Arbitrary.map(list(pick("a", "/", "\\", "b", " ", "e\u0301", "\u00e9"), 4), parts =>
  parts.join("")
)
const part = Arbitrary.flatMap(pick(true, true, true, false), short =>
  short ? text : Arbitrary.schema(Schema.String)
)
const triple: Arbitrary.Arbitrary<Triple> = Arbitrary.map(
  Arbitrary.all([
    part,
    part,
    Arbitrary.flatMap(pick(true, false), given => (given ? part : pick(undefined)))
  ]),
  ([sourceId, source, language]) => ({ sourceId, source, ...(language !== undefined && { language }) })
)

/** One key, as a plain reading of docs/contract.md 1.6 and 2.7 has it. */
const same = (a: Triple, b: Triple): boolean =>
  canonical(a.sourceId) === canonical(b.sourceId) &&
  canonical(a.source) === canonical(b.source) &&
  (a.language === undefined || b.language === undefined
    ? a.language === b.language
    : canonical(a.language) === canonical(b.language))

describe("the identity of a user (docs/contract.md 2)", () => {
  it.each<readonly [string, object, string | undefined]>([
    ["three parts", { sourceId: "3002196", source: "ypareo", language: "fr" }, "3002196/ypareo/fr"],
    [
      "an absent language is an identity of its own (2.7)",
      { sourceId: "3002196", source: "ypareo" },
      "3002196/ypareo"
    ],
    ["leading zeros are kept (2.6)", { sourceId: "007", source: "ypareo" }, "007/ypareo"],
    [
      "spaces and Unicode form do not count (1.6)",
      { sourceId: " 7 ", source: "e\u0301cole" },
      "7/\u00e9cole"
    ],
    ["a slash inside a part", { sourceId: "a/b", source: "c" }, "a\\/b/c"],
    ["a backslash inside a part", { sourceId: "a\\", source: "b" }, "a\\\\/b"],
    ["no source", { sourceId: "7", language: "fr" }, undefined],
    ["no sourceId", { source: "ypareo", language: "fr" }, undefined],
    ["a number", { sourceId: 7, source: "ypareo" }, undefined],
    ["a language that is no text", { sourceId: "7", source: "ypareo", language: null }, undefined]
  ])("%s", (_, record, key) => {
    expect(keyOf(User, { ...record })).toBe(key)
    expect(identify(User, { ...record })).toEqual(
      key === undefined ? undefined : { field: "sourceId", key, creates: true }
    )
    expect(parentOf(User, { parent: record })).toBe(key)
  })

  it.prop(
    "is the same text exactly when the parts are the same",
    [triple, triple],
    ([a, b]) => {
      expect(keyOf(User, { ...a }) === keyOf(User, { ...b })).toBe(same(a, b))
      expect(keyOf(User, { ...a })).toBe(parentOf(User, { parent: { ...a } }))
    },
    { arbitrary: { runs: 1000 } }
  )

  it.prop(
    "and a text of any number of parts is the same exactly when they are",
    [list(text, 4, 1), list(text, 4, 1)],
    ([a, b]) => {
      const equal = a.length === b.length && a.every((one, at) => canonical(one) === canonical(b[at] ?? ""))
      expect(compose(a) === compose(b)).toBe(equal)
    },
    { arbitrary: { runs: 1000 } }
  )

  it("of one field is that field's value, slashes and all", () => {
    expect(keyOf(Student, { externalReferenceId: " a/b\\c " })).toBe("a/b\\c")
  })
})
