/** A program of these tests in a process of its own, which says in lines how far it is. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"

export interface Child {
  /** Every line so far. */
  readonly lines: ReadonlyArray<string>
  /** When it has said so many lines, or has ended. */
  readonly said: (lines: number) => Promise<void>
  /** Lets it go on, if it waits for that. */
  readonly go: () => void
  readonly kill: () => void
  /** The signal that ended it, or null when it ended by itself; rejects when it failed. */
  readonly ended: Promise<NodeJS.Signals | null>
}

export const start = (program: URL, ...args: ReadonlyArray<string>): Child => {
  const child = spawn(process.execPath, [program.pathname, ...args], { stdio: ["pipe", "pipe", "inherit"] })
  const lines: Array<string> = []
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const look of [...waiting]) look()
  }
  let over = false
  const reader = createInterface({ input: child.stdout })
  reader.on("line", line => {
    lines.push(line)
    wake()
  })
  const ended = Promise.all([once(child, "exit"), once(reader, "close")]).then(([[code, signal]]) => {
    if (signal === null && code !== 0) throw new Error(`${program.pathname} ended with ${code}`)
    return signal as NodeJS.Signals | null
  })
  ended
    .catch(() => undefined)
    .finally(() => {
      over = true
      wake()
    })
  const said = (count: number) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (lines.length < count && !over) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return {
    lines,
    said,
    go: () => void child.stdin.write("go\n"),
    kill: () => void child.kill("SIGKILL"),
    ended
  }
}
