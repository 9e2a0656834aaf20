/** `rollcall sync`: runs what the configuration file declares, and accounts for every row. */
import { join } from "node:path"
import { Sync } from "@rollcall/core"
import { DateTime, Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { exitCodeOf, exitCodes } from "../exitCodes.ts"
import { Failure } from "../Failure.ts"
import { tell } from "../output.ts"
import { listenForStop } from "../stopping.ts"
import { events } from "../sync/events.ts"
import { loadConfig } from "../sync/loadConfig.ts"
import { plain } from "../sync/plain.ts"
import { Rejects } from "../sync/Rejects.ts"
import { terminal } from "../sync/terminal.ts"
import { together } from "../sync/together.ts"

const off = (name: string, description: string) =>
  Flag.Boolean(name).pipe(Flag.withDescription(description), Flag.withDefault(false))

const interrupted = Effect.fail(
  new Failure({ message: "interrupted before anything was read", exitCode: exitCodes.interrupted })
)

export const sync = Command.make(
  "sync",
  {
    config: Flag.String("config").pipe(
      Flag.withAlias("c"),
      Flag.withDescription("The configuration file; rollcall.config.ts here unless given"),
      Flag.optional
    ),
    json: off("json", "Events as lines of JSON on stdout, beside the text on stderr"),
    rejects: Flag.String("rejects").pipe(
      Flag.withDescription("The folder for files of rejected rows"),
      Flag.withDefault("rollcall-rejects")
    ),
    unarchive: off("allow-unarchive", "In this run, bring back archived students that the source has"),
    sendCredentials: off("send-credentials", "In this run, e-mail newly created people their credentials"),
    newPasswordNeeded: off("new-password-needed", "In this run, make newly created people set a password")
  },
  ({ config, json, rejects, ...permit }) =>
    Effect.gen(function* () {
      const stop = yield* listenForStop
      const sync = yield* Effect.raceFirst(loadConfig(config), Effect.andThen(stop, interrupted))
      const moving = process.stderr.isTTY && !(json && process.stdout.isTTY)
      const reporter = together([moving ? terminal() : plain(), ...(json ? [events()] : [])])
      const now = DateTime.formatIso(yield* DateTime.now)
        .slice(0, 23)
        .replaceAll(":", "")
      const files = new Rejects(join(rejects, sync.name.replace(/[^\p{L}\p{N}]+/gu, "-"), now))
      yield* reporter.start(sync)
      const report = yield* Sync.run(sync, {
        permit,
        stop,
        onStep: step => Effect.andThen(files.step(step), reporter.step(step)),
        onOutcomes: outcomes => Effect.andThen(files.add(outcomes), reporter.onOutcomes(outcomes)),
        onProgress: reporter.onProgress,
        onReport: reporter.report
      })
      const exitCode = exitCodeOf(report)
      yield* reporter.end(report, exitCode, files.written)
      if (files.fault !== undefined) yield* tell(`rollcall: ${files.fault}`)
      process.exitCode =
        exitCode === exitCodes.incomplete && files.fault !== undefined ? exitCodes.internalFault : exitCode
    }).pipe(
      Effect.scoped,
      Effect.catchTag("Misconfigured", ({ message }) =>
        Effect.fail(new Failure({ message, exitCode: exitCodes.usage }))
      )
    )
).pipe(Command.withDescription("Sends what the configuration declares; every row is accounted for"))
