/** Holds new connections at the listening socket: the system has taken them, and nothing is read from them yet. */
import type { Server } from "node:http"
import type { Socket } from "node:net"
import { Effect } from "effect"

/**
 * Asks of every new connection for how many milliseconds it is held, undefined for not at all; what came in over it is
 * read after that. When the scope closes, those still held are dropped.
 */
export const keepDoor = (server: Server, heldForMillis: () => number | undefined) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const held = new Map<Socket, NodeJS.Timeout>()
      // Node's own listener, which starts to read; http.Server documents that connections may be handed to it.
      const [letIn] = server.listeners("connection")
      server.removeAllListeners("connection")
      const release = (socket: Socket) => {
        clearTimeout(held.get(socket))
        held.delete(socket)
        socket.off("error", ignore)
      }
      server.on("connection", (socket: Socket) => {
        const millis = heldForMillis()
        if (millis === undefined) return void letIn?.call(server, socket)
        socket.on("error", ignore)
        socket.once("close", () => release(socket))
        const timer = setTimeout(() => {
          release(socket)
          letIn?.call(server, socket)
        }, millis)
        held.set(socket, timer)
      })
      return held
    }),
    held => Effect.sync(() => held.forEach((_, socket) => void socket.destroy()))
  )

/** A held connection that breaks is gone, and that is all; without a listener Node would end the process. */
const ignore = () => {}
