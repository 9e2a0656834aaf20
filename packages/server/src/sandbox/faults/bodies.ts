/** Answers whose body is not what their head or their length promises. */
import { pipeline, Readable } from "node:stream"
import { createGzip } from "node:zlib"
import { Effect, Schema, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import { type Around, kind } from "./Kind.ts"

type Response = HttpServerResponse.HttpServerResponse

const altered =
  (change: (answer: Response, body: Uint8Array) => Response): Around =>
  answer =>
    Effect.flatMap(answer, made =>
      Effect.map(
        Effect.promise(() => HttpServerResponse.toWeb(made).bytes()),
        body => change(made, body)
      )
    )

const page = HttpServerResponse.text(
  "<!doctype html>\n<title>Maintenance</title>\n<p>We will be back soon.</p>\n",
  { contentType: "text/html; charset=utf-8" }
)

/** A page for people with the status 200, as a proxy or a sign-in puts in front. */
export const html = kind(
  { stored: Schema.optionalKey(Schema.Boolean) },
  ({ stored = true }) =>
    answer =>
      stored ? Effect.as(answer, page) : Effect.succeed(page)
)

const mediaType = Schema.String.check(
  Schema.isPattern(/^[ -~]+$/u, { message: "must be a media type as it stands in a header" })
)

/** The right body under a type that it is not of. */
export const mislabelled = kind({ type: Schema.optionalKey(mediaType) }, ({ type = "text/plain" }) =>
  altered((made, body) => HttpServerResponse.uint8Array(body, { status: made.status, contentType: type }))
)

/** The right body, its first piece at once and its last one after so long. */
export const trickled = (milliseconds: Schema.Codec<number>) =>
  kind({ ms: milliseconds }, ({ ms }) =>
    altered((made, body) => {
      const waits = Math.max(1, Math.min(body.length - 1, Math.ceil(ms / 20), 500))
      const size = Math.ceil(body.length / (waits + 1))
      const pieces = Stream.range(0, waits).pipe(
        Stream.rechunk(1),
        Stream.tap(piece => (piece === 0 ? Effect.void : Effect.sleep(ms / waits))),
        Stream.map(piece => body.subarray(piece * size, (piece + 1) * size))
      )
      return HttpServerResponse.stream(pieces, {
        status: made.status,
        contentType: "application/json",
        contentLength: body.length
      })
    })
  )

const block = Buffer.alloc(1024 * 1024, " ")

/** Spaces after the right body change nothing in JSON, so a client that takes it all would believe it. */
export const inflating = kind(
  {
    bytes: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1024, maximum: 64 * 1024 ** 3 })))
  },
  ({ bytes = 256 * 1024 * 1024 }) =>
    altered((made, body) => {
      const inflated = function* () {
        yield body
        for (let left = bytes - body.length; left > 0; left -= block.length) yield block.subarray(0, left)
      }
      // Whatever ends it, a client that went away above all, is no fault of the sandbox.
      const zipped = pipeline(Readable.from(inflated()), createGzip(), () => {})
      return HttpServerResponse.raw(zipped, {
        status: made.status,
        contentType: "application/json",
        headers: { "content-encoding": "gzip" }
      })
    })
)
