import { it as effectIt } from "@effect/vitest"
import { Directory } from "@rollcall/core"
import { Server } from "@rollcall/server"
import { Duration, Effect, Layer, Redacted } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
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

  it("takes an id and a secret that HTTP Basic encodes as a form does, and such as encode nothing", async () => {
    await using visitor = await client({ clients: [{ id: "a b", secret: "s:3+c&r=t" }] })
    const asked = async (shown: string) =>
      (await visitor.ask({ grant_type: "client_credentials" }, { authorization: `Basic ${btoa(shown)}` }))
        .status
    expect(await asked("a+b:s%3A3%2Bc%26r%3Dt")).toBe(200)
    expect(await asked("a b:s:3%2Bc&r=t")).toBe(200)
    expect(await asked("a b:s:3%2Bc")).toBe(401)
    expect(await asked("a b")).toBe(401)
  })

  it("asks for Basic where nobody is known, and says no more to any refusal", async () => {
    await using visitor = await client()
    const answer = await visitor.ask({ ...visitor.credentials, client_secret: "other" })
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, "Basic"])
    expect(answer.headers.get("cache-control")).toBe("no-store")
  })

  it("reads a mebibyte at most from those it does not know", async () => {
    await using visitor = await client()
    const answer = await visitor.ask({ ...visitor.credentials, scope: "x".repeat(1024 * 1024) })
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: "invalid_request" }])
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

  effectIt.effect("that has ended is answered 401, and one that is asked for then opens again", () =>
    Effect.gen(function* () {
      const users = { clients: [{ id: "a", secret: "b" }], tokenLifetime: Duration.seconds(30) }
      const routes = Server.layer({ apiKey: Redacted.make(apiKey), users })
      const handler = yield* HttpRouter.toHttpEffect(Layer.provide(routes, Directory.Directory.layerMemory))
      const send = (path: string, body: string | URLSearchParams, headers: Record<string, string> = {}) => {
        const request = new Request(`http://localhost${path}`, { method: "POST", body, headers })
        return Effect.map(
          Effect.provideService(
            handler,
            HttpServerRequest.HttpServerRequest,
            HttpServerRequest.fromWeb(request)
          ),
          HttpServerResponse.toWeb
        )
      }
      const form = { grant_type: "client_credentials", client_id: "a", client_secret: "b" }
      const granted = Effect.gen(function* () {
        const answer = yield* send("/oauth2/token", new URLSearchParams(form))
        return (yield* Effect.promise(() => answer.json())) as { access_token: string; expires_in: number }
      })
      const status = (token: string) =>
        Effect.map(
          send("/v2/users/bulk/sourceId", JSON.stringify({ users: [user(1)] }), {
            authorization: `Bearer ${token}`
          }),
          answer => answer.status
        )
      const first = yield* granted
      expect([first.expires_in, yield* status(first.access_token)]).toEqual([30, 200])
      yield* TestClock.adjust("30 seconds")
      expect(yield* status(first.access_token)).toBe(401)
      expect(yield* status((yield* granted).access_token)).toBe(200)
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
