/** Text as a table: its delimiter, its header and, lazily, its rows. */
import { type Row, type SourceError, Unreadable } from "@rollcall/core"
import { Array, Cause, Effect, Pull, type Scope, Stream } from "effect"
import { isBlank, type Reading, Records } from "../text/Records.ts"
import { announced, type Delimiter, findDelimiter } from "./delimiter.ts"
import { columnsOf } from "./header.ts"
import { type Record, rowOf } from "./rows.ts"

/** An opened table. */
export interface Table {
  readonly delimiter: Delimiter
  readonly columns: ReadonlyArray<string>
  /** To be read once, in the scope in which the table was opened. */
  readonly rows: Stream.Stream<Row.Row<Record>, SourceError>
  /** Blank rows passed over so far. */
  readonly blank: () => number
}

/** How a text is read as a table. */
export interface Options {
  /** The file as messages name it, */
  readonly name: string
  /** and as places name it. */
  readonly label: string
  readonly delimiter: Delimiter | undefined
  /** Characters that a line, or a record with an open quote, may have. */
  readonly longest: number
}

/** Characters over which a delimiter must be consistent. */
const sampleLength = 64 * 1024

/** Reads as far as the first row; `Unreadable` when there is no delimiter, no header or no row. */
export const tableOf = (
  text: Stream.Stream<string, SourceError>,
  { name, label, delimiter: declared, longest }: Options
): Effect.Effect<Table, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const pull = yield* Stream.toPull(text)
    const next = Effect.map(pull, chunks => chunks.join(""))
    let ended = false
    const end = Effect.sync(() => {
      ended = true
      return undefined
    })
    const chunk = Pull.catchDone(next, () => end)

    let sample = ""
    while (!ended && sample.length < sampleLength) sample += (yield* chunk) ?? ""
    if (ended && sample.trim() === "") return yield* refused(name, "is empty")
    const excel = announced(sample)
    const beginning = sample.slice(excel?.length ?? 0)
    const delimiter = declared ?? excel?.delimiter ?? findDelimiter(ended ? beginning : wholeLines(beginning))
    if (delimiter === undefined) return yield* refused(name, undivided)

    const records = new Records({ delimiter, longest, firstLine: excel === undefined ? 1 : 2 })
    let blank = 0
    const filled = (readings: ReadonlyArray<Reading>) =>
      readings.filter(reading => {
        const kept = "damage" in reading || !isBlank(reading.cells)
        if (!kept) blank += 1
        return kept
      })
    const readings = Effect.map(chunk, text =>
      filled(text === undefined ? records.end() : records.push(text))
    )

    let first = filled([...records.push(beginning), ...(ended ? records.end() : [])])
    while (!ended && first.length < 2) first = [...first, ...(yield* readings)]
    const [header, ...others] = first
    if (header === undefined) return yield* refused(name, "is empty")
    const columns = yield* Effect.fromResult(columnsOf(name, header))
    if (others.length === 0) return yield* refused(name, "has a header and no rows")

    const row = rowOf(label, columns)
    const rest: Pull.Pull<Array.NonEmptyReadonlyArray<Row.Row<Record>>, SourceError> = Effect.suspend(() =>
      ended
        ? Cause.done()
        : Effect.flatMap(readings, found => {
            const rows = found.map(row)
            return Array.isReadonlyArrayNonEmpty(rows) ? Effect.succeed(rows) : rest
          })
    )
    return {
      delimiter,
      columns,
      rows: Stream.concat(Stream.fromArray(others.map(row)), Stream.fromPull(Effect.succeed(rest))),
      blank: () => blank
    }
  })

const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf("\n") + 1) || text

const refused = (name: string, what: string): Unreadable =>
  new Unreadable({ message: `${name}: ${what}. Look at the export; nothing was sent.` })

const undivided =
  "none of semicolon, comma, tab and pipe divides the header and most of the rows into columns; a file of one column needs its delimiter declared"
