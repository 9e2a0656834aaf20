import { describe, expect, it } from "@effect/vitest"
import { codes, Refused, User } from "@rollcall/core"
import { Duration, Effect } from "effect"
import { withRows } from "../../src/propeller/refusal.ts"
import { counts, many, send } from "../School.ts"
import { recordsOf, says } from "../Scripted.ts"
import { checks, creates, endpoint, refuses, user } from "./Endpoint.ts"

const batch = [user("1"), { source: "school", sourceId: "2", company: "ACME" }, user("3", { nickname: "Z" })]

const refusal = (note?: string) =>
  new Refused({ message: "propeller/users: answered 400", ...(note !== undefined && { note }) })

const rowsOf = (note?: string) => withRows(User, batch, refusal(note)).rows

const body = (...messages: ReadonlyArray<unknown>) =>
  JSON.stringify({ error: { code: 10007, messages, type: "SchemaValidationException" } })

const missing = "required key [firstName] not found"

const lacking = { code: "REQUIRED_FIELD_MISSING", message: codes.REQUIRED_FIELD_MISSING.means }
const wrong = { code: "VALIDATION_ERROR", message: codes.VALIDATION_ERROR.means }
const notTaken = {
  code: "VALIDATION_ERROR",
  message: "the target does not take this field; the option fields of the target leaves it out"
}

describe("a row that a message names", () => {
  it.each<readonly [message: string, row: object]>([
    [`#/users/1: ${missing}`, { ...lacking, index: 1, field: "firstName" }],
    ["#/users/1: extraneous key [company] is not permitted", { ...notTaken, index: 1, field: "company" }],
    ["#/users/2: extraneous key [nickname] is not permitted", { ...notTaken, index: 2, field: "nickname" }],
    ["#/users/1: required key [department] not found", { index: 1 }],
    ["#/users/0/email: expected type: String, found: Null", { ...wrong, index: 0, field: "email" }],
    [`#/users/0/addresses/1: ${missing}`, { ...wrong, index: 0, field: "addresses" }],
    ["#/users/0/words of theirs: no", { index: 0 }],
    ["#/users/2: the login is taken: Ada", { index: 2 }],
    ["#/users/2:", { index: 2 }]
  ])("%s", (message, row) => {
    expect(rowsOf(body(message))).toEqual([{ ...row, note: message }])
  })

  it("has all its messages, in their order", () => {
    const messages = [`#/users/1: ${missing}`, "#/users/0/email: no", "#/users/1: no"]
    expect(rowsOf(body(...messages))?.map(({ index, note }) => [index, note])).toEqual([
      [1, messages[0]],
      [0, messages[1]],
      [1, messages[2]]
    ])
  })

  it("keeps its name beside messages that name nobody", () => {
    expect(rowsOf(body("Validation failed", 7, `#/users/1: ${missing}`))?.map(({ index }) => index)).toEqual([
      1
    ])
  })

  it("keeps it when the end of the answer is cut off; what did not come whole is not heard", () => {
    const text = body(
      `#/users/1: ${missing}`,
      '#/users/0/email: "Ada" is none',
      "#/users/2: the login is taken"
    )
    const at = text.indexOf("taken")
    expect(rowsOf(text.slice(0, at))).toEqual([
      { ...lacking, index: 1, field: "firstName", note: `#/users/1: ${missing}` },
      { ...wrong, index: 0, field: "email", note: '#/users/0/email: "Ada" is none' }
    ])
  })

  it("has at most 2000 characters said of it", () => {
    const [row] = rowsOf(body(`#/users/0: ${"é".repeat(3000)}`)) ?? []
    expect(row?.note).toHaveLength(2000)
  })
})

describe("nobody is named by", () => {
  it.each<readonly [what: string, note: string | undefined]>([
    ["no words", undefined],
    ["a page", "<h1>#/users/0: no</h1>"],
    ["a list", JSON.stringify(["#/users/0: no"])],
    ["another error", JSON.stringify({ error: "#/users/0: no" })],
    ["messages elsewhere", JSON.stringify({ messages: ["#/users/0: no"] })],
    [
      "messages that point elsewhere",
      body("#: extraneous key [options]", "#/customers/0: no", "users/0: no")
    ],
    ["a list whose end is missing, in another answer", '{"messages":["#/users/0: no","#/users/1: n'],
    ["words about a row", body("row #/users/0: no")],
    [
      "a row below none",
      body("#/users/-1: no", "#/users/1.5: no", "#/users/: no", "#/users/0 no", "#/users/01: no")
    ],
    ["a row that was not sent", body(`#/users/1: ${missing}`, "#/users/3: no")],
    ["a far one", body("#/users/99999999999999999999: no")],
    ["a row that has what it is said to lack", body(`#/users/0: ${missing}`)],
    [
      "a row that lacks what it is said to have",
      body("#/users/0: extraneous key [company] is not permitted")
    ],
    ["rows counted from 1", body(`#/users/2: ${missing}`)],
    ["one such among others", body("#/users/1/email: no", `#/users/0: ${missing}`)]
  ])("%s", (_, note) => {
    const refused = refusal(note)
    expect(withRows(User, batch, refused)).toBe(refused)
  })
})

