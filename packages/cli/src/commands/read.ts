/** `rollcall read FILE`: what a file holds and what is wrong with it; sends nothing. */
import { Csv } from "@rollcall/connector-csv"
import { Place, type Row } from "@rollcall/core"
import { Effect, Option, Stream } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { exitCodes } from "../exitCodes.ts"
import { Failure } from "../Failure.ts"
import { print, tell } from "../output.ts"

/** Damaged rows that are shown one by one. */
const shown = 20

export const read = Command.make(
  "read",
  {
    file: Argument.String("file").pipe(Argument.withDescription("The CSV file")),
    json: Flag.Boolean("json").pipe(
      Flag.withDescription("Every row as a line of JSON on stdout: {at, value}"),
      Flag.withDefault(false)
    ),
    encoding: Flag.Literals("encoding", ["utf-8", "windows-1252"]).pipe(
      Flag.withDescription("The file's encoding; found out unless given"),
      Flag.optional
    )
  },
  ({ file, json, encoding }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const source = Csv.source({
          path: file,
          ...(Option.isSome(encoding) && { encoding: encoding.value })
        })
        const reading = yield* source.open
        for (const { name, value } of reading.findings) yield* tell(`${name}: ${value}`)
        if (reading.columns !== undefined) yield* tell(`columns: ${reading.columns.join(", ")}`)
        const seen = new Seen()
        yield* Stream.runForEachArray(reading.rows, rows => {
          const fresh = seen.damages(rows).map(line => tell(line))
          const lines = json ? rows.map(row => JSON.stringify(asJson(row))) : []
          return Effect.andThen(Effect.all(fresh, { discard: true }), print(lines))
        })
        const { findings = [] } = yield* reading.coverage
        for (const { name, value } of findings) yield* tell(`${name}: ${value}`)
        yield* tell(seen.summary())
        if (seen.damaged > 0) process.exitCode = exitCodes.incomplete
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

class Seen {
  rows = 0
  damaged = 0

  /** The damaged rows among these that are still to be shown, a line each. */
  damages(rows: ReadonlyArray<Row.Row<unknown>>): ReadonlyArray<string> {
    const lines: Array<string> = []
    for (const row of rows) {
      this.rows += 1
      if (row._tag === "Read") continue
      this.damaged += 1
      const { code, column, message } = row.damage
      if (this.damaged <= shown) lines.push(`${Place.format(row.at, column)}: ${message} (${code})`)
    }
    return lines
  }

  summary(): string {
    const hidden = this.damaged > shown ? `, the first ${shown} shown` : ""
    return `rows: ${this.rows}, of which damaged: ${this.damaged}${hidden}`
  }
}

const asJson = (row: Row.Row<unknown>): object =>
  row._tag === "Read" ? { at: row.at, value: row.value } : { at: row.at, raw: row.raw, damage: row.damage }
