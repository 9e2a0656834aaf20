/** Text as a table: its delimiter, its header and, lazily, its rows. */
import { type Row, type Source, type SourceError, Unreadable } from "@rollcall/core"
import { Array, Cause, Effect, type Pull, Result, type Scope, Stream } from "effect"
import type { Options as Declared } from "../options.ts"
import { lineStart } from "../text/lines.ts"
import { type Reading, Records } from "../text/Records.ts"
import { type Beginning, beginningOf, misdeclared, refused } from "./beginning.ts"
import { blanking, columnsWithWords, hasWords } from "./blanks.ts"
import { type Delimiter, delimiterNames, findDelimiter } from "./delimiter.ts"
import { Ending } from "./Ending.ts"
import { Filled } from "./Filled.ts"
import { type Head, headOf } from "./head.ts"
import { columnsOf } from "./header.ts"
import { idChecks } from "./ids.ts"
import { lackingColumns } from "./lacking.ts"
import { Passed } from "./Passed.ts"
import { displaced, type Record, rowOf } from "./rows.ts"
import { soundness } from "./sound.ts"
import { unguarding } from "./unguard.ts"

/** An opened table. */
export interface Table {
  readonly columns: ReadonlyArray<string>
  /** To be read once, in the scope in which the table was opened. */
  readonly rows: Stream.Stream<Row.Row<Record>, SourceError>
  /** How it is read. */
  readonly findings: ReadonlyArray<Source.Finding>
  /** What was found out by reading the rows, and whether they go on to the end of the file. */
  readonly ending: () => { readonly complete: boolean; readonly findings: ReadonlyArray<Source.Finding> }
}

/** How a text is read as a table. */
export interface Options extends Omit<Declared, "encoding"> {
  /** The file as messages name it, */
  readonly name: string
  /** and as places name it. */
  readonly label: string
}

/** Reads as far as the first row; `Unreadable` when there is no delimiter, no header or no row. */
export const tableOf = (
  text: Stream.Stream<string, SourceError>,
  options: Options
): Effect.Effect<Table, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const { name, label, delimiter: declared, headerLine, longestLine: longest = 1024 * 1024 } = options
    const beginning = yield* beginningOf(text, { name, headerLine })
    const { delimiter, head } = yield* Effect.fromResult(shapeOf(beginning, options))

    const records = new Records({ delimiter, longest, firstLine: head.line })
    const filled = new Filled(head)
    const next = Effect.map(beginning.more, more =>
      filled.of(more === undefined ? records.end() : records.push(more))
    )
    let first = filled.of([
      ...records.push(linesFrom(beginning.text, head.line - beginning.line)),
      ...(beginning.ended() ? records.end() : [])
    ])
    while (!beginning.ended() && first.length === 0) first = yield* next
    const [header, ...below] = first
    if (header === undefined) return yield* refused(name, "is empty")
    const columns = yield* Effect.fromResult(columnsOf(name, header))
    if ("cells" in header) filled.under(header.cells)
    let others = filled.of(below)
    while (!beginning.ended() && others.length === 0) others = yield* next
    if (others.length === 0) return yield* refused(name, "has a header and no rows")

    const checks = yield* Effect.fromResult(checksOf(columns, options))
    const ending = new Ending()
    const row = rowOf(label, columns, [unguarding(columns), soundness(columns), ...checks])
    const rowsOf = (readings: ReadonlyArray<Reading>) =>
      readings.map(reading => {
        const { changed } = filled
        const made =
          changed !== undefined && reading.line >= changed && "cells" in reading
            ? displaced(label, reading, changed)
            : row(reading)
        ending.see(reading, made)
        return made
      })
    const rest: Pull.Pull<Array.NonEmptyReadonlyArray<Row.Row<Record>>, SourceError> = Effect.suspend(() =>
      beginning.ended()
        ? Cause.done()
        : Effect.flatMap(next, readings => {
            const rows = rowsOf(readings)
            return Array.isReadonlyArrayNonEmpty(rows) ? Effect.succeed(rows) : rest
          })
    )
    const passed = new Passed()
    for (const line of head.passed) passed.add(line)
    return {
      columns,
      rows: Stream.concat(Stream.fromArray(rowsOf(others)), Stream.fromPull(Effect.succeed(rest))),
      findings: [
        { name: "delimiter", value: said(delimiterNames[delimiter], declared) },
        { name: "header", value: said(`line ${head.line}`, headerLine) },
        ...passed.findings("rows before the header"),
        { name: "columns", value: String(columns.length) }
      ],
      ending: () => ({
        complete: ending.complete && filled.changed === undefined,
        findings: [...filled.findings(), ...checks.flatMap(check => check.findings()), ...ending.findings()]
      })
    }
  })

/** The delimiter, and where the header stands. */
const shapeOf = (
  { text, line, announced, ended }: Beginning,
  { name, delimiter: declared, headerLine }: Options
): Result.Result<{ readonly delimiter: Delimiter; readonly head: Head }, Unreadable> => {
  const sample = ended() ? text : wholeLines(text)
  const known = declared ?? announced
  const delimiter = known ?? findDelimiter(sample, headerLine !== undefined)
  if (delimiter === undefined)
    return Result.fail(refused(name, ended() && hasNothing(sample) ? "is empty" : undivided))
  const head = headOf(sample, {
    delimiter,
    firstLine: line,
    fewest: known === undefined ? 2 : 1,
    declared: headerLine !== undefined
  })
  if (headerLine !== undefined && head?.line !== headerLine)
    return Result.fail(misdeclared(name, `line ${headerLine}, where its header is declared, is blank`))
  if (head === undefined) return Result.fail(refused(name, "is empty"))
  return head.doubtful ? Result.fail(undecided(name, head)) : Result.succeed({ delimiter, head })
}

/** What is declared about some of the columns. */
const checksOf = (columns: ReadonlyArray<string>, { name, ids = [], apostrophes, blanks = [] }: Options) => {
  const lacking =
    lackingColumns(name, "ids", ids, columns) ??
    lackingColumns(name, "blanks", columnsWithWords(blanks), columns)
  if (lacking !== undefined) return Result.fail(lacking)
  return Result.succeed([
    ...(hasWords(blanks) ? [blanking(columns, blanks)] : []),
    ...(ids.length === 0 ? [] : [idChecks(columns, ids, apostrophes ?? "refuse")])
  ])
}

const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf("\n") + 1) || text

const linesFrom = (text: string, lines: number): string => text.slice(lineStart(text, 0, lines))

/** Rows of delimiters alone. */
const hasNothing = (text: string): boolean => !/[^\s;,|"]/u.test(text)

/** Whoever stands in rows that are passed over would be missing, so a person has to say what they are. */
const undecided = (name: string, { line, passed: [first = 1] }: Head): Unreadable =>
  new Unreadable({
    message: `${name}: the header may be line ${first} or line ${line}, and the rows from the one to the other may be records. Split the file if it is two tables; or declare headerLine. Nothing was sent.`
  })

const said = (what: string, declared: unknown): string =>
  declared === undefined ? what : `${what}, as declared`

const undivided =
  "none of semicolon, comma, tab and pipe divides the header and most of the rows into columns; a file of one column needs its delimiter declared"
