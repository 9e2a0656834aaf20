import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { judged, told } from "./judged.ts"

const keys = ["a", "b", "c"]
const ok = { status: "created" }
const at = (inputIndex: unknown, more: object = {}) => ({ inputIndex, ...ok, ...more })

it.effect.each<readonly [name: string, items: ReadonlyArray<unknown>]>([
  ["counted from 1", [at(1), at(2), at(3)]],
  ["beyond the batch", [at(0), at(1), at(3)]],
  ["below it", [at(0), at(1), at(-1)]],
  ["between two records", [at(0), at(1), at(1.5)]],
  ["an index as text", [at("0"), at("1"), at("2")]],
  ["one index as text", [at(0), at(1), at("2")]],
  ["an index that is none", [at(0), at(1), at([2])]],
  ["an index that is true", [at(0), at(true), at(2)]],
  ["a failure beyond the batch", [at(0), at(1), at(2), { inputIndex: 7, error: "no" }]],
  ["another record's key", [at(0), at(1), at(2, { externalReferenceId: "x" })]],
  ["two keys exchanged", [at(0, { externalReferenceId: "b" }), at(1, { externalReferenceId: "a" }), at(2)]],
  ["a key in another case", [at(0), at(1, { externalReferenceId: "B" }), at(2)]],
  ["an empty key", [at(0), at(1), at(2, { externalReferenceId: "" })]]
])("the whole batch is unknown (docs/contract.md 1.2): %s", ([, results]) =>
  Effect.gen(function* () {
    const partition = yield* judged({ results }, { keys })
    expect(told(partition)).toEqual(["Unknown", "Unknown", "Unknown"])
    expect(partition.sound).toBe(false)
  })
)

it.effect.each<readonly [name: string, items: ReadonlyArray<unknown>]>([
  ["an item is missing", [at(0), at(2)]],
  ["an index is missing", [at(0), ok, at(2)]],
  ["an index is null", [at(0), at(null), at(2)]],
  ["an item is named by its key alone", [at(0), { ...ok, externalReferenceId: "b" }, at(2)]],
  ["an item is null", [at(0), null, at(2)]],
  ["an item is a text", [at(0), "created", at(2)]],
  ["an item is a number", [at(0), 1, at(2)]],
  ["an item is a list", [at(0), [1, "created"], at(2)]],
  ["an item stands there twice", [at(0), at(1), at(1), at(2)]],
  ["two items say different things", [at(0), at(1), { inputIndex: 1, error: "no" }, at(2)]]
])("that record alone is unknown (docs/contract.md 1.2): %s", ([, results]) =>
  Effect.gen(function* () {
    const partition = yield* judged({ results }, { keys })
    expect(told(partition)).toEqual(["Created", "Unknown", "Created"])
    expect(partition.sound).toBe(false)
  })
)

it.effect.each<readonly [name: string, body: unknown]>([
  ["twice in two lists", { results: [at(0), at(1), at(2)], failed: [{ inputIndex: 1 }] }],
  ["on two levels", { results: [at(0), at(1), at(2)], data: { errors: [{ inputIndex: 1, error: "no" }] } }]
])("a record that is named %s is unknown", ([, body]) =>
  Effect.gen(function* () {
    expect(told(yield* judged(body, { keys }))).toEqual(["Created", "Unknown", "Created"])
  })
)

it.effect.each<readonly [name: string, items: ReadonlyArray<object>]>([
  ["as input_index", [{ input_index: 0, ...ok }]],
  ["as index", [{ index: 0, ...ok }]],
  ["as inputIndex, whatever index says", [{ inputIndex: 0, index: 7, ...ok }]],
  ["with its key beside", [at(0, { externalReferenceId: "é" })]],
  ["with its key in another form", [at(0, { externalReferenceId: " e\u0301 " })]],
  ["with a key that is no text", [at(0, { externalReferenceId: 12 })]]
])("a record is named %s", ([, results]) =>
  Effect.gen(function* () {
    expect(told(yield* judged({ results }, { keys: ["é"] }))).toEqual(["Created"])
  })
)

it.effect("a key beside a record that was sent without one says nothing against it", () =>
  Effect.gen(function* () {
    expect(told(yield* judged([at(0, { externalReferenceId: "given" })], { keys: [undefined] }))).toEqual([
      "Created"
    ])
  })
)
