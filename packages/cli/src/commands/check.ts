/** `rollcall check`: looks at what the configuration declares, without sending a record. */
import { Sync } from "@rollcall/core"
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { lines, verdict } from "../check/words.ts"
import { exitCodeOfCheck, exitCodes } from "../exitCodes.ts"
import { Failure } from "../Failure.ts"
import { print, tell } from "../output.ts"
import { listenForStop } from "../stopping.ts"
import { loadConfig } from "../sync/loadConfig.ts"

const interrupted = Effect.fail(
  new Failure({ message: "interrupted before everything was looked at", exitCode: exitCodes.interrupted })
)

export const check = Command.make(
  "check",
  {
    config: Flag.String("config").pipe(
      Flag.withAlias("c"),
      Flag.withDescription("The configuration file; rollcall.config.ts here unless given"),
      Flag.optional
    ),
    json: Flag.Boolean("json").pipe(
      Flag.withDescription(
        "What was found as a line of JSON for each step on stdout, beside the text on stderr"
      ),
      Flag.withDefault(false)
    )
  },
  ({ config, json }) =>
    Effect.gen(function* () {
      const stopped = Effect.andThen(yield* listenForStop, interrupted)
      const looked = Effect.gen(function* () {
        const sync = yield* loadConfig(config)
        yield* tell(`${sync.name} → ${sync.target.name}`)
        return yield* Sync.check(sync, step =>
          Effect.andThen(
            Effect.forEach(lines(step), tell, { discard: true }),
            print(json ? [JSON.stringify(step)] : [])
          )
        )
      })
      const checked = yield* Effect.raceFirst(looked, stopped)
      const exitCode = exitCodeOfCheck(checked)
      yield* tell(`${verdict(checked)} Nothing was sent.`)
      process.exitCode = exitCode
    }).pipe(Effect.scoped)
).pipe(
  Command.withDescription("Looks at configuration, credentials, reach and columns, without sending a record")
)
