/** A server on this machine alone, which ends promptly when its scope closes. */
import { createServer } from "node:http"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { Data, Effect, type Scope } from "effect"
import type { HttpServerRequest, HttpServerResponse } from "effect/http"
import { keepDoor } from "./Doorkeeper.ts"

const host = "127.0.0.1"

/** The port could not be had. */
export class CannotListen extends Data.TaggedError("CannotListen")<{ readonly message: string }> {}

/**
 * Serves on a port, 0 for a free one, and gives its address. New connections are held for as long as `heldForMillis`
 * says, undefined for not at all. When the scope closes it takes no more requests, lets
 * those in flight finish for half a second, and then drops every connection.
 */
export const listen = Effect.fnUntraced(function* <E>(
  port: number,
  handler: Effect.Effect<
    HttpServerResponse.HttpServerResponse,
    E,
    HttpServerRequest.HttpServerRequest | Scope.Scope
  >,
  heldForMillis: () => number | undefined
) {
  const server = createServer()
  const options = { host, port, gracefulShutdownTimeout: "500 millis" } as const
  const http = yield* Effect.catchTag(
    NodeHttpServer.make(() => server, options),
    "ServeError",
    ({ cause }) => new CannotListen({ message: `cannot listen on ${host}:${port}: ${reason(cause)}` })
  )
  // Runs after the half second and before the wait for the last connection, which may never end by itself.
  yield* Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections()))
  yield* keepDoor(server, heldForMillis)
  yield* http.serve(handler)
  return `http://${host}:${http.address._tag === "InetAddressV4" ? http.address.port : port}`
})

const reason = (cause: unknown): string => {
  const code = (cause as { readonly code?: unknown }).code
  return code === "EADDRINUSE" ? "something else listens there" : String(code)
}
