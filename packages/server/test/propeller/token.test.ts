import { it as effectIt } from "@effect/vitest"
import { Duration, Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { describe, expect, it } from "vitest"
import { Tokens } from "../../src/propeller/Tokens.ts"
import { apiKey } from "../Visitor.ts"
import { client, user } from "./Client.ts"

describe("POST /oauth2/token (RFC 6749 4.4, docs/contract.md 2)", () => {
  it("gives a token for an id and a secret, in the form or as HTTP Basic", async () => {
    await using visitor = await client()
    const basic = `Basic ${btoa(`${apiKey}:${apiKey}`)}`
    for (const answer of [
      await visitor.ask(visitor.credentials),
      await visitor.ask({ grant_type: "client_credentials" }, { authorization: basic })
    ]) {
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"])
      const granted = (await answer.json()) as { access_token: string }
      expect(granted).toEqual({
        access_token: expect.stringMatching(/^[\w-]{43}$/u),
        token_type: "Bearer",
        expires_in: 1800
      })
      expect((await visitor.post({ users: [user("1")] }, granted.access_token)).status).toBe(200)
    }
  })

  it("says how long it is good for in text, where that is asked of it", async () => {
    await using visitor = await client({ expiresIn: "text", tokenLifetime: Duration.seconds(90) })
    expect(await (await visitor.ask(visitor.credentials)).json()).toMatchObject({ expires_in: "90" })
  })

  it("takes other clients that it was given, and nobody else", async () => {
    await using visitor = await client({ clients: [{ id: "nightly", secret: "s3cret" }] })
    const asked = async (client_id: string, client_secret: string) =>
      (await visitor.ask({ ...visitor.credentials, client_id, client_secret })).status
    expect(await asked("nightly", "s3cret")).toBe(200)
    expect(await asked("nightly", apiKey)).toBe(401)
    expect(await asked(apiKey, "s3cret")).toBe(401)
    expect(await asked("nightly", "")).toBe(401)
  })

  it.each([
    ["no form", "", 400, "invalid_request"],
    ["no secret", "grant_type=client_credentials&client_id=a", 400, "invalid_request"],
    [
      "two ids",
      "grant_type=client_credentials&client_id=a&client_id=b&client_secret=c",
      400,
      "invalid_request"
    ],
    ["another client", "grant_type=client_credentials&client_id=a&client_secret=b", 401, "invalid_client"],
    [
      "another grant",
      `grant_type=password&client_id=${apiKey}&client_secret=${apiKey}`,
      400,
      "unsupported_grant_type"
    ]
  ])("refuses %s", async (_, form, status, error) => {
    await using visitor = await client()
    const answer = await visitor.ask(form)
    expect([answer.status, await answer.json()]).toEqual([
      status,
      { error, error_description: expect.any(String) }
    ])
  })

  it("takes POST alone", async () => {
    await using visitor = await client()
    const answer = await fetch(`${visitor.url}/oauth2/token`)
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"])
  })
})

describe("a token", () => {
  const clients = [{ id: "a", secret: Redacted.make("b") }]
  const good = (tokens: Tokens, token: string) => tokens.isGood(Redacted.make(token))

  effectIt.effect("is good until its time is over", () =>
    Effect.gen(function* () {
      const tokens = new Tokens(clients, Duration.minutes(30))
      const token = yield* tokens.issue
      yield* TestClock.adjust("29 minutes")
      const later = yield* tokens.issue
      expect([yield* good(tokens, token), yield* good(tokens, later)]).toEqual([true, true])
      yield* TestClock.adjust("1 minute")
      expect([yield* good(tokens, token), yield* good(tokens, later)]).toEqual([false, true])
      expect(yield* good(tokens, "")).toBe(false)
    })
  )

  effectIt.effect("is forgotten when a thousand others have been given out since", () =>
    Effect.gen(function* () {
      const tokens = new Tokens(clients, Duration.minutes(30))
      const first = yield* tokens.issue
      const second = yield* tokens.issue
      for (let n = 0; n < 999; n++) yield* tokens.issue
      expect([yield* good(tokens, first), yield* good(tokens, second)]).toEqual([false, true])
    })
  )
})
