/** Reads the body of a request, within its limit. */
import { ByteSize, Effect, Result } from "effect"
import { HttpIncomingMessage, HttpServerRequest } from "effect/http"
import * as Refusal from "./Refusal.ts"

/** The text of a body of so many mebibytes at most; one that is not UTF-8 is refused rather than mended, for a name would be spoilt silently. */
export const textWithin = Effect.fnUntraced(function* (mebibytes: number) {
  const request = yield* HttpServerRequest.HttpServerRequest
  const bytes = yield* request.arrayBuffer.pipe(
    Effect.provideService(HttpIncomingMessage.MaxBodySize, ByteSize.mebibytes(mebibytes)),
    Effect.mapError(({ reason }) =>
      reason._tag === "RequestParseError" && reason.reason === "BodyTooLarge"
        ? Refusal.refuse("BODY_TOO_LARGE", `the body must not be larger than ${mebibytes} MiB`)
        : Refusal.refuse("INVALID_JSON", "the body could not be read")
    )
  )
  return yield* Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    catch: () => Refusal.refuse("INVALID_JSON", "the body must be UTF-8")
  })
})

/** The text of the body, which may be as large as records need. */
export const text = textWithin(16)

/** The body as JSON, whatever its content type says. */
export const json = Effect.flatMap(text, body => Effect.fromResult(parse(body)))

/** The parser's own message is dropped: it quotes the input. */
export const parse = (body: string) =>
  Result.try({
    try: (): unknown => JSON.parse(body),
    catch: () => Refusal.refuse("INVALID_JSON", "the body must be JSON")
  })
