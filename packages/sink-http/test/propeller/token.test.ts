import { describe, expect, it } from "@effect/vitest"
import { nothingPermitted } from "@rollcall/core"
import { Duration, Effect, Result } from "effect"
import { TestClock } from "effect/testing"
import { counts, many, send } from "../School.ts"
import { breaks, breaksOff, type Reply, recordsOf, says } from "../Scripted.ts"
import { clientId, clientSecret, creates, endpoint, grants, user, usersAt } from "./Endpoint.ts"

const unlimited = { requests: 1_000_000, per: Duration.seconds(1) }

/** Takes only what comes with one of these tokens; which ones, changes as requests come. */
const taking = (good: (request: number) => string): Reply =>
  (() => {
    let requests = 0
    return (response, request) => {
      requests += 1
      const taken = request.headers.authorization === `Bearer ${good(requests)}`
      const reply = taken ? creates : says(401, { error: "the token has expired" })
      reply(response, request)
    }
  })()

it.live("a token is asked for in a form, and carried as Bearer whatever it is called", () =>
  Effect.gen(function* () {
    const { users, asked, sent } = yield* endpoint([creates], [grants({ token_type: "BearerToken" })])
    yield* send(users({ clientId: "a&b=c", clientSecret: "p+q %~" }), [user("1")])
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ method: "POST", path: "/oauth2/token" })
    expect(asked[0]?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/)
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
      grant_type: "client_credentials",
      client_id: "a&b=c",
      client_secret: "p+q %~"
    })
    expect(sent[0]?.headers.authorization).toBe("Bearer token-1")
  })
)

it.live("the token's address may be another one", () =>
  Effect.gen(function* () {
    const tokens = yield* endpoint([creates])
    const { users, asked, sent } = yield* endpoint([creates])
    yield* send(users({ tokenUrl: tokens.url.replace("/v2", "/oauth2/token") }), [user("1")])
    expect([tokens.asked.length, asked.length, sent.length]).toEqual([1, 0, 1])
  })
)

it.live("fifty batches at once share one token", () =>
  Effect.gen(function* () {
    const { users, asked, sent } = yield* endpoint([creates])
    const sink = users()
    yield* Effect.forEach(many(50, user), one => sink.send([one], nothingPermitted), {
      concurrency: "unbounded"
    })
    expect([asked.length, sent.length]).toEqual([1, 50])
  })
)

describe("a token that ends in the middle of fifty batches", () => {
  it.live("is renewed once: no record is lost, and none is counted twice", () =>
    Effect.gen(function* () {
      const replies = taking(request => (request <= 25 ? "token-1" : "token-2"))
      const { users, asked, sent } = yield* endpoint([replies])
      const records = many(250, user)
      const { report } = yield* send(users({ batchRecords: 5, rate: unlimited }), records)
      expect(counts(report)).toEqual({ created: 250 })
      expect([asked.length, sent.length]).toEqual([2, 51])
      const taken = sent.filter((_, index) => index !== 25).flatMap(recordsOf)
      expect(taken.map(({ sourceId }) => sourceId)).toEqual(records.map(({ sourceId }) => Number(sourceId)))
      expect(sent[26]?.body).toBe(sent[25]?.body)
    })
  )

  it.live("is renewed once for all that were refused at the same time", () =>
    Effect.gen(function* () {
      const { users, asked, sent } = yield* endpoint([taking(() => "token-2")])
      const sink = users({ rate: unlimited })
      const answers = yield* Effect.forEach(many(50, user), one => sink.send([one], nothingPermitted), {
        concurrency: "unbounded"
      })
      expect(answers.flatMap(({ items }) => items)).toEqual(
        answers.map(() => ({ index: 0, result: { _tag: "Created" } }))
      )
      expect([asked.length, sent.length]).toEqual([2, 100])
    })
  )

  it.effect("is renewed a minute before, by the clock", () =>
    Effect.gen(function* () {
      const { users, asked, sent } = yield* endpoint([creates], [grants({ expires_in: "1800" })])
      const sink = users({ rate: unlimited })
      const batches = (count: number) =>
        Effect.forEach(many(count, user), one => sink.send([one], nothingPermitted))
      yield* batches(25)
      yield* TestClock.adjust(Duration.minutes(29))
      yield* batches(25)
      expect(asked).toHaveLength(2)
      expect(sent.map(({ headers }) => headers.authorization)).toEqual([
        ...Array.from({ length: 25 }, () => "Bearer token-1"),
        ...Array.from({ length: 25 }, () => "Bearer token-2")
      ])
    })
  )
})

it.live("who is refused with a new token too is denied, and nothing more is sent", () =>
  Effect.gen(function* () {
    const { users, asked, sent } = yield* endpoint([says(401, {})])
    const { report } = yield* send(users(), many(30, user))
    expect(counts(report)).toEqual({ notAttempted: 30 })
    expect(report.ended).toMatchObject({
      _tag: "TargetFailed",
      error: { _tag: "Denied", message: "propeller/users: answered 401; check the credentials" }
    })
    expect([asked.length, sent.length]).toEqual([2, 2])
  })
)

