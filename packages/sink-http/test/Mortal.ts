/** A sandbox in a process of its own, which the fault `kill` really ends. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { Effect } from "effect"
import { apiKey } from "./Target.ts"

const program = fileURLToPath(new URL("./mortal.main.ts", import.meta.url))

/** Starts one on a port, 0 for a free one; it ends with the test if nothing else has ended it. */
export const mortal = (port = 0) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const child = spawn(process.execPath, [program, String(port), apiKey], {
        stdio: ["ignore", "pipe", "inherit"]
      })
      const ended = once(child, "exit").then(([, signal]) => signal as NodeJS.Signals | null)
      const [told] = (await once(child.stdout, "data")) as [Buffer]
      return { url: told.toString().trim(), ended, end: () => void child.kill("SIGKILL") }
    }),
    ({ end }) => Effect.sync(end)
  ).pipe(
    Effect.map(({ url, ended }) => {
      const headers = { authorization: `Bearer ${apiKey}` }
      return {
        url,
        /** The signal that ended it. */
        ended: Effect.promise(() => ended),
        /** What it is to do wrong (docs/sandbox.md). */
        faults: (...faults: ReadonlyArray<object>) =>
          Effect.promise(async () => {
            const body = JSON.stringify(faults)
            const answer = await fetch(`${url}/sandbox/faults`, { method: "PUT", headers, body })
            if (!answer.ok) throw new Error(await answer.text())
          }),
        /** The keys of the students it holds. */
        students: Effect.promise(async () => {
          const text = await (await fetch(`${url}/sandbox/students`, { headers })).text()
          const lines = text.split("\n").filter(line => line !== "")
          return lines.map(line => (JSON.parse(line) as Held).fields.externalReferenceId)
        })
      }
    })
  )

interface Held {
  readonly fields: { readonly externalReferenceId: string }
}
