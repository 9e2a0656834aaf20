import { describe, expect, it } from "@effect/vitest"
import { Answer } from "@rollcall/core"
import { Effect } from "effect"
import { readAnswer } from "../../src/propeller/answer.ts"
import { told } from "../answer/judged.ts"
import { user } from "./Endpoint.ts"

/** The partition of a batch with these ids, by an answer whose rows are these; a text is a body as it stands. */
const judged = (answer: unknown, ids: ReadonlyArray<string> = ["1", "2", "3"], status = 200) => {
  const body = typeof answer === "string" ? answer : JSON.stringify(answer)
  const batch = ids.map(sourceId => user(sourceId))
  return Effect.map(readAnswer("propeller/users", batch, { status, body }), read =>
    Answer.partition(ids, read)
  )
}

const created = { action: "create", id: 14713, key: 1, lookupKey: "sourceId", success: true }
const updated = { ...created, action: "update", key: 2 }
const failed = { action: "update", error: "no", key: 3, lookupKey: "sourceId", success: false }

const nothing = ["Unknown", "Unknown", "Unknown"]
const first = (verdict: string) => [verdict, "Updated", "REMOTE_REJECTED"]

type Case = readonly [name: string, data: unknown, verdicts: ReadonlyArray<string>]

const table = (cases: ReadonlyArray<Case>) =>
  it.effect.each(cases)("%s", ([, data, verdicts]) =>
    Effect.gen(function* () {
      expect(told(yield* judged({ data, messages: ["Completed"], total: 3 }))).toEqual(verdicts)
    })
  )

describe("rows in an order of their own", () =>
  table([
    ["as sent", [created, updated, failed], first("Created")],
    ["backwards", [failed, updated, created], first("Created")],
    ["without the last", [created, updated], ["Created", "Updated", "Unknown"]],
    ["none", [], nothing],
    ["no list", { 0: created }, nothing],
    ["no data", undefined, nothing]
  ]))

describe("what a row says", () =>
  table([
    ["success and no action", [{ ...created, action: undefined }, updated, failed], first("Updated")],
    ["success and null for an action", [{ ...created, action: null }, updated, failed], first("Updated")],
    ["success and another action", [{ ...created, action: "delete" }, updated, failed], first("Unknown")],
    ["success as text", [{ ...created, success: "true" }, updated, failed], first("Unknown")],
    ["success as a number", [{ ...created, success: 1 }, updated, failed], first("Unknown")],
    ["neither success nor error", [{ ...created, success: undefined }, updated, failed], first("Unknown")],
    ["success and an error", [{ ...created, error: "no" }, updated, failed], first("Unknown")],
    ["success and errors", [{ ...created, errors: ["no"] }, updated, failed], first("Unknown")],
    ["success and an empty error", [{ ...created, error: "" }, updated, failed], first("Created")],
    ["success and null for an error", [{ ...created, error: null }, updated, failed], first("Created")],
    [
      "no success, and nothing of why",
      [{ ...created, success: false }, updated, failed],
      first("REMOTE_REJECTED")
    ],
    ["an error alone", [{ key: 1, error: "no" }, updated, failed], first("REMOTE_REJECTED")],
    ["more than is known", [{ ...created, version: 3, warnings: [] }, updated, failed], first("Created")]
  ]))

describe("whom a row names", () =>
  table([
    ["as text", [{ ...created, key: "1" }, updated, failed], first("Created")],
    ["twice", [created, created, updated, failed], first("Unknown")],
    [
      "once so and once otherwise",
      [created, { ...created, success: false }, updated, failed],
      first("Unknown")
    ],
    [
      "once as number and once as text",
      [created, { ...created, key: "1" }, updated, failed],
      first("Unknown")
    ],
    ["nobody", [{ ...created, key: undefined }, updated, failed], first("Unknown")],
    ["nobody, by null", [{ ...created, key: null }, updated, failed], first("Unknown")],
    ["nobody, by a list", [{ ...created, key: [1] }, updated, failed], first("Unknown")],
    ["nobody that a number can tell", [{ ...created, key: 2 ** 53 }, updated, failed], first("Unknown")],
    ["a stranger", [{ ...created, key: 4 }, updated, failed], nothing],
    ["a stranger beside all", [created, updated, failed, { ...created, key: "four" }], nothing],
    ["a stranger who has a place for a key", [{ ...created, key: 0 }, updated, failed], nothing],
    ["a stranger by a fraction", [{ ...created, key: 1.5 }, updated, failed], nothing],
    ["somebody by another key", [{ ...created, lookupKey: "id" }, updated, failed], first("Unknown")],
    ["somebody without saying by what", [{ ...created, lookupKey: null }, updated, failed], first("Created")],
    ["nothing", [null, updated, failed], first("Unknown")],
    ["a word", ["create", updated, failed], first("Unknown")]
  ]))

it.effect.each<readonly [sent: string, key: unknown, verdict: string]>([
  ["007", "007", "Created"],
  ["007", 7, "Created"],
  ["007", "7", "Created"],
  ["7", "007", "Created"],
  ["007", "07 ", "Created"],
  ["007", 8, "Unknown"],
  ["9007199254740993", "9007199254740993", "Created"],
  ["9007199254740993", 9007199254740992, "Unknown"],
  ["u7", "u7", "Created"],
  ["u7", "U7", "Unknown"],
  ["u7", 7, "Unknown"],
  ["é", "e\u0301", "Created"]
])("%s is what the key %j names: %s", ([sent, key, verdict]) =>
  Effect.gen(function* () {
    expect(told(yield* judged({ data: [{ ...created, key }] }, [sent]))).toEqual([verdict])
  })
)

it.effect("who has an id that is alike in the same batch stays unknown", () =>
  Effect.gen(function* () {
    for (const data of [
      [created, updated],
      [created, { ...created, key: "01" }, updated]
    ]) {
      expect(told(yield* judged({ data }, ["1", "01", "2"]))).toEqual(["Unknown", "Unknown", "Updated"])
    }
  })
)

it.effect("any status of success will do, where every user is named", () =>
  Effect.gen(function* () {
    expect(told(yield* judged({ data: [created] }, ["1"], 201))).toEqual(["Created"])
  })
)

it.effect.each<readonly [body: string, what: string]>([
  ["", "a body that is no JSON"],
  ["<h1>OK</h1>", "a body that is no JSON"],
  ['{"data":[{"key":1,', "a body that is no JSON"],
  ["null", "a body that is no object"],
  ['"Completed"', "a body that is no object"],
  ['{"data":[],"error":{"status":400}}', "an error where results are due"]
])("%s is no answer", ([body, what]) =>
  Effect.gen(function* () {
    const error = yield* Effect.flip(judged(body))
    expect([error._tag, error.message]).toEqual(["Unexpected", `propeller/users: answered 200 with ${what}`])
  })
)

it.effect.each<readonly [error: unknown, note: string | undefined]>([
  ["the login is taken", "the login is taken"],
  [{ code: 7, message: "no" }, '{"code":7,"message":"no"}'],
  [["no", "never"], '["no","never"]'],
  ["", undefined],
  [undefined, undefined],
  ["é".repeat(3000), "é".repeat(2000)]
])("the words of a failure are its note: %j", ([error, note]) =>
  Effect.gen(function* () {
    const { verdicts } = yield* judged({ data: [{ ...failed, error }] }, ["3"])
    expect(verdicts).toEqual([
      {
        _tag: "Rejected",
        code: "REMOTE_REJECTED",
        message: "the target refused the record for a reason that Rollcall does not know",
        ...(note !== undefined && { note })
      }
    ])
  })
)
