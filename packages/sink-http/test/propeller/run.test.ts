import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { counts, many, send } from "../School.ts"
import { breaksOff, type Reply, type Request, recordsOf, says } from "../Scripted.ts"
import { answers, creates, endpoint, grants, refuses, user } from "./Endpoint.ts"

const idsIn = (requests: ReadonlyArray<Request>) =>
  requests.map(request => recordsOf(request).map(({ sourceId }) => sourceId))

it.live("users are created and updated, in batches of 1000 after the first", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([
      answers(({ sourceId }) => ({ action: Number(sourceId) % 2 === 0 ? "update" : "create" }))
    ])
    const { report } = yield* send(users(), many(1012, user))
    expect(counts(report)).toEqual({ created: 506, updated: 506 })
    expect(sent.map(request => recordsOf(request).length)).toEqual([10, 1000, 2])
  })
)

it.live("rows that fail inside a 200 are rejected with the target's words, the others are accepted", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([
      answers(({ sourceId }) =>
        sourceId === 2 ? { action: "create", success: false, error: "the login is taken" } : {}
      )
    ])
    const { verdicts, report } = yield* send(users(), many(3, user))
    expect(verdicts).toEqual([
      { _tag: "Created" },
      {
        _tag: "Rejected",
        code: "REMOTE_REJECTED",
        message: "the target refused the record for a reason that Rollcall does not know",
        note: "the login is taken"
      },
      { _tag: "Created" }
    ])
    expect([report.ended._tag, sent.length]).toEqual(["Completed", 1])
  })
)

it.live.each<readonly [echo: string, key: (sourceId: unknown) => unknown]>([
  ["as they were sent", sourceId => sourceId],
  ["as text", sourceId => String(sourceId)],
  ["as numbers", sourceId => Number(sourceId)],
  ["with leading zeros", sourceId => `000${sourceId}`]
])("keys may come back %s", ([, key]) =>
  Effect.gen(function* () {
    const { users } = yield* endpoint([answers(({ sourceId }) => ({ key: key(sourceId) }))])
    const { report } = yield* send(users(), [user("1"), user("0042"), user("3002196")])
    expect(counts(report)).toEqual({ created: 3 })
  })
)

it.live("equal ids of different sources or languages are sent apart, and each has its own verdict", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([
      answers(({ source, language }) =>
        source === "school" && language === undefined
          ? { action: "create" }
          : language === "nl"
            ? { success: false, error: "no" }
            : { action: "update" }
      )
    ])
    const { verdicts } = yield* send(users(), [
      user("7"),
      user("8"),
      user("7", { source: "erp" }),
      user("7", { language: "nl" }),
      user("007"),
      user("9"),
      user("7", { language: "fr" })
    ])
    expect(verdicts.map(({ _tag }) => _tag)).toEqual([
      "Created",
      "Created",
      "Updated",
      "Rejected",
      "Created",
      "Created",
      "Updated"
    ])
    for (const ids of idsIn(sent)) expect(new Set(ids.map(Number)).size).toBe(ids.length)
    expect(idsIn(sent).flat()).toHaveLength(7)
  })
)

const below = (sourceId: string, parent: string, more = {}) =>
  user(sourceId, { parent: { source: "school", sourceId: parent, ...more } })

it.live("a parent goes before its child, in a request of its own, wherever it stands in the source", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([creates])
    const { report } = yield* send(users(), [
      below("3", "2"),
      below("2", "1"),
      user("1"),
      below("4", "999"),
      user("5")
    ])
    expect(counts(report)).toEqual({ created: 5 })
    const request = (id: number) => idsIn(sent).findIndex(ids => ids.includes(id))
    expect(request(1)).toBeLessThan(request(2))
    expect(request(2)).toBeLessThan(request(3))
  })
)

it.live("below a parent that fails, users are blocked", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([
      answers(({ sourceId }) => (sourceId === 1 ? { success: false, error: "no" } : {}))
    ])
    const { verdicts } = yield* send(users(), [user("1"), below("2", "1"), user("3")])
    expect(verdicts.map(({ _tag }) => _tag)).toEqual(["Rejected", "Blocked", "Created"])
    expect(idsIn(sent).flat()).not.toContain(2)
  })
)

const twelve = many(12, user)
const second = (reply: Reply): ReadonlyArray<Reply> => [creates, reply, creates]

it.live.each<readonly [name: string, reply: Reply]>([
  ["a page", says(200, "<h1>OK</h1>")],
  ["a cut body", breaksOff('{"data":[{"key":')],
  ["an error with 200", says(200, { error: { status: 500 } })],
  ["no rows", says(200, { data: [], messages: ["Completed"], total: 0 })],
  ["a stranger", answers((_, place) => (place === 2 ? { key: "nobody" } : {}))],
  ["a row that is missing", answers((_, place) => (place === 2 ? undefined : {}))],
  ["429", says(429, {})],
  ["503", says(503, {})]
])("%s is no answer: the batch is sent again, and nobody is counted twice", ([, reply]) =>
  Effect.gen(function* () {
    const { users, sent, asked } = yield* endpoint(second(reply))
    const { report } = yield* send(users({ batchRecords: 5 }), twelve)
    expect(counts(report)).toEqual({ created: 12 })
    expect([sent.length, asked.length]).toEqual([4, 1])
  })
)

it.live("fields that a target does not take are left out, with a warning", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([creates])
    const { report } = yield* send(users({ fields: ["source", "sourceId", "firstName", "mobile"] }), [
      user("1", { mobile: "+33 6", company: "ACME" }),
      user("2")
    ])
    expect(sent.flatMap(recordsOf)).toEqual([
      { ...user("1", { mobile: "+33 6" }), sourceId: 1 },
      { ...user("2"), sourceId: 2 }
    ])
    expect(report.warnings).toEqual([{ code: "FIELD_DROPPED", field: "company", count: 1 }])
  })
)

it.live("unless the server is trusted, what lacks a required field is not sent", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([creates])
    const { verdicts } = yield* send(users(), [{ source: "school", sourceId: "1" }, user("2")])
    expect(verdicts[0]).toMatchObject({ code: "REQUIRED_FIELD_MISSING", field: "firstName" })
    expect(idsIn(sent)).toEqual([[2]])
  })
)

it.live("a server that is trusted is sent what this side does not know, but nobody without a name", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([creates])
    const { verdicts } = yield* send(users({ trust: "server" }), [
      { source: "school", sourceId: "1", nickname: "Z" },
      { firstName: "Ada", source: "school" }
    ])
    expect(verdicts.map(({ _tag }) => _tag)).toEqual(["Created", "Rejected"])
    expect(sent.flatMap(recordsOf)).toEqual([{ source: "school", sourceId: 1, nickname: "Z" }])
  })
)

it.live("a target that refuses everything is given up, and the rest is not attempted", () =>
  Effect.gen(function* () {
    const { users } = yield* endpoint([refuses("Validation failed")], [grants()])
    const { report } = yield* send(users({ batchRecords: 20 }), many(100, user))
    expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Refused" } })
    const { rejected = 0, notAttempted = 0 } = counts(report)
    expect([rejected + notAttempted, notAttempted > 0]).toEqual([100, true])
  })
)
