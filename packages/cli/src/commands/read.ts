/** `rollcall read FILE`: what a file holds and what is wrong with it; sends nothing. */
import { Csv } from "@rollcall/connector-csv"
import { Effect, Stream } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { exitCodes } from "../exitCodes.ts"
import { Failure } from "../Failure.ts"
import { print, tell } from "../output.ts"
import { Damages } from "../read/Damages.ts"
import { optionsOf, readingFlags } from "../read/flags.ts"
import { Hints } from "../read/Hints.ts"
import { fileLine, rowLine, summaryLine } from "../read/json.ts"
import { damageLine, endLines, foundLines } from "../read/words.ts"

/** Damaged rows that are shown one by one. */
const shown = 20

export const read = Command.make(
  "read",
  {
    file: Argument.String("file").pipe(Argument.withDescription("The CSV file")),
    json: Flag.Boolean("json").pipe(
      Flag.withDescription("Every row as a line of JSON on stdout, after a line about the file"),
      Flag.withDefault(false)
    ),
    ...readingFlags
  },
  ({ file, json, ...given }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const source = Csv.source({ path: file, ...optionsOf(given) })
        const reading = yield* source.open
        yield* Effect.forEach(foundLines(reading.findings, reading.columns), tell)
        if (json) yield* print([fileLine(source.name, reading)])
        const damages = new Damages()
        const hints = new Hints(reading.columns ?? [], given.ids)
        yield* Stream.runForEachArray(reading.rows, rows => {
          const told: Array<string> = []
          for (const row of rows) {
            damages.add(row)
            hints.add(row)
            if (row._tag === "Damaged" && damages.damaged <= shown) told.push(damageLine(row))
          }
          return Effect.andThen(
            Effect.forEach(told, tell, { discard: true }),
            print(json ? rows.map(rowLine) : [])
          )
        })
        const coverage = yield* reading.coverage
        yield* Effect.forEach(foundLines(coverage.findings ?? [], undefined), tell)
        yield* Effect.forEach(endLines(damages, hints.all(), shown), tell)
        if (json) yield* print([summaryLine(damages, coverage, hints.all())])
        if (damages.damaged > 0) process.exitCode = exitCodes.incomplete
      })
    ).pipe(
      Effect.catchTags({
        Unreadable: ({ message }) => Effect.fail(new Failure({ message, exitCode: exitCodes.refused })),
        Denied: ({ message }) => Effect.fail(new Failure({ message, exitCode: exitCodes.refused })),
        Unexpected: ({ message }) => Effect.fail(new Failure({ message, exitCode: exitCodes.refused })),
        Unavailable: ({ message }) => Effect.fail(new Failure({ message, exitCode: exitCodes.unavailable }))
      })
    )
).pipe(Command.withDescription("Reads a CSV file and tells what it holds and what is wrong with it"))