it.live("403 is no matter of the token", () =>
  Effect.gen(function* () {
    const { users, asked, sent } = yield* endpoint([says(403, {})])
    const { report } = yield* send(users(), [user("1")])
    expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Denied" } })
    expect([asked.length, sent.length]).toEqual([1, 1])
  })
)

it.live("a request that is made again after a 401 waits for its place in the rate limit", () =>
  Effect.gen(function* () {
    const { users, sent } = yield* endpoint([taking(() => "token-2")])
    const sink = users({ rate: { requests: 1, per: Duration.hours(1) } })
    const answer = yield* Effect.andThen(sink.admit, sink.send([user("1")], nothingPermitted)).pipe(
      Effect.timeoutOption(Duration.millis(100))
    )
    expect([answer._tag, sent.length]).toEqual(["None", 1])
  })
)

const check = "check the client id, the client secret and the token URL"

describe("a token endpoint that says no", () => {
  it.live.each<readonly [status: number, message: string]>([
    [400, `propeller/token: answered 400; ${check}`],
    [422, `propeller/token: answered 422; ${check}`],
    [401, "propeller/token: answered 401; check the credentials and the token URL"],
    [403, "propeller/token: answered 403; check the credentials and the token URL"],
    [404, "propeller/token: answered 404; check the base URL and the token URL"],
    [302, "propeller/token: answered 302; check the base URL and the token URL"]
  ])("with %i ends the run, and nothing is sent", ([status, message]) =>
    Effect.gen(function* () {
      const { users, asked, sent } = yield* endpoint([creates], [says(status, { error: "invalid_client" })])
      const { report } = yield* send(users(), many(30, user))
      expect(counts(report)).toEqual({ notAttempted: 30 })
      expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Denied", message } })
      expect([asked.length, sent.length]).toEqual([1, 0])
    })
  )
})

const troubles: ReadonlyArray<readonly [name: string, reply: Reply]> = [
  ["429", says(429, {})],
  ["503", says(503, "<h1>Maintenance</h1>")],
  ["500", says(500, {})],
  ["a page", says(200, "<h1>Maintenance</h1>")],
  ["nothing", says(200, "")],
  ["an answer without a token", says(200, { token_type: "Bearer" })],
  ["a token that no header can carry", says(200, { access_token: "a\nb" })],
  ["another type of token", says(200, { access_token: "a", token_type: "mac" })],
  ["an answer that breaks off", breaksOff('{"access_token":"tok')],
  ["a broken connection", breaks],
  ["silence", () => {}]
]

describe("a token endpoint in trouble", () => {
  it.live.each(troubles)("that gives %s is asked again: nothing is lost", ([, reply]) =>
    Effect.gen(function* () {
      const { users, asked, sent } = yield* endpoint([creates], [reply, reply, grants()])
      const { report } = yield* send(users({ timeout: Duration.millis(200) }), many(3, user))
      expect(counts(report)).toEqual({ created: 3 })
      expect([asked.length, sent.length]).toEqual([3, 1])
    })
  )

  it.live.each(troubles)("that gives %s for ever: nothing was sent, and that is what is told", ([, reply]) =>
    Effect.gen(function* () {
      const { users, sent } = yield* endpoint([creates], [reply])
      const { report } = yield* send(users({ timeout: Duration.millis(50) }), many(30, user))
      expect(counts(report)).toEqual({ notAttempted: 30 })
      expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unavailable" } })
      expect(sent).toEqual([])
    })
  )

  it.live("after a 401 does not undo what was accepted before", () =>
    Effect.gen(function* () {
      const { users } = yield* endpoint(
        [taking(request => (request === 1 ? "token-1" : "token-2"))],
        [grants(), says(400, {})]
      )
      const { report } = yield* send(users({ batchRecords: 5 }), many(12, user))
      expect(counts(report)).toEqual({ created: 5, notAttempted: 7 })
      expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Denied" } })
    })
  )

  it.live("waits as it asks", () =>
    Effect.gen(function* () {
      const { users } = yield* endpoint([creates], [says(429, {}, { "retry-after": "7" })])
      const failure = yield* Effect.flip(users().send([user("1")], nothingPermitted))
      expect(failure).toMatchObject({
        _tag: "Unavailable",
        message: "propeller/token: answered 429",
        retryAfter: Duration.seconds(7)
      })
      expect(failure).not.toHaveProperty("maybeApplied", true)
    })
  )
})

it.live("nobody listens: not sent", () =>
  Effect.gen(function* () {
    const { url, stop } = yield* endpoint([creates])
    stop()
    const result = yield* Effect.result(usersAt(url).send([user("1")], nothingPermitted))
    expect(Result.isFailure(result) && result.failure).toMatchObject({
      _tag: "Unavailable",
      message: "propeller/token: the connection failed (ECONNREFUSED)"
    })
    expect([clientId, clientSecret].some(secret => JSON.stringify(result).includes(secret))).toBe(false)
  })
)
