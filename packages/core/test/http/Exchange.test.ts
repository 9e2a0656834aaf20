import { once } from "node:events"
import { type AddressInfo, createServer } from "node:net"
import { gzipSync } from "node:zlib"
import { describe, expect, it } from "@effect/vitest"
import { Deferred, Duration, Effect } from "effect"
import { listen, post, serve } from "./serving.ts"

describe("what an answer's status means", () => {
  it.live.each([200, 201, 202, 207])("%d is an answer, read whole", status =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) => response.writeHead(status).end("naïve 🎩"))
      expect(yield* post(url)).toEqual({ status, body: "naïve 🎩" })
    })
  )

  it.live("204 is an answer without a body", () =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) => response.writeHead(204).end())
      expect(yield* post(url)).toEqual({ status: 204, body: "" })
    })
  )

  it.live.each<readonly [number, string, object]>([
    [400, "Refused", { note: "the vendor's words" }],
    [409, "Refused", {}],
    [413, "Refused", {}],
    [422, "Refused", {}],
    [401, "Denied", {}],
    [403, "Denied", {}],
    [404, "Denied", {}],
    [405, "Denied", {}],
    [302, "Denied", {}],
    [307, "Denied", {}],
    [429, "Unavailable", { maybeApplied: false }],
    [408, "Unavailable", { maybeApplied: true }],
    [500, "Unavailable", { maybeApplied: true }],
    [502, "Unavailable", { maybeApplied: true }],
    [503, "Unavailable", { maybeApplied: true }],
    [504, "Unavailable", { maybeApplied: true }]
  ])("%d is %s", ([status, tag, fields]) =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) =>
        response.writeHead(status, status < 400 ? { location: "/elsewhere" } : {}).end("the vendor's words")
      )
      const error = yield* Effect.flip(post(url))
      expect(error).toMatchObject({ _tag: tag, ...fields })
      expect(error.message).toMatch(new RegExp(`^target: answered ${status}\\b`, "u"))
    })
  )

  it.live.each<readonly [number, string, number | undefined]>([
    [429, "30", 30_000],
    [503, "2", 2000],
    [429, "Sun, 06 Nov 1994 08:49:37 GMT", 0],
    [429, "soon", undefined]
  ])("%d with Retry-After %j", ([status, header, millis]) =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) => response.writeHead(status, { "retry-after": header }).end())
      const error = yield* Effect.flip(post(url))
      const asked = error._tag === "Unavailable" ? error.retryAfter : Duration.infinity
      expect(asked && Duration.toMillis(asked)).toBe(millis)
    })
  )

  it.live("a redirect is not followed, nor is the request sent anywhere else", () =>
    Effect.gen(function* () {
      const asked: Array<string | undefined> = []
      const url = yield* serve((request, response) => {
        asked.push(request.url)
        response.writeHead(308, { location: "/elsewhere" }).end()
      })
      expect((yield* Effect.flip(post(`${url}/here`)))._tag).toBe("Denied")
      expect(asked).toEqual(["/here"])
    })
  )
})

