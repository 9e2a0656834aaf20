/** The command as a person or a scheduler starts it, in a folder of its own. */
import { type ChildProcessByStdio, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import type { Readable } from "node:stream"

const bin = resolve(import.meta.dirname, "../bin/rollcall.js")

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
  /** The lines of stdout as JSON. */
  readonly events: () => ReadonlyArray<Record<string, unknown>>
}

export interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  readonly ended: Promise<Ended>
  /** What stdout has so far. */
  readonly out: () => string
  /** Resolves once stdout or stderr has this text. */
  readonly said: (text: string) => Promise<void>
}

/** A folder within the workspace, so that a configuration in it finds the packages. */
export const makeFolder = (files: Readonly<Record<string, string | Uint8Array>> = {}) => {
  const path = mkdtempSync(join(import.meta.dirname, ".tmp-"))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content)
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}

export const start = (
  cwd: string,
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {}
): Started => {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"]
  })
  let out = ""
  let err = ""
  child.stdout.on("data", text => {
    out += text
  })
  child.stderr.on("data", text => {
    err += text
  })
  const closed = once(child, "close")
  return {
    child,
    ended: closed.then(([code, signal]) => ({
      code,
      signal,
      out,
      err,
      events: () =>
        out
          .split("\n")
          .filter(line => line !== "")
          .map(line => JSON.parse(line))
    })),
    out: () => out,
    said: async text => {
      const gone = closed.then(() =>
        Promise.reject(new Error(`ended without saying ${text}:\n${out}\n${err}`))
      )
      while (!`${out}${err}`.includes(text)) {
        await Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), gone])
      }
      gone.catch(() => undefined)
    }
  }
}

export const rollcall = (
  cwd: string,
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {}
): Promise<Ended> => start(cwd, args, env).ended