const lacksName = (record: object) => ("firstName" in record ? undefined : missing)
const hasCompany = ({ company }: { company?: unknown }) =>
  company === undefined ? undefined : "extraneous key [company] is not permitted"

it.live("rows that a 400 names are rejected with their own reason, and the rest is sent again", () =>
  Effect.gen(function* () {
    const { users, sent, asked } = yield* endpoint([
      checks(record => lacksName(record) ?? hasCompany(record))
    ])
    const nameless = ["100", "200", "300", "400", "500", "600", "700"]
    const firms = ["150", "250", "350"]
    const records = many(1000, sourceId => {
      if (nameless.includes(sourceId)) return { source: "school", sourceId }
      return firms.includes(sourceId) ? user(sourceId, { company: "ACME" }) : user(sourceId)
    })
    const { report, verdicts } = yield* send(users({ trust: "server" }), records)
    expect(counts(report)).toEqual({ created: 990, rejected: 10 })
    expect([sent.length, asked.length]).toEqual([3, 1])
    const rejected = verdicts.flatMap((verdict, place) =>
      verdict._tag === "Rejected" ? [[`${place + 1}`, verdict.code, verdict.field, verdict.note]] : []
    )
    expect(rejected.filter(([id]) => nameless.includes(id ?? ""))).toEqual(
      nameless.map(id => [
        id,
        "REQUIRED_FIELD_MISSING",
        "firstName",
        `#/users/${Number(id) - 11}: ${missing}`
      ])
    )
    expect(rejected.filter(([id]) => firms.includes(id ?? ""))).toEqual(
      firms.map(id => [
        id,
        "VALIDATION_ERROR",
        "company",
        `#/users/${Number(id) - 11}: extraneous key [company] is not permitted`
      ])
    )
    expect(verdicts[99]).toMatchObject({ message: lacking.message })
    const accepted = sent.filter((_, request) => request !== 1).flatMap(recordsOf)
    expect(new Set(accepted.map(({ sourceId }) => sourceId)).size).toBe(990)
    expect(accepted).toHaveLength(990)
  })
)

it.live("so many that an answer is too long for its words: all of them, in a few requests", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([checks(lacksName)])
    const records = many(1000, sourceId =>
      Number(sourceId) % 10 === 0 ? { source: "school", sourceId } : user(sourceId)
    )
    const { report } = yield* send(users({ trust: "server" }), records)
    expect(counts(report)).toEqual({ created: 900, rejected: 100 })
    expect(sent.length).toBeLessThanOrEqual(7)
  })
)

it.live.each<readonly [name: string, poisons: number]>([
  ["one", 1],
  ["three", 3]
])("%s of 1000 that a 400 does not name is found by halving (F30)", ([, poisons]) =>
  Effect.gen(function* () {
    const poisoned = ["77", "512", "999"].slice(0, poisons)
    const { users, sent } = yield* endpoint([
      (response, request) => {
        const bad = recordsOf(request).some(({ sourceId }) => poisoned.includes(String(sourceId)))
        const reply = bad ? refuses("Validation failed") : creates
        reply(response, request)
      }
    ])
    const rate = { requests: 1_000_000, per: Duration.seconds(1) }
    const { report, verdicts } = yield* send(
      users({ rate }),
      many(1000, id => user(id))
    )
    expect(counts(report)).toEqual({ created: 1000 - poisons, rejected: poisons })
    expect(poisoned.map(id => verdicts[Number(id) - 1]?._tag)).toEqual(poisoned.map(() => "Rejected"))
    // The first ten, the rest, and at most two for each halving of 990.
    expect(sent.length).toBeLessThanOrEqual(2 + poisons * 2 * Math.ceil(Math.log2(990)))
  })
)

it.live("a 400 that counts rows from 1 rejects nobody else", () =>
  Effect.gen(function* () {
    const { users } = yield* endpoint([
      (response, request) => {
        const messages = recordsOf(request).flatMap((record, place) =>
          lacksName(record) ? [`#/users/${place + 1}: ${missing}`] : []
        )
        const reply = messages.length === 0 ? creates : refuses(...messages)
        reply(response, request)
      }
    ])
    const records = many(10, sourceId => (sourceId === "4" ? { source: "school", sourceId } : user(sourceId)))
    const { report, verdicts } = yield* send(users({ trust: "server" }), records)
    expect(counts(report)).toEqual({ created: 9, rejected: 1 })
    expect(verdicts[3]).toMatchObject({ _tag: "Rejected", code: "REMOTE_REJECTED" })
  })
)

it.live.each([400, 413, 422])("%i with a page is a refusal that names nobody", status =>
  Effect.gen(function* () {
    const { users } = yield* endpoint([says(status, "<h1>no</h1>")])
    const { verdicts } = yield* send(users(), [user("1")])
    expect(verdicts).toEqual([
      {
        _tag: "Rejected",
        code: "REMOTE_REJECTED",
        message: `propeller/users: answered ${status}`,
        note: "<h1>no</h1>"
      }
    ])
  })
)
