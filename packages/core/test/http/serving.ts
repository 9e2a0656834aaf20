/** A real server on this machine that answers as a test says. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { type AddressInfo, createServer as createSocketServer, type Socket } from "node:net"
import { Duration, Effect, type Scope } from "effect"
import { HttpClientRequest } from "effect/http"
import * as Exchange from "../../src/http/Exchange.ts"
import type { SinkError } from "../../src/Trouble.ts"

/** Starts a server; gives its address. */
export const serve = (
  handle: (request: IncomingMessage, response: ServerResponse) => void
): Effect.Effect<string, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.callback<readonly [string, ReturnType<typeof createServer>]>(resume => {
      const server = createServer(handle).listen(0, "127.0.0.1", () => {
        resume(Effect.succeed([address(server.address()), server]))
      })
    }),
    ([, server]) =>
      Effect.sync(() => {
        server.closeAllConnections()
        server.close()
      })
  ).pipe(Effect.map(([url]) => url))

/** Starts a server that does this to each connection; gives its address. */
export const listen = (connect: (socket: Socket) => void): Effect.Effect<string, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.callback<readonly [string, ReturnType<typeof createSocketServer>]>(resume => {
      const server = createSocketServer(socket => {
        socket.on("error", () => {})
        connect(socket)
      }).listen(0, "127.0.0.1", () => resume(Effect.succeed([address(server.address()), server])))
    }),
    ([, server]) => Effect.sync(() => void server.close())
  ).pipe(Effect.map(([url]) => url))

const address = (found: AddressInfo | string | null): string =>
  `http://127.0.0.1:${typeof found === "object" ? found?.port : found}`

/** One exchange with it: a POST of this text, bounded in time and in bytes. */
export const post = (
  url: string,
  { body = "{}", timeout = Duration.seconds(20), answerBytes = 10_000 } = {}
): Effect.Effect<Exchange.Answered, SinkError> =>
  Exchange.exchange(HttpClientRequest.bodyText(HttpClientRequest.post(url), body, "application/json"), {
    name: "target",
    timeout,
    answerBytes
  }).pipe(Effect.provide(Exchange.client))
