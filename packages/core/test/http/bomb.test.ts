import { Readable, type Transform } from "node:stream"
import { buffer } from "node:stream/consumers"
import { constants, createBrotliCompress, createDeflate, createGzip } from "node:zlib"
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { post, serve } from "./serving.ts"

const mebibyte = 1024 * 1024
const spaces = Buffer.alloc(mebibyte, " ")
const blocks = Array.from({ length: 512 }, () => spaces)

/** The most memory that this process has had, in MiB. */
const peak = () => process.resourceUsage().maxRSS / 1024

it.live.each<readonly [coding: string, compress: () => ReadonlyArray<Transform>]>([
  ["gzip", () => [createGzip()]],
  ["deflate", () => [createDeflate()]],
  ["br", () => [createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })]],
  ["gzip, gzip", () => [createGzip(), createGzip()]]
])(
  "half a gigabyte in %s is read up to the limit, and takes no more memory than that",
  ([coding, compress]) =>
    Effect.gen(function* () {
      const bomb = yield* Effect.promise(() =>
        buffer(compress().reduce<Readable>((stream, next) => stream.pipe(next), Readable.from(blocks)))
      )
      const url = yield* serve((_, response) =>
        response.writeHead(200, { "content-encoding": coding }).end(bomb)
      )
      const before = peak()
      const error = yield* Effect.flip(post(url, { answerBytes: 16 * mebibyte }))
      expect(error).toMatchObject({
        _tag: "Unexpected",
        message: `target: the answer has more than ${16 * mebibyte} bytes`
      })
      expect(peak() - before).toBeLessThan(200)
    })
)

it.live("a body in a great many pieces is put together again", () =>
  Effect.gen(function* () {
    const pieces = 200_000
    const url = yield* serve((_, response) => {
      let left = pieces
      const more = () => {
        while (left > 0) {
          left -= 1
          if (!response.write(left === 0 ? "]" : " ")) return
        }
        response.end()
      }
      response.on("drain", more)
      more()
    })
    const { body } = yield* post(url, { answerBytes: pieces })
    expect(body).toBe(`${" ".repeat(pieces - 1)}]`)
  })
)
