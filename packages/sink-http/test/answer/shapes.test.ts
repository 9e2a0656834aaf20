import { expect, it } from "@effect/vitest"
import { type Entity, Group, Professor, Student } from "@rollcall/core"
import { Effect } from "effect"
import { judged, told } from "./judged.ts"

const created = { inputIndex: 0, status: "created" }
const failed = { inputIndex: 1, status: "failed", error: { code: "EMAIL_ALREADY_EXISTS", field: "email" } }
const items = [created, failed]
const expected = ["Created", "EMAIL_ALREADY_EXISTS email"]

/** Shapes that docs/contract.md 1.1 tells the client to accept. */
const accepted: ReadonlyArray<readonly [name: string, body: unknown]> = [
  ["results at the top", { results: items }],
  ["results under data", { data: { results: items } }],
  ["a bare list", items],
  ["a list called data", { data: items }],
  ["a list called items", { items }],
  ["a list called result", { result: items }],
  ["a list called records", { records: items }],
  ["a list called responses", { responses: items }],
  ["one level down, under any name", { batch: { items } }],
  ["the other way round", { results: [failed, created] }],
  [
    "beside a summary and more",
    { ok: false, summary: { total: 2, failed: 1 }, results: items, took: "3 ms" }
  ],
  ["beside an empty list of errors", { results: items, errors: [] }],
  ["split in created and failed", { created: [{ inputIndex: 0 }], failed: [failed] }],
  ["split, with the status repeated", { created: [created], rejected: [failed] }],
  ["split under results", { results: { created: [created], failures: [failed] } }],
  ["split under data", { data: { created: [created], errors: [failed] } }],
  ["split over two levels", { created: [created], data: { errors: [failed] } }]
]

it.effect.each(accepted)("%s", ([, body]) =>
  Effect.gen(function* () {
    const partition = yield* judged(body, { entity: Professor, status: 207 })
    expect(told(partition)).toEqual(expected)
    expect(partition.sound).toBe(true)
  })
)

const named: ReadonlyArray<readonly [list: string, verdict: string]> = [
  ["succeeded", "Updated"],
  ["success", "Updated"],
  ["successes", "Updated"],
  ["created", "Created"],
  ["updated", "Updated"],
  ["unchanged", "Unchanged"],
  ["unarchived", "Unarchived"],
  ["failed", "REMOTE_REJECTED"],
  ["failures", "REMOTE_REJECTED"],
  ["errors", "REMOTE_REJECTED"],
  ["rejected", "REMOTE_REJECTED"]
]

it.effect.each(named)("to stand in the list %s says %s", ([list, verdict]) =>
  Effect.gen(function* () {
    expect(told(yield* judged({ [list]: [{ inputIndex: 0 }] }, { keys: ["a"] }))).toEqual([verdict])
  })
)

it.effect.each<readonly [string, Entity.Entity]>([
  ["students", Student],
  ["professors", Professor],
  ["groups", Group]
])("a list may be called %s in an answer about them, and in no other", ([name, entity]) =>
  Effect.gen(function* () {
    for (const asked of [Student, Professor, Group]) {
      const [verdict] = told(yield* judged({ [name]: [created] }, { entity: asked, keys: ["a"] }))
      expect(verdict).toBe(asked === entity ? "Created" : "Unknown")
    }
  })
)

/** Answers from which nothing can be known. */
const empty: ReadonlyArray<readonly [name: string, body: unknown]> = [
  ["an empty object", {}],
  ["null", null],
  ["a number", 2],
  ["a text in quotes", '"ok"'],
  ["no items", { results: [] }],
  ["items two levels down", { data: { batch: { results: items } } }],
  ["items under a name that nobody uses", { zeilen: items }],
  ["an object by index", { results: { 0: created, 1: created } }],
  ["a list in a list", [items]],
  ["only a summary", { success: true, summary: { total: 2, succeeded: 2, failed: 0 } }]
]

it.effect.each(empty)("%s proves nothing", ([, body]) =>
  Effect.gen(function* () {
    const partition = yield* judged(body)
    expect(told(partition)).toEqual(["Unknown", "Unknown"])
    expect(partition.sound).toBe(false)
  })
)

it.effect.each([
  ["nothing at all", ""],
  ["HTML", "<!doctype html><p>CANARY</p>"],
  ["half an answer", '{"results":[{"inputIndex":0,"status":"created","id":"CANARY"'],
  ["a word", "CANARY"],
  ["two answers", '{"results":[]}{"results":[]}']
])("%s is no answer, and is not repeated", ([, body]) =>
  Effect.gen(function* () {
    const error = yield* Effect.flip(judged(body))
    expect(error._tag).toBe("Unexpected")
    expect(error.message).toBe("edusign: answered 200 with a body that is no JSON")
  })
)
