/** The demo's two commands, started as a person would start them. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { Ledger } from "@rollcall/core"

const rollcall = fileURLToPath(new URL("../node_modules/.bin/rollcall", import.meta.url))
const demo = fileURLToPath(new URL("./rollcall.config.ts", import.meta.url))
const apiKey = "demo-key"

export interface Sandbox {
  readonly url: string
  /** What the sandbox holds of an entity. */
  readonly held: (entity: string) => Promise<ReadonlyArray<{ readonly fields: Record<string, unknown> }>>
  /** Requests to its endpoints since it started. */
  readonly requests: () => Promise<number>
  /** Sets its faults (docs/sandbox.md). */
  readonly arm: (faults: ReadonlyArray<object>) => Promise<void>
  readonly close: () => Promise<void>
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>
}

/** `rollcall sandbox`, on a free port unless `more` says another. */
export const startSandbox = async (...more: ReadonlyArray<string>): Promise<Sandbox> => {
  const args = ["sandbox", "--api-key", apiKey, ...more]
  const child = spawn(rollcall, args, { stdio: ["ignore", "pipe", "ignore"] })
  const exited = once(child, "exit")
  const first = await Promise.race([once(createInterface(child.stdout), "line"), exited])
  const url = String(first[0])
  const ask = async (path: string, request: RequestInit = {}) => {
    const answer = await fetch(`${url}${path}`, {
      ...request,
      headers: { authorization: `Bearer ${apiKey}` }
    })
    return answer.text()
  }
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  return {
    url,
    held: async entity => {
      const lines = (await ask(`/sandbox/${entity}`)).split("\n").filter(line => line !== "")
      return lines.map(line => JSON.parse(line))
    },
    requests: async () => {
      const counts: Record<string, number> = JSON.parse(await ask("/sandbox/requests"))
      return Object.values(counts).reduce((sum, count) => sum + count, 0)
    },
    arm: async faults => {
      await ask("/sandbox/faults", { method: "PUT", body: JSON.stringify(faults) })
    },
    close: () => end("SIGTERM"),
    kill: () => end("SIGKILL")
  }
}

/** What a run's events say of it. */
export interface Run {
  readonly exitCode: number
  readonly total: Ledger.Ledger
  readonly ledgers: { readonly [entity: string]: Ledger.Ledger }
  /** Steps that were not begun. */
  readonly notRun: ReadonlyArray<string>
}

/** `rollcall sync`, its display on the terminal unless it is to be ignored, its events read from its stdout. */
export const sync = async (
  folder: string,
  { url }: Sandbox,
  options: { readonly config?: string; readonly display?: "inherit" | "ignore" } = {}
): Promise<Run> => {
  const { config = demo, display = "inherit" } = options
  const edusign = { EDUSIGN_BASE_URL: url, EDUSIGN_API_KEY: apiKey }
  const propeller = {
    PROPELLER_BASE_URL: `${url}/v2`,
    PROPELLER_CLIENT_ID: apiKey,
    PROPELLER_CLIENT_SECRET: apiKey
  }
  const ypareo = { YPAREO_URL: `${url}/index.php`, YPAREO_TOKEN: apiKey }
  const env = { ...process.env, SCHOOL_FOLDER: folder, ...edusign, ...propeller, ...ypareo }
  const args = ["sync", "--config", config, "--rejects", `${folder}/rejects`, "--json"]
  const child = spawn(rollcall, args, { env, stdio: ["ignore", "pipe", display] })
  const ledgers: Record<string, Ledger.Ledger> = {}
  for await (const line of createInterface(child.stdout)) {
    const event = JSON.parse(line)
    if (event.event === "report") ledgers[event.entity] = event.ledger
    if (event.event === "end")
      return { exitCode: event.exitCode, total: event.ledger, ledgers, notRun: event.notRun }
  }
  throw new Error("rollcall sync ended without saying how")
}
