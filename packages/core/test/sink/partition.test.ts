import { describe, expect, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { type Answer, type Item, partition } from "../../src/sink/Answer.ts"
import { list, number, pick } from "../generate.ts"
import { answer, refusal } from "../ScriptedSink.ts"
import { believed } from "./believed.ts"

/** What an answer gives as an index: mostly sound, and every kind of damage that has a shape. */
const damagedIndex = pick<unknown>(-1, 5, 1.5, "0", Number.NaN, -0, 1e21, true, {}, undefined, null)
const index = Arbitrary.flatMap(number(0, 9), choice =>
  choice === 0 ? damagedIndex : Arbitrary.map(number(0, 4), (sound): unknown => sound)
)

/** The five keys of a batch; the third record has none, and two are spelt as a target may echo them otherwise. */
const keys = ["a", "b", undefined, "\u00e9", "A"] as const
const echoes = pick<string | undefined>(undefined, undefined, undefined, "a", " a ", "b", "e\u0301", "A", "z")
/** Mostly what was sent, so that not every answer is lost. */
const echo = Arbitrary.flatMap(number(0, 3), choice =>
  choice === 0 ? echoes : pick<string | undefined>(undefined)
)

const result = pick<Item["result"]>(
  { _tag: "Created" },
  { _tag: "Updated" },
  { _tag: "Unchanged" },
  { _tag: "Unarchived" },
  refusal,
  { _tag: "Unclear" }
)

const item = Arbitrary.map(
  Arbitrary.all({ index, echo, result }),
  ({ index, echo, result }): Item => (echo === undefined ? { index, result } : { index, key: echo, result })
)

/** Some answers are a permutation of the batch with a little damage, others a heap of items. */
const whole = Arbitrary.map(
  Arbitrary.all([list(result, 5, 5), list(item, 1), pick(true, false)]),
  ([results, extra, reversed]): ReadonlyArray<Item> => {
    const items: ReadonlyArray<Item> = [...results.map((result, index) => ({ index, result })), ...extra]
    return reversed ? [...items].reverse() : items
  }
)
const heap = list(item, 7)

const answers = Arbitrary.all({
  items: Arbitrary.flatMap(pick("whole", "heap"), kind => (kind === "whole" ? whole : heap)),
  lists: pick<Answer["lists"]>("all", "failuresOnly", "none"),
  allSucceeded: pick(true, false)
})

const tags = (sent: ReadonlyArray<string | undefined>, given: Answer) =>
  partition(sent, given).verdicts.map(({ _tag }) => _tag)

describe("an answer is a partition (Law 2)", () => {
  it.prop(
    "each record gets the verdict of a plain reading of the law",
    [answers],
    ([given]) => {
      expect(tags(keys, given)).toEqual(believed(keys, given))
    },
    { arbitrary: { runs: 300, size: 60 } }
  )

  it.prop(
    "an answer that leaves a record unknown, or has an item without a place, is not sound",
    [answers],
    ([given]) => {
      const { verdicts, sound } = partition(keys, given)
      const placed = given.items.every(({ index }) => index !== undefined && index !== null)
      expect(sound).toBe(placed && verdicts.every(({ _tag }) => _tag !== "Unknown"))
    },
    { arbitrary: { runs: 300, size: 60 } }
  )

  const created = (index: unknown): Item => ({ index, result: { _tag: "Created" } })
  const sent = ["a", "b", "c"]

  it.each<readonly [string, ReadonlyArray<Item>, ReadonlyArray<string>]>([
    ["a good answer", [0, 1, 2].map(created), ["Created", "Created", "Created"]],
    ["another order", [2, 0, 1].map(created), ["Created", "Created", "Created"]],
    ["no items at all", [], ["Unknown", "Unknown", "Unknown"]],
    ["a missing index", [0, 2].map(created), ["Created", "Unknown", "Created"]],
    ["a repeated index", [0, 1, 1, 2].map(created), ["Created", "Unknown", "Created"]],
    ["counting from 1 (1.2)", [1, 2, 3].map(created), ["Unknown", "Unknown", "Unknown"]],
    ["an index beyond the batch", [0, 1, 2, 417].map(created), ["Unknown", "Unknown", "Unknown"]],
    ["an index as text", [0, 1, "2"].map(created), ["Unknown", "Unknown", "Unknown"]],
    ["an item without index", [created(0), created(1), created(undefined)], ["Created", "Created", "Unknown"]]
  ])("%s", (_, items, verdicts) => {
    expect(tags(sent, answer(items))).toEqual(verdicts)
  })

  it("believes a repeated index not even when both items say the same", () => {
    const twice = answer([created(0), created(0), created(1), created(2)])
    expect(tags(sent, twice)).toEqual(["Unknown", "Created", "Created"])
  })

  it("gives the target's code, field and words to the report", () => {
    const failed = { ...refusal, note: "the vendor's words" }
    const [verdict] = partition(["a"], answer([{ index: 0, result: failed }])).verdicts
    expect(verdict).toEqual({
      _tag: "Rejected",
      code: "VALIDATION_ERROR",
      field: "firstName",
      message: "refused by the target",
      note: "the vendor's words"
    })
  })

  it("takes another record's key for a misread answer, and another spelling of its own for its own (F8, F27)", () => {
    const echoing = (key: string) => answer([{ ...created(0), key }, created(1)])
    expect(tags(["\u00e9cole", "b"], echoing("e\u0301cole "))).toEqual(["Created", "Created"])
    expect(tags(["\u00e9cole", "b"], echoing("\u00c9cole"))).toEqual(["Unknown", "Unknown"])
    expect(tags(["\u00e9cole", "b"], echoing("b"))).toEqual(["Unknown", "Unknown"])
  })
})