describe("an answer that does not come", () => {
  it.live("in time may have been carried out", () =>
    Effect.gen(function* () {
      const url = yield* serve(() => {})
      const error = yield* Effect.flip(post(url, { timeout: Duration.millis(50) }))
      expect(error).toMatchObject({ _tag: "Unavailable", maybeApplied: true })
    })
  )

  it.live("to its end in time may have been carried out", () =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) => void response.writeHead(200).write("{"))
      const error = yield* Effect.flip(post(url, { timeout: Duration.millis(200) }))
      expect(error).toMatchObject({ _tag: "Unavailable", maybeApplied: true })
    })
  )

  it.live("in time has its connection closed", () =>
    Effect.gen(function* () {
      const closed = Deferred.makeUnsafe<void>()
      const url = yield* serve((_, response) => {
        response.on("close", () => Deferred.doneUnsafe(closed, Effect.void))
      })
      yield* Effect.flip(post(url, { timeout: Duration.millis(50) }))
      yield* Deferred.await(closed)
    })
  )

  it.live("because the connection is reset may have been carried out", () =>
    Effect.gen(function* () {
      const url = yield* listen(socket => socket.once("data", () => socket.resetAndDestroy()))
      const error = yield* Effect.flip(post(url))
      expect(error).toMatchObject({ _tag: "Unavailable", maybeApplied: true })
      expect(error.message).toContain("target: the connection failed")
    })
  )

  it.live("because nobody listens was not carried out", () =>
    Effect.gen(function* () {
      const port = yield* Effect.promise(async () => {
        const server = createServer().listen(0, "127.0.0.1")
        await once(server, "listening")
        const { port } = server.address() as AddressInfo
        server.close()
        await once(server, "close")
        return port
      })
      const error = yield* Effect.flip(post(`http://127.0.0.1:${port}`))
      expect(error).toMatchObject({ _tag: "Unavailable", maybeApplied: false })
      expect(error.message).toBe("target: the connection failed (ECONNREFUSED)")
    })
  )

  it.live("because the address is none is for a person", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(post("no address"))
      expect(error).toMatchObject({ _tag: "Denied", message: "target: the base URL is no URL" })
    })
  )
})

describe("the body of an answer", () => {
  it.live("that breaks off is no answer", () =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) => {
        response.writeHead(200, { "content-length": "1000" })
        response.write("{", () => response.destroy())
      })
      const error = yield* Effect.flip(post(url))
      expect(error).toMatchObject({ _tag: "Unexpected", message: "target: the answer breaks off" })
    })
  )

  it.live("is read up to its limit and no further", () =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) => response.end("x".repeat(10_000)))
      expect((yield* post(url, { answerBytes: 10_000 })).body).toHaveLength(10_000)
      const error = yield* Effect.flip(post(url, { answerBytes: 9999 }))
      expect(error).toMatchObject({
        _tag: "Unexpected",
        message: "target: the answer has more than 9999 bytes"
      })
    })
  )

  it.live("is let go when it never ends", () =>
    Effect.gen(function* () {
      const closed = Deferred.makeUnsafe<void>()
      const url = yield* serve((_, response) => {
        const more = () =>
          void (response.destroyed || response.write("x".repeat(1000), () => setImmediate(more)))
        response.on("close", () => Deferred.doneUnsafe(closed, Effect.void))
        response.writeHead(200)
        more()
      })
      expect(yield* Effect.flip(post(url))).toMatchObject({ _tag: "Unexpected" })
      yield* Deferred.await(closed)
    })
  )

  it.live("is counted after decompression", () =>
    Effect.gen(function* () {
      const zipped = gzipSync("é".repeat(5000))
      const url = yield* serve((_, response) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(zipped)
      )
      expect((yield* post(url, { answerBytes: 10_000 })).body).toBe("é".repeat(5000))
      expect(zipped.length).toBeLessThan(500)
      const error = yield* Effect.flip(post(url, { answerBytes: 500 }))
      expect(error._tag).toBe("Unexpected")
    })
  )

  it.live("may come in pieces that split a character", () =>
    Effect.gen(function* () {
      const bytes = Buffer.from("é🎩")
      const url = yield* serve((_, response) => {
        const next = (at: number): void => {
          if (at === bytes.length) return void response.end()
          response.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1))
        }
        response.writeHead(200)
        next(0)
      })
      expect((yield* post(url)).body).toBe("é🎩")
    })
  )

  it.live("of a refusal is kept for the report, cut, and is not missed when it breaks off", () =>
    Effect.gen(function* () {
      const long = yield* serve((_, response) => response.writeHead(400).end("x".repeat(5000)))
      const refused = yield* Effect.flip(post(long))
      expect(refused._tag === "Refused" && refused.note).toHaveLength(2000)
      const cut = yield* serve((_, response) => {
        response.writeHead(422, { "content-length": "1000" })
        response.write("{", () => response.destroy())
      })
      expect(yield* Effect.flip(post(cut))).toMatchObject({ _tag: "Refused" })
    })
  )
})
