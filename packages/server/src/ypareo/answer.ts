/** The answer that carries a list, right or spoilt by a fault. */
import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import type { Fault } from "./Faults.ts"
import { encode1252 } from "./windows1252.ts"

/** The answer to a request; the list is made only where it is needed. */
export const answerWith = (
  list: () => string,
  fault: Fault | undefined
): Effect.Effect<HttpServerResponse.HttpServerResponse> => {
  switch (fault?.kind) {
    case undefined:
      return Effect.sync(() => json(utf8(list())))
    case "delay":
      return Effect.delay(
        Effect.sync(() => json(utf8(list()))),
        fault.ms
      )
    case "empty":
      return Effect.succeed(json(new Uint8Array()))
    case "html":
      return Effect.succeed(page)
    case "truncated":
      return Effect.sync(() => {
        const body = utf8(list())
        return json(body.subarray(0, body.length / 2))
      })
    case "error":
      return Effect.succeed(HttpServerResponse.empty({ status: fault.status ?? 500 }))
    case "encoding":
      return Effect.sync(() => json(encodings[fault.as](list())))
  }
}

const json = (body: Uint8Array) => HttpServerResponse.uint8Array(body, { contentType: "application/json" })

const page = HttpServerResponse.text(
  "<!doctype html>\n<title>Maintenance</title>\n<p>Le service sera bientôt de retour.</p>\n",
  { contentType: "text/html; charset=utf-8" }
)

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const encodings = {
  "windows-1252": encode1252,
  "utf-8-twice": (text: string) => utf8(new TextDecoder("windows-1252").decode(utf8(text))),
  "utf-8-bom": (text: string) => utf8(`\ufeff${text}`)
}
