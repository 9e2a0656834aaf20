import type { Socket } from "node:net"
import { gzipSync } from "node:zlib"
import { describe, expect, it } from "@effect/vitest"
import { Deferred, Duration, Effect } from "effect"
import type { SinkError } from "../../src/Trouble.ts"
import { listen, post, serve } from "./serving.ts"

/** Writes the head, and after it the piece again and again, until the connection closes. */
const endless = (head: string, piece: string) =>
  Effect.gen(function* () {
    const closed = Deferred.makeUnsafe<void>()
    const url = yield* listen((socket: Socket) => {
      socket.once("data", () => {
        socket.write(head)
        const timer = setInterval(() => socket.write(piece), 5)
        socket.once("close", () => {
          clearInterval(timer)
          Deferred.doneUnsafe(closed, Effect.void)
        })
      })
    })
    return { url, closed: Deferred.await(closed) }
  })

const head = (status: number, more = "") =>
  `HTTP/1.1 ${status} X\r\ntransfer-encoding: chunked\r\n${more}\r\n`
const chunk = "2\r\nno\r\n"

describe("an answer that never ends is given up in time, and its connection closed", () => {
  it.live.each<readonly [name: string, head: string, piece: string]>([
    ["its head", "HTTP/1.1 200 OK\r\n", "x: y\r\n"],
    ["its status line", "HTTP/1.1 200 ", "x"],
    ["interim answers before it", "", "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"],
    ["its body", head(200), chunk],
    ["a zipped body of which nothing comes", head(200, "content-encoding: gzip\r\n"), ""],
    ["its chunk size", head(200), "0"],
    ["its trailers", `${head(200)}2\r\n{}\r\n0\r\n`, "x: y\r\n"]
  ])("%s", ([, first, piece]) =>
    Effect.gen(function* () {
      const { url, closed } = yield* endless(first, piece)
      const error = yield* Effect.flip(post(url, { timeout: Duration.millis(300) }))
      expect(error).toMatchObject({ _tag: "Unavailable", maybeApplied: true })
      expect(error.message).toBe("target: no answer in time")
      yield* closed
    })
  )

  it.live("a flood of headers", () =>
    Effect.gen(function* () {
      const { url, closed } = yield* endless("HTTP/1.1 200 OK\r\n", "x: y\r\n".repeat(5000))
      expect(yield* Effect.flip(post(url))).toMatchObject({ _tag: "Unavailable", maybeApplied: true })
      yield* closed
    })
  )
})

describe("an answer whose status says enough is not waited for, and its connection is closed", () => {
  it.live.each<readonly [status: number, error: Partial<SinkError>]>([
    [302, { _tag: "Denied" }],
    [401, { _tag: "Denied" }],
    [404, { _tag: "Denied" }],
    [429, { _tag: "Unavailable", maybeApplied: false }],
    [500, { _tag: "Unavailable", maybeApplied: true }],
    [503, { _tag: "Unavailable", maybeApplied: true }]
  ])("%d", ([status, expected]) =>
    Effect.gen(function* () {
      const { url, closed } = yield* endless(head(status), chunk)
      const error = yield* Effect.flip(post(url))
      expect(error).toMatchObject(expected)
      expect(error.message).toContain(`answered ${status}`)
      yield* closed
    })
  )
})

describe("a refusal stands, whatever becomes of its words", () => {
  it.live("they never end: those that came in time", () =>
    Effect.gen(function* () {
      const { url, closed } = yield* endless(head(422), chunk)
      const error = yield* Effect.flip(post(url, { timeout: Duration.millis(300) }))
      expect(error).toMatchObject({ _tag: "Refused", message: "target: answered 422" })
      expect(error._tag === "Refused" && error.note).toMatch(/^(no)+$/u)
      yield* closed
    })
  )

  it.live("they are too many: the first, and no more is read", () =>
    Effect.gen(function* () {
      const { url, closed } = yield* endless(head(400), `7d0\r\n${"ü".repeat(1000)}\r\n`)
      const error = yield* Effect.flip(post(url))
      expect(error).toMatchObject({ _tag: "Refused", note: "ü".repeat(2000) })
      yield* closed
    })
  )

  it.live("they are of no encoding that is known: legible as far as they can be", () =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) =>
        response.writeHead(400).end(Buffer.from("refus\u00e9", "latin1"))
      )
      expect(yield* Effect.flip(post(url))).toMatchObject({ _tag: "Refused", note: "refus\ufffd" })
    })
  )

  it.live("they are zipped, and it is no zip: none", () =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) =>
        response.writeHead(413, { "content-encoding": "gzip" }).end("too much")
      )
      expect(yield* Effect.flip(post(url))).toMatchObject({ _tag: "Refused", note: "" })
    })
  )
})

describe("a body that is no text is no answer", () => {
  const text = '{"results":[{"inputIndex":0,"status":"créé"}]}'
  const big = (body: string) => Buffer.from(body, "utf16le").swap16()

  it.live.each<readonly [name: string, body: Buffer]>([
    ["UTF-16 with its mark", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 the other way round", big(`\ufeff${text}`)],
    ["UTF-16 without a mark", Buffer.from(text, "utf16le")],
    ["Latin-1", Buffer.from(text, "latin1")],
    ["half a character", Buffer.from(text).subarray(0, text.indexOf("é") + 1)],
    ["a surrogate on its own", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ["an overlong form", Buffer.from([0x22, 0xc1, 0xa2, 0x22])]
  ])("%s", ([, body]) =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) =>
        response.writeHead(200, { "content-type": "application/json" }).end(body)
      )
      const error = yield* Effect.flip(post(url))
      expect(error).toMatchObject({ _tag: "Unexpected", message: "target: the answer is not UTF-8" })
    })
  )

  it.live("a byte order mark does not spoil it, nor does a charset that it is not in", () =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) =>
        response.writeHead(200, { "content-type": "text/plain; charset=utf-16" }).end(`\ufeff${text}`)
      )
      expect((yield* post(url)).body).toBe(text)
    })
  )

  it.live.each<readonly [name: string, body: Buffer | string]>([
    ["that is no zip", text],
    ["with something after it", Buffer.concat([gzipSync(text), Buffer.from("more")])]
  ])("a zip %s breaks off", ([, body]) =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(body)
      )
      const error = yield* Effect.flip(post(url))
      expect(error).toMatchObject({ _tag: "Unexpected", message: "target: the answer breaks off" })
    })
  )

  it.live.each(["no chunk\r\n", "ffffffffffffffffff\r\n{}", "-1\r\n{}"])("nor with the chunk %j", bad =>
    Effect.gen(function* () {
      const url = yield* listen(socket =>
        socket.once("data", () => socket.write(`${head(200)}2\r\n{}\r\n${bad}`))
      )
      const error = yield* Effect.flip(post(url))
      expect(error).toMatchObject({ _tag: "Unexpected", message: "target: the answer breaks off" })
    })
  )
})
