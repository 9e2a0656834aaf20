/** The `rollcall` command: parses the line, runs what it names, and says by its exit code how that went. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Cause, Effect, Logger } from "effect"
import { Command } from "effect/cli"
import { check } from "./commands/check.ts"
import { migrate } from "./commands/migrate.ts"
import { read } from "./commands/read.ts"
import { sandbox } from "./commands/sandbox.ts"
import { sync } from "./commands/sync.ts"
import { exitCodes } from "./exitCodes.ts"
import { surviveClosedPipes, tell } from "./output.ts"
import { version } from "./version.ts"

const rollcall = Command.make("rollcall").pipe(
  Command.withDescription(
    "Keeps a school's roster in step: reads it where the school keeps it, sends it where it is needed."
  ),
  Command.withSubcommands([check, sync, read, sandbox, migrate])
)

surviveClosedPipes()

const main = Command.run(rollcall, { version }).pipe(
  Effect.as(undefined),
  Effect.catchTag("Failure", ({ message, exitCode }) => Effect.as(tell(`rollcall: ${message}`), exitCode)),
  // The command line has already said what is wrong with it; asking for help is nothing wrong.
  Effect.catchTag("ShowHelp", ({ errors }) =>
    Effect.succeed(errors.length === 0 ? exitCodes.done : exitCodes.usage)
  ),
  Effect.catchCause(cause =>
    Effect.as(Effect.forEach(internalFault(cause).split("\n"), tell), exitCodes.internalFault)
  ),
  Effect.provide(NodeServices.layer),
  // stdout is for data.
  Effect.provideService(Logger.LogToStderr, true)
)

const internalFault = (cause: Cause.Cause<unknown>): string => {
  if (process.env.ROLLCALL_DEBUG) return Cause.pretty(cause)
  const error = Cause.squash(cause)
  const kind = error instanceof Error ? error.name : typeof error
  return `rollcall: an internal fault (${kind}). Set ROLLCALL_DEBUG=1 to see where; the trace may show personal data.`
}

const code = await Effect.runPromise(main)
if (code !== undefined) {
  process.exitCode = code
  // A configuration that was interrupted, or threw, may have left something running.
  setTimeout(() => process.exit(), 1000).unref()
}
