import type { IncomingMessage, ServerResponse } from "node:http"
import { gzipSync } from "node:zlib"
import { describe, expect, it } from "@effect/vitest"
import { Deferred, Duration, Effect, Fiber, Stream } from "effect"
import { HttpClientRequest } from "effect/http"
import { TestClock } from "effect/testing"
import * as Download from "../../src/http/Download.ts"
import * as Exchange from "../../src/http/Exchange.ts"
import type { Row } from "../../src/source/Row.ts"
import { listen, serve } from "./serving.ts"

const minute = Duration.minutes(1)
/** Tries again at once, so that no test has to wait. */
const waits = { retries: 3, firstWait: Duration.zero, longestWait: Duration.zero }

const rowsOf = (url: string, terms: Partial<Download.Terms> = {}) =>
  Download.rows(HttpClientRequest.get(url), {
    name: "acme/pupils",
    timeout: minute,
    admit: Effect.void,
    waits,
    ...terms
  }).pipe(Stream.provide(Exchange.client))

/** The values that come, and then the trouble, if any. */
const readAll = (url: string, terms: Partial<Download.Terms> = {}) =>
  Effect.gen(function* () {
    const rows: Array<Row<unknown>> = []
    const trouble = yield* Effect.flip(
      rowsOf(url, terms).pipe(
        Stream.runForEach(row => Effect.sync(() => rows.push(row))),
        Effect.andThen(Effect.fail(undefined))
      )
    )
    return { values: rows.map(row => (row._tag === "Read" ? row.value : row.damage.code)), trouble }
  })

/** Serves these answers, one a request; the last one stays. Counts the requests. */
const inTurn = (
  ...answers: ReadonlyArray<(response: ServerResponse, request: IncomingMessage) => unknown>
) => {
  const seen = { requests: 0 }
  return Effect.map(
    serve((request, response) => {
      answers[Math.min(seen.requests, answers.length - 1)]?.(response, request)
      seen.requests += 1
    }),
    url => ({ url, seen })
  )
}

const list = '[{"n":1},{"n":2}]'
const good = (response: ServerResponse) => response.end(list)

describe("a list", () => {
  it.effect.each<readonly [what: string, body: string | Uint8Array, headers: Record<string, string>]>([
    ["that is an array", list, {}],
    ["that is an object", '{"a":{"n":1},"b":{"n":2}}', {}],
    ["that is compressed", gzipSync(list), { "content-encoding": "gzip" }],
    ["of a type that is none", list, { "content-type": "text/html" }]
  ])("%s is read", ([, body, headers]) =>
    Effect.gen(function* () {
      const { url } = yield* inTurn(response => response.writeHead(200, headers).end(body))
      expect(yield* readAll(url)).toEqual({ values: [{ n: 1 }, { n: 2 }], trouble: undefined })
    })
  )

  it.effect("is read after spaces that keep the connection open", () =>
    Effect.gen(function* () {
      const { url } = yield* inTurn(response => {
        response.write(" \n", () => setImmediate(() => response.write("\n", () => response.end(list))))
      })
      expect(yield* readAll(url)).toMatchObject({ values: [{ n: 1 }, { n: 2 }] })
    })
  )

  it.effect("gives its first rows while the last have not been sent", () =>
    Effect.gen(function* () {
      const rest = Deferred.makeUnsafe<ServerResponse>()
      const { url } = yield* inTurn(response => {
        response.write('[{"n":1},{"n":')
        Deferred.doneUnsafe(rest, Effect.succeed(response))
      })
      const seen: Array<unknown> = []
      yield* Stream.runForEach(rowsOf(url), row =>
        Effect.gen(function* () {
          seen.push(row)
          const response = yield* Deferred.await(rest)
          if (seen.length === 1) response.end("2}]")
        })
      )
      expect(seen).toHaveLength(2)
    })
  )

  it.effect("is asked for when its rows are, and no sooner; one that nobody reads on is let go", () =>
    Effect.gen(function* () {
      const closed = Deferred.makeUnsafe<void>()
      const { url, seen } = yield* inTurn(response => {
        response.on("close", () => Deferred.doneUnsafe(closed, Effect.void))
        response.write('[{"n":1},')
      })
      const rows = rowsOf(url)
      expect(seen.requests).toBe(0)
      yield* rows.pipe(Stream.take(1), Stream.runDrain)
      yield* Deferred.await(closed)
      expect(seen.requests).toBe(1)
    })
  )
})

