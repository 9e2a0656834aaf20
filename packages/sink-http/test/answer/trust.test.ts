import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { judged, told } from "./judged.ts"

const keys = ["a", "b", "c"]
const created = { inputIndex: 0, status: "created" }
const failed = { inputIndex: 1, error: "no" }
const unclear = { inputIndex: 1, status: "pending" }
const unplaced = { error: "no" }
const all = [created, failed, { inputIndex: 2, status: "unchanged" }]

const nothing = ["Unknown", "Unknown", "Unknown"]
const updated = ["Updated", "Updated", "Updated"]

type Row = readonly [name: string, status: number, body: unknown, verdicts: ReadonlyArray<string>]

const table = (results: "all" | "failuresOnly" | "none", rows: ReadonlyArray<Row>) =>
  describe(`answers that list ${results}`, () => {
    it.effect.each(rows)("%s, with status %i", ([, status, body, verdicts]) =>
      Effect.gen(function* () {
        const partition = yield* judged(body, { status, results, keys })
        expect(told(partition)).toEqual(verdicts)
        expect(partition.sound).toBe(
          !verdicts.includes("Unknown") && !JSON.stringify(body).includes('[{"error')
        )
      })
    )
  })

table("all", [
  ["all named", 200, all, ["Created", "REMOTE_REJECTED", "Unchanged"]],
  ["all named", 207, all, ["Created", "REMOTE_REJECTED", "Unchanged"]],
  ["only the failure named", 207, [failed], ["Unknown", "REMOTE_REJECTED", "Unknown"]],
  ["none named", 200, [], nothing],
  ["none named", 207, [], nothing]
])

table("failuresOnly", [
  ["none named", 200, [], updated],
  ["an answer without a list", 200, {}, updated],
  ["none named", 207, [], nothing],
  ["only the failure named", 207, [failed], ["Updated", "REMOTE_REJECTED", "Updated"]],
  ["all named", 207, all, ["Created", "REMOTE_REJECTED", "Unchanged"]],
  ["a failure beside a status that denies it", 200, [failed], ["Unknown", "REMOTE_REJECTED", "Unknown"]],
  ["a success alone", 207, [created], ["Created", "Unknown", "Unknown"]],
  ["a failure without its place", 207, [unplaced], nothing],
  ["a failure without its place", 200, [unplaced], nothing],
  ["one that says nothing", 207, [unclear], nothing],
  ["a failure that is not ours", 207, [{ ...failed, inputIndex: 3 }], nothing],
  ["the same failure twice", 207, [failed, failed], ["Updated", "Unknown", "Updated"]]
])

table("none", [
  ["an empty body", 200, "", updated],
  ["a page", 200, "<p>", updated],
  ["an empty body", 207, "", nothing],
  ["a list that is not looked at", 200, [failed], updated]
])

describe("a status that is neither 200 nor 207", () => {
  it.effect.each(["failuresOnly", "none"] as const)("is not trusted by %s", results =>
    Effect.gen(function* () {
      for (const status of [201, 202, 204, 206]) {
        const error = yield* Effect.flip(judged("{}", { status, results, keys }))
        expect([error._tag, error.message]).toEqual([
          "Unexpected",
          `edusign: answered ${status}, which is neither 200 nor 207`
        ])
      }
    })
  )

  it.effect("is no matter where every record is listed", () =>
    Effect.gen(function* () {
      expect(told(yield* judged(all, { status: 201, keys }))).toEqual([
        "Created",
        "REMOTE_REJECTED",
        "Unchanged"
      ])
    })
  )
})

it.effect("a page where failures are due is no answer", () =>
  Effect.gen(function* () {
    const error = yield* Effect.flip(judged("<p>", { results: "failuresOnly", keys }))
    expect(error._tag).toBe("Unexpected")
  })
)
