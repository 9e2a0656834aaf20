/** What a fault does to the connection itself: the one place that touches Node's socket. */
import type { ServerResponse } from "node:http"
import { toIncomingMessage, toServerResponse } from "@effect/platform-node/NodeHttpServerRequest"
import { Effect } from "effect"
import { HttpServerRequest, HttpServerResponse } from "effect/http"

/** Resets the connection without an answer; the server then interrupts the request, so this never returns. */
export const reset = Effect.flatMap(HttpServerRequest.HttpServerRequest, request =>
  Effect.suspend(() => {
    toIncomingMessage(request).socket?.resetAndDestroy()
    return Effect.never
  })
)

/** Starts this answer with all its headers, and closes the connection in the middle of the body. */
export const cut = Effect.fnUntraced(function* (answer: HttpServerResponse.HttpServerResponse) {
  const request = yield* HttpServerRequest.HttpServerRequest
  const body = yield* Effect.promise(() => HttpServerResponse.toWeb(answer).bytes())
  // Sandboxes listen over HTTP/1.1 only.
  const response = toServerResponse(request) as ServerResponse
  response.writeHead(answer.status, { ...answer.headers, "content-length": body.length })
  response.write(body.subarray(0, body.length / 2), () => response.destroy())
  return yield* Effect.never
})

/** Sends the head and the first half of this answer in a sound chunk, then what is no chunk, and waits. */
export const garble = Effect.fnUntraced(function* (answer: HttpServerResponse.HttpServerResponse) {
  const request = yield* HttpServerRequest.HttpServerRequest
  const body = yield* Effect.promise(() => HttpServerResponse.toWeb(answer).bytes())
  const response = toServerResponse(request) as ServerResponse
  const { "content-length": _, ...headers } = answer.headers
  response.writeHead(answer.status, { ...headers, "transfer-encoding": "chunked" })
  response.write(body.subarray(0, body.length / 2), () => response.socket?.write("no chunk\r\n"))
  return yield* Effect.never
})