describe("what an answer without success means", () => {
  it.effect.each<readonly [status: number, tag: string, message: string]>([
    [401, "Denied", "answered 401; check the credentials"],
    [403, "Denied", "answered 403; check the credentials"],
    [404, "Denied", "answered 404; check the base URL"],
    [302, "Denied", "answered 302; check the base URL"],
    [400, "Unexpected", "answered 400"],
    [422, "Unexpected", "answered 422"],
    [408, "Unavailable", "answered 408"],
    [429, "Unavailable", "answered 429"],
    [500, "Unavailable", "answered 500"],
    [503, "Unavailable", "answered 503"]
  ])("%d is %s", ([status, _tag, message]) =>
    Effect.gen(function* () {
      const { url, seen } = yield* inTurn(response => response.writeHead(status).end("some words"))
      const { trouble } = yield* readAll(url)
      expect(trouble).toMatchObject({ _tag, message: `acme/pupils: ${message}` })
      expect(seen.requests).toBe(_tag === "Unavailable" ? 4 : 1)
    })
  )

  it.effect("a person is told what the caller knows to do about a 403", () =>
    Effect.gen(function* () {
      const { url } = yield* inTurn(response => response.writeHead(403).end())
      const { trouble } = yield* readAll(url, { access: "tick the box" })
      expect(trouble?.message).toBe("acme/pupils: answered 403; tick the box")
    })
  )

  it.effect.each<readonly [what: string, status: number, body: string, says: string]>([
    ["no body", 204, "", "answered with an empty body"],
    ["an empty body", 200, "", "answered with an empty body"],
    ["a blank body", 200, " \r\n", "answered with an empty body"],
    [
      "a web page",
      200,
      "\n<!doctype html><html>",
      "answered with a web page instead of JSON; check the base URL, unless the service is being maintained"
    ]
  ])("%s is no list, and may be one later", ([, status, body, says]) =>
    Effect.gen(function* () {
      const { url, seen } = yield* inTurn(response => response.writeHead(status).end(body))
      const { trouble } = yield* readAll(url)
      expect(trouble).toMatchObject({ _tag: "Unavailable", message: `acme/pupils: ${says}` })
      expect(seen.requests).toBe(4)
    })
  )

  it.effect("an address where nobody listens is Unavailable", () =>
    Effect.gen(function* () {
      const { trouble } = yield* readAll("http://127.0.0.1:1")
      expect(trouble).toMatchObject({
        _tag: "Unavailable",
        message: expect.stringContaining("the connection failed")
      })
    })
  )
})

describe("while it is unavailable, a list is asked for again", () => {
  it.effect.each<readonly [what: string, first: (response: ServerResponse) => unknown]>([
    ["an error of the server", response => response.writeHead(503).end()],
    ["an empty body", response => response.end()],
    ["a web page", response => response.end("<p>")],
    ["a connection that is cut", response => response.destroy()],
    [
      "a body that is cut before its first byte",
      response => response.writeHead(200).flushHeaders() ?? setImmediate(() => response.destroy())
    ]
  ])("after %s", ([, first]) =>
    Effect.gen(function* () {
      let admitted = 0
      const admit = Effect.sync(() => {
        admitted += 1
      })
      const { url, seen } = yield* inTurn(first, first, good)
      expect(yield* readAll(url, { admit })).toEqual({ values: [{ n: 1 }, { n: 2 }], trouble: undefined })
      expect([seen.requests, admitted]).toEqual([3, 3])
    })
  )

  it.effect("as late as it asks", () =>
    Effect.gen(function* () {
      const { url, seen } = yield* inTurn(
        response => response.writeHead(429, { "retry-after": "30" }).end(),
        good
      )
      const asked = { ...waits, longestWait: minute }
      const fiber = yield* Effect.forkChild(readAll(url, { waits: asked }))
      yield* until(() => seen.requests === 1)
      yield* TestClock.adjust("29 seconds")
      expect(seen.requests).toBe(1)
      yield* until(() => seen.requests === 2, TestClock.adjust("1 second"))
      expect(yield* Fiber.join(fiber)).toMatchObject({ trouble: undefined })
    })
  )

  it.effect("but not once its first rows have come: they would come twice", () =>
    Effect.gen(function* () {
      const { url, seen } = yield* inTurn(response => {
        response.writeHead(200, { "content-length": "1000" })
        response.write('[{"n":1},{"n":', () => response.destroy())
      })
      const { values, trouble } = yield* readAll(url)
      expect(values).toEqual([{ n: 1 }])
      expect(trouble).toMatchObject({ _tag: "Unavailable", message: "acme/pupils: the answer breaks off" })
      expect(seen.requests).toBe(1)
    })
  )
})

