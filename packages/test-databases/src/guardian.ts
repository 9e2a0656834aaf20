/**
 * A process that starts a database server for a test run, says at a socket where it is, and ends it after the run.
 * It is a process of its own because a run that is killed cannot clean up after itself.
 */
import { once } from "node:events"
import { rmSync } from "node:fs"
import { createConnection, createServer, type Server } from "node:net"
import { setTimeout as delay } from "node:timers/promises"
import type { Wanted } from "./chosen.ts"
import { startInstance } from "./Instance.ts"
import { isAlive } from "./isAlive.ts"
import { thisMachine } from "./Machine.ts"
import { provide } from "./provide.ts"

/** What a guardian is told, as JSON in its only argument. */
export interface Assignment {
  readonly socket: string
  /** The process that stands for the run. */
  readonly owner: number
  readonly wanted: Wanted
}

/** What a guardian answers to whoever connects, as JSON; it has the answer once the server runs, or will not. */
export type Answer = { readonly url: string } | { readonly failure: string }

const guard = async ({ owner, socket, wanted }: Assignment): Promise<void> => {
  const listener = createServer()
  if (!(await listen(listener, socket))) return

  const starting = provide(wanted, thisMachine()).then(program => startInstance(program, wanted.durable))
  const answer: Promise<Answer> = starting.then(
    ({ url }) => ({ url }),
    error => ({ failure: error instanceof Error ? error.message : String(error) })
  )
  listener.on("connection", async connection => {
    // Whoever asked may be gone by now.
    connection.on("error", () => {})
    connection.end(JSON.stringify(await answer))
  })

  let over = false
  const end = () => {
    over = true
  }
  process.on("SIGTERM", end).on("SIGINT", end)
  starting.then(({ exited }) => exited.then(end)).catch(() => {})
  while (!over && isAlive(owner)) await delay(100)

  // A server that is still starting is awaited first: what it writes would come after the removal.
  await starting.then(
    instance => instance.stop(),
    () => {}
  )
  listener.close()
}

/** False if another guardian has the socket. One whose guardian was killed is taken over. */
const listen = async (listener: Server, socket: string): Promise<boolean> => {
  for (;;) {
    try {
      await once(listener.listen(socket), "listening")
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error
      if (await answers(socket)) return false
      rmSync(socket, { force: true })
    }
  }
}

const answers = async (socket: string): Promise<boolean> => {
  const connection = createConnection(socket)
  try {
    await once(connection, "connect")
    return true
  } catch {
    return false
  } finally {
    connection.destroy()
  }
}

await guard(JSON.parse(process.argv[2] ?? "") as Assignment)
