import { expect, it } from "@effect/vitest"
import { Arbitrary, Effect, Schema } from "effect"
import { counts, send } from "../School.ts"
import { creates, endpoint, user, usersAt } from "./Endpoint.ts"

it.live("users go out under their name, as they are given", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([creates])
    const full = user("42", {
      language: "fr",
      debtorId: "0815",
      fullName: "Ada Martin",
      gender: "f",
      dateOfBirth: "2008-02-29",
      email: "ada@example.org",
      primaryLanguage: "fr",
      attributes: [{ class: "user", name: "house", type: "text", value: "Gryffondor" }],
      addresses: [{ type: "delivery", code: "home", street: "Rue A", city: "Lyon", country: "FR" }]
    })
    yield* send(users(), [full])
    expect(sent[0]).toMatchObject({ method: "POST", path: "/v2/users/bulk/sourceId" })
    expect(sent[0]?.headers).toMatchObject({
      "content-type": "application/json",
      accept: "application/json",
      authorization: "Bearer token-1"
    })
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual({ users: [{ ...full, sourceId: 42 }] })
  })
)

it.live("an absent field stays absent, and null is never sent (Law 8)", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([creates])
    yield* send(users(), [user("1", { email: undefined, phone: null, title: " " })])
    expect(sent[0]?.body).toBe('{"users":[{"source":"school","sourceId":1,"firstName":"Ada"}]}')
  })
)

it.live("not even null that a mapper in JavaScript gives for what this side does not know", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([creates])
    const addresses = [{ code: "home", number: null }]
    yield* send(users({ trust: "server" }), [user("1", { nickname: null, homes: addresses })])
    expect(sent[0]?.body).toBe(
      '{"users":[{"source":"school","sourceId":1,"firstName":"Ada","homes":[{"code":"home"}]}]}'
    )
  })
)

it.live("an id that would be another one as a number goes out as text, a parent's like one's own (F17)", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([creates])
    const below = (sourceId: string, more = {}) => ({ parent: { source: "school", sourceId, ...more } })
    yield* send(users(), [
      user("7", below("1")),
      user("008", below("001", { language: "nl" })),
      user("9007199254740993", below("9007199254740992"))
    ])
    const bodies = sent.flatMap(({ body }) => body.slice('{"users":['.length, -"]}".length))
    expect(bodies.join()).toBe(
      [
        '{"source":"school","sourceId":7,"firstName":"Ada","parent":{"source":"school","sourceId":1}}',
        '{"source":"school","sourceId":"008","firstName":"Ada","parent":{"source":"school","sourceId":"001","language":"nl"}}',
        '{"source":"school","sourceId":"9007199254740993","firstName":"Ada","parent":{"source":"school","sourceId":"9007199254740992"}}'
      ].join()
    )
  })
)

it.live("or its record is refused, where a target takes numbers only; the others go out", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([creates])
    const parent = { source: "school", sourceId: "u1" }
    const { report, verdicts } = yield* send(users({ sourceIds: "refuse" }), [
      user("7"),
      user("008"),
      user("9", { parent })
    ])
    expect(counts(report)).toEqual({ created: 1, rejected: 2 })
    expect(sent.map(({ body }) => body)).toEqual([
      '{"users":[{"source":"school","sourceId":7,"firstName":"Ada"}]}'
    ])
    const message =
      "propeller/users: a sourceId that would be another one as a number is not sent; see the option sourceIds"
    expect(verdicts.slice(1)).toEqual([
      { _tag: "Rejected", code: "VALIDATION_ERROR", field: "sourceId", message },
      { _tag: "Rejected", code: "VALIDATION_ERROR", field: "parent", message }
    ])
  })
)

const ids = Arbitrary.schema(Schema.Literals(["7", "007", "9007199254740993", "u-é", "🎓"]))
const names = Arbitrary.schema(Schema.Literals(["Ada", "é", "漢", '"', "\\", "\u2028"]))

it.live.prop(
  "a user weighs the bytes that it takes on the wire, and a comma",
  [ids, names],
  ([sourceId, title]) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { users, sent } = yield* endpoint([creates])
        const record = user(sourceId, { title, parent: { source: "school", sourceId } })
        yield* users().send([record], { unarchive: false, sendCredentials: false, newPasswordNeeded: false })
        expect(usersAt("http://localhost").weigh(record)).toBe(
          (sent[0]?.bytes ?? 0) - '{"users":[]}'.length + 1
        )
      })
    ),
  { arbitrary: { runs: 30 } }
)
