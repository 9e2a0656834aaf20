/** The private server that all test files of a run share: the first to ask starts its guardian, the others find it. */
import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs"
import { createConnection } from "node:net"
import { tmpdir, userInfo } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { setTimeout as delay } from "node:timers/promises"
import { isMainThread } from "node:worker_threads"
import type { Wanted } from "./chosen.ts"
import type { Answer, Assignment } from "./guardian.ts"

/** The URL of the server, without a database. Rejects with why there is none. */
export const sharedServer = async (wanted: Wanted): Promise<string> => {
  const folder = join(tmpdir(), `rollcall-databases-${userInfo().uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const owner = run()
  const name = `${owner}-${wanted.server ?? "any"}${wanted.durable ? "-durable" : ""}`
  const socket = join(folder, `${name}.sock`)
  const answer = (await ask(socket)) ?? (await startGuardian({ socket, owner, wanted }, folder))
  if ("failure" in answer) throw new Error(answer.failure)
  return answer.url
}

/** The process that stands for this run: a worker of vitest is a child of it, or one of its threads. */
const run = (): number =>
  isMainThread && process.env.VITEST_WORKER_ID !== undefined ? process.ppid : process.pid

/** Waits for the server behind the socket, however long it takes to start; undefined if no guardian is there. */
const ask = async (socket: string): Promise<Answer | undefined> => {
  try {
    return JSON.parse(await text(createConnection(socket))) as Answer
  } catch {
    return undefined
  }
}

/** Of several that are started at once, one gets the socket, and the others end. */
const startGuardian = async (assignment: Assignment, folder: string): Promise<Answer> => {
  const log = join(folder, `${randomUUID()}.log`)
  const output = openSync(log, "w")
  const input = openSync(log, "r")
  // Without a name, it is gone as soon as nobody has it open, even if we are killed.
  rmSync(log)
  const { NODE_OPTIONS: _, ...env } = process.env
  const program = join(import.meta.dirname, "guardian.ts")
  // Detached, so that a signal to our process group leaves it to clean up.
  const guardian = spawn(process.execPath, [program, JSON.stringify(assignment)], {
    cwd: tmpdir(),
    detached: true,
    env,
    stdio: ["ignore", output, output]
  })
  guardian.unref()
  try {
    const until = Date.now() + 60_000
    while (Date.now() < until && guardian.signalCode === null && !guardian.exitCode) {
      const answer = await ask(assignment.socket)
      if (answer !== undefined) return answer
      await delay(50)
    }
    throw new Error(`The guardian of the database server did not start: ${readFileSync(input, "utf8")}`)
  } finally {
    closeSync(output)
    closeSync(input)
  }
}
