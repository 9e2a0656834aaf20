/** Starts a server, and waits until it takes connections. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { closeSync, openSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { createConnection } from "mysql2/promise"
import { lastLines } from "./outputOf.ts"

export interface Running {
  /** Resolves when the server has ended, whoever ended it. */
  readonly exited: Promise<void>
  kill(): void
}

/** Rejects with the last lines of its log if it ends instead, or is not ready within two minutes. */
export const launch = async (
  [command, args]: readonly [command: string, args: ReadonlyArray<string>],
  folder: string
): Promise<Running> => {
  const log = join(folder, "log")
  const output = openSync(log, "a")
  const server = spawn(command, args, { stdio: ["ignore", output, output] })
  closeSync(output)
  let over = false
  const end = () => {
    over = true
  }
  const exited = once(server, "exit").then(end, end)
  const until = Date.now() + 120_000
  while (!(await takesConnections(join(folder, "socket")))) {
    if (over || Date.now() > until) {
      server.kill("SIGKILL")
      await exited
      throw new Error(`The database server did not start:\n${lastLines(readFileSync(log, "utf8"))}`)
    }
    await delay(50)
  }
  return { exited, kill: () => server.kill("SIGKILL") }
}

/** By its socket: at the port, another server could answer. */
const takesConnections = async (socketPath: string): Promise<boolean> => {
  try {
    const connection = await createConnection({ socketPath, user: "root" })
    await connection.end()
    return true
  } catch {
    return false
  }
}
