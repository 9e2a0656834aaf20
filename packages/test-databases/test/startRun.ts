/** A test run beside this one, with a private server of its own, that may be killed. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { globSync } from "node:fs"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { text } from "node:stream/consumers"
import { expect } from "vitest"

/** With `[mysqld]` in the configuration of the machine's own server, and more variables. */
export const startRun = async (configuration = "", variables: { readonly [name: string]: string } = {}) => {
  const home = await mkdtemp(join(tmpdir(), "rollcall-home-"))
  await writeFile(join(home, ".my.cnf"), `[mysqld]\n${configuration}`)
  const temporary = await mkdtemp(join(tmpdir(), "rollcall-run-"))
  const { VITEST_WORKER_ID: _, ROLLCALL_DATABASE_URL: __, ...env } = process.env
  const run = spawn(process.execPath, [join(import.meta.dirname, "run.main.ts")], {
    env: { ...env, ...variables, HOME: home, TMPDIR: temporary },
    stdio: ["ignore", "pipe", "pipe"]
  })
  const ended = once(run, "exit")
  const failure = text(run.stderr)

  const kill = async () => {
    run.kill("SIGKILL")
    await ended
  }
  /** Files of its server and its guardian, without folders. */
  const left = () =>
    globSync("**/*", { cwd: temporary, withFileTypes: true })
      .filter(entry => !entry.isDirectory())
      .map(({ name }) => name)
  /** Waits until nothing of it is there, whether it was killed or has ended. */
  const gone = () => expect.poll(left, { timeout: 60_000, interval: 100 }).toEqual([])

  return {
    kill,
    left,
    gone,
    /** Why it ended. */
    failure,
    /** The database that it has. */
    url: async (): Promise<string> => {
      for await (const line of createInterface(run.stdout)) return line
      throw new Error(await failure)
    },
    [Symbol.asyncDispose]: async () => {
      await kill()
      await gone().catch(() => {})
      await rm(home, { recursive: true })
      await rm(temporary, { recursive: true })
    }
  }
}