/** Lets the real world go on until something has come to pass there. */
const until = (passed: () => boolean, meanwhile: Effect.Effect<void> = Effect.void): Effect.Effect<void> =>
  Effect.suspend(() =>
    passed()
      ? Effect.void
      : meanwhile.pipe(
          Effect.andThen(Effect.promise(() => new Promise(resolve => setImmediate(resolve)))),
          Effect.andThen(until(passed, meanwhile))
        )
  )

describe("time", () => {
  it.effect.each<readonly [what: string, begin: (response: ServerResponse) => unknown, values: number]>([
    ["before an answer begins", () => {}, 0],
    ["before its first byte", response => response.flushHeaders(), 0],
    ["in the middle", response => response.write('[{"n":1},'), 1]
  ])("runs out when nothing comes %s", ([, begin, count]) =>
    Effect.gen(function* () {
      const { url, seen } = yield* inTurn(begin)
      const fiber = yield* Effect.forkChild(readAll(url, { waits: { ...waits, retries: 0 } }))
      yield* until(() => seen.requests === 1)
      yield* until(() => fiber.pollUnsafe() !== undefined, TestClock.adjust("1 second"))
      const { values, trouble } = yield* Fiber.join(fiber)
      expect(values).toHaveLength(count)
      expect(trouble).toMatchObject({ _tag: "Unavailable", message: "acme/pupils: no answer in time" })
    })
  )

  it.effect("does not run out while rows wait for a slow target, and the service is not kept waiting", () =>
    Effect.gen(function* () {
      const sent = Deferred.makeUnsafe<void>()
      const long = JSON.stringify(Array.from({ length: 20_000 }, (_, n) => ({ n, text: "x".repeat(1000) })))
      const { url } = yield* inTurn(response => {
        response.on("finish", () => Deferred.doneUnsafe(sent, Effect.void))
        response.end(long)
      })
      let rows = 0
      yield* Stream.runForEach(rowsOf(url), () => {
        rows += 1
        return rows === 1 ? Effect.andThen(Deferred.await(sent), TestClock.adjust("1 day")) : Effect.void
      })
      expect(rows).toBe(20_000)
    })
  )
})

describe("one JSON value", () => {
  const json = (url: string, answerBytes = 1000) =>
    Download.json(HttpClientRequest.get(url), { name: "acme/pupils", timeout: minute, answerBytes }).pipe(
      Effect.provide(Exchange.client)
    )

  it.effect("is read whole, in one attempt", () =>
    Effect.gen(function* () {
      const { url } = yield* inTurn(response => response.end('{"total":2,"items":[]}'))
      expect(yield* json(url)).toEqual({ total: 2, items: [] })
    })
  )

  it.effect.each<readonly [what: string, body: string | Uint8Array, tag: string, says: string]>([
    ["too long", `"${"x".repeat(999)}"`, "Unexpected", "the answer has more than 1000 bytes"],
    ["no UTF-8", Buffer.from('"é"', "latin1"), "Unexpected", "the answer is not UTF-8"],
    ["no JSON", "{", "Unexpected", "the answer is no JSON"],
    ["empty", "", "Unavailable", "answered with an empty body"]
  ])("that is %s fails", ([, body, _tag, says]) =>
    Effect.gen(function* () {
      const { url, seen } = yield* inTurn(response => response.end(body))
      expect(yield* Effect.flip(json(url))).toMatchObject({ _tag, message: `acme/pupils: ${says}` })
      expect(seen.requests).toBe(1)
    })
  )

  it.effect("that is no HTTP fails", () =>
    Effect.gen(function* () {
      const url = yield* listen(socket => socket.once("data", () => socket.end("no HTTP\r\n\r\n")))
      expect(yield* Effect.flip(json(url))).toMatchObject({ _tag: "Unavailable" })
    })
  )
})
