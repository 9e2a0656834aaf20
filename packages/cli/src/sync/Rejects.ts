/** Rejected rows in the source's own columns, with line, code, field and reason: a file to correct and send again. */
import { appendFile, mkdir } from "node:fs/promises"
import { join } from "node:path"
import { type Outcome, type Row, Verdict } from "@rollcall/core"
import { Effect, Predicate } from "effect"
import Papa from "papaparse"
import type { Step } from "./Reporter.ts"

const ours = ["rollcall_line", "rollcall_code", "rollcall_field", "rollcall_reason", "rollcall_row"]

/**
 * Files that only their owner reads (Law 9), one a step, made when the step has its first rejected row, in a folder of
 * their own for every run: what a person corrects is never written over. A spreadsheet opens them as they are: UTF-8
 * with a BOM, semicolons, and no cell is a formula (F48); connector-csv takes that guard back when it reads them.
 */
export class Rejects {
  readonly #folder: string
  readonly #written: Array<string> = []
  #path = ""
  #fault: string | undefined
  #columns: ReadonlyArray<string> | undefined
  /** Whether the source said its columns; else they are the fields of the first rejected records. */
  #declared = false
  #started = false

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The files of this run so far. */
  get written(): ReadonlyArray<string> {
    return this.#written
  }

  /** Why rejected rows could not be written; from then on none are. */
  get fault(): string | undefined {
    return this.#fault === undefined
      ? undefined
      : `${this.#path}: rejected rows could not be written (${this.#fault})`
  }

  /** Turns to another step. */
  step(step: Step): Effect.Effect<void> {
    return Effect.sync(() => {
      const taken = this.#written.filter(path => path.includes(`${step.entity}-rejected`)).length
      this.#path = join(this.#folder, `${step.entity}-rejected${taken === 0 ? "" : `-${taken + 1}`}.csv`)
      this.#columns = step.columns
      this.#declared = step.columns !== undefined
      this.#started = false
    })
  }

  add(outcomes: ReadonlyArray<Outcome>): Effect.Effect<void> {
    const rejected = outcomes.filter(({ verdict }) => Verdict.explain(verdict) !== undefined)
    if (rejected.length === 0 || this.#fault !== undefined) return Effect.void
    return Effect.tryPromise(() => this.#write(rejected)).pipe(
      // The verdicts stand in the report all the same; a full disk must not end the run.
      Effect.catch(({ cause }) =>
        Effect.sync(() => {
          this.#fault = codeOf(cause)
        })
      )
    )
  }

  async #write(rejected: ReadonlyArray<Outcome>): Promise<void> {
    this.#columns ??= columnsOf(rejected)
    const columns = this.#columns.filter(column => !ours.includes(column))
    if (!this.#started) await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const rows = rejected.map(outcome => cells(columns, this.#declared, outcome).map(guard))
    const data = this.#started ? rows : [[...columns, ...ours], ...rows]
    const text = Papa.unparse(data, { delimiter: ";", newline: "\r\n" })
    await appendFile(this.#path, `${this.#started ? "" : "\uFEFF"}${text}\r\n`, { mode: 0o600 })
    if (!this.#started) this.#written.push(this.#path)
    this.#started = true
  }
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : "unknown reason"

/** Records without a fixed set of fields lack those that are absent: what any of them has is a column. */
const columnsOf = (outcomes: ReadonlyArray<Outcome>): ReadonlyArray<string> => [
  ...new Set(outcomes.flatMap(({ row }) => Object.keys(recordOf(row))))
]

/** A row that was damaged in one cell has its others under their columns. */
const recordOf = (row: Row.Row<unknown>): { readonly [column: string]: unknown } => {
  const record = row._tag === "Read" ? row.value : row.raw
  return Predicate.isReadonlyObject(record) && !Array.isArray(record) ? record : {}
}

const cells = (
  columns: ReadonlyArray<string>,
  declared: boolean,
  { at, row, verdict }: Outcome
): ReadonlyArray<string> => {
  const record = recordOf(row)
  const { code = "", field, column, message = "", note } = Verdict.explain(verdict) ?? {}
  return [
    ...columns.map(name => text(record[name])),
    String(at.line ?? at.record ?? ""),
    code,
    column ?? field ?? "",
    note === undefined ? message : `${message}: ${note}`,
    whole(columns, declared, row, record)
  ]
}

/** The row as it stood, where not all of it stands under columns: no record, or fields that came up later. */
const whole = (
  columns: ReadonlyArray<string>,
  declared: boolean,
  row: Row.Row<unknown>,
  record: { readonly [column: string]: unknown }
): string => {
  const given = row._tag === "Read" ? row.value : row.raw
  const isApart = (name: string): boolean => !columns.includes(name) && !ours.includes(name)
  const apart = record !== given || (!declared && Object.keys(record).some(isApart))
  return text(apart ? given : record.rollcall_row)
}

/** An apostrophe makes a spreadsheet take as text what it would run, also behind spaces and line breaks. */
export const guard = (cell: string): string => (/^\s*[=+\-@]/u.test(cell) ? `'${cell}` : cell)

const text = (value: unknown): string => {
  if (value === undefined || value === null) return ""
  return typeof value === "string" ? value : JSON.stringify(value)
}
