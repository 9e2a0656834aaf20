/** The two ways out: text for people on stderr, data on stdout, and neither dies of a closed pipe. */
import { once } from "node:events"
import { Effect } from "effect"

/** One line for a person. */
export const tell = (line: string): Effect.Effect<void> =>
  Effect.sync(() => void process.stderr.write(`${printable(line)}\n`))

/** A line that cannot command a terminal: a header or the name of a file may hold anything. */
export const printable = (line: string): string =>
  line.replace(/\s*\n\s*/gu, " ").replace(/[\u0000-\u001f\u007f-\u009f]/gu, "\u{fffd}")

/** Lines of data; waits when the reader is slower than we are, and goes on without it once it has gone. */
export const print = (lines: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.promise(async () => {
    const { stdout } = process
    if (lines.length === 0 || !stdout.writable) return
    if (stdout.write(`${lines.join("\n")}\n`)) return
    await Promise.race([once(stdout, "drain"), once(stdout, "close")]).catch(() => undefined)
  })

/** `head` closes its end early: that is no fault of ours. */
export const surviveClosedPipes = (): void => {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", error => {
      if ("code" in error && error.code === "EPIPE") return
      throw error
    })
  }
}
