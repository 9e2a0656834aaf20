/** What looks as if a spreadsheet or an export had spoilt it, in columns about which nothing was declared (F17 to F19, F49). */
import { Csv } from "@rollcall/connector-csv"
import { Normalise, type Row, Spreadsheet } from "@rollcall/core"

/** Something to look at in a column. */
export interface Hint {
  readonly column: string
  /** What was seen and which flags would act on it; no value of the file is in it. */
  readonly message: string
}

/** Looks at every cell of the rows that could be read; keeps counts alone. */
export class Hints {
  readonly #columns: ReadonlyArray<Column>

  /** `ids` have been declared, and are looked at by the source itself. */
  constructor(columns: ReadonlyArray<string>, ids: ReadonlyArray<string>) {
    const declared = ids.map(Normalise.spaceless)
    this.#columns = columns.map(name => new Column(name, declared.includes(name)))
  }

  add(row: Row.Row<Csv.Record>): void {
    if (row._tag === "Damaged") return
    for (const column of this.#columns) column.add((row.value[column.name] ?? "").trim())
  }

  all(): ReadonlyArray<Hint> {
    return this.#columns.flatMap(column =>
      column.messages().map(message => ({ column: column.name, message }))
    )
  }
}

class Column {
  readonly name: string
  readonly #declared: boolean
  #lost = 0
  #guarded = 0
  #numbers = true
  readonly #widths = new Spreadsheet.Widths()
  readonly #placeholders = new Map<string, number>()

  constructor(name: string, declared: boolean) {
    this.name = name
    this.#declared = declared
  }

  add(cell: string): void {
    if (cell === "") return
    const placeholder = cell.length <= longest ? words.get(cell.toLowerCase()) : undefined
    if (placeholder !== undefined) {
      this.#placeholders.set(placeholder, (this.#placeholders.get(placeholder) ?? 0) + 1)
    } else if (this.#declared) {
      return
    } else if (exponent.test(cell) && Spreadsheet.lostDigits(cell)) this.#lost += 1
    else if (guard.test(cell) && Spreadsheet.guarded(cell)) this.#guarded += 1
    else if (this.#numbers) {
      this.#numbers = digits.test(cell)
      this.#widths.push(cell)
    }
  }

  messages(): ReadonlyArray<string> {
    const widths = this.#numbers ? this.#widths.warning() : undefined
    const id = `--id ${quoted(this.name)}`
    return [
      ...said(this.#lost, "like 2.02404E+11, whose digits a spreadsheet has lost", `refuse with ${id}`),
      ...said(this.#guarded, 'like \'0123 or ="0123"', `take that off with ${id} --strip-apostrophes`),
      ...(widths === undefined ? [] : [widths]),
      ...this.#placeholdersSaid()
    ]
  }

  #placeholdersSaid(): ReadonlyArray<string> {
    const seen = [...this.#placeholders]
    const count = seen.reduce((sum, [, cells]) => sum + cells, 0)
    const flags = seen.map(([word]) => `--blank=${quoted(word)}`).join(" ")
    const are = `that ${count === 1 ? "is" : "are"} ${list.format(seen.map(([word]) => word))}`
    return said(count, are, `read as empty with ${flags}`)
  }
}

const said = (count: number, what: string, act: string): ReadonlyArray<string> =>
  count === 0 ? [] : [`${count} ${count === 1 ? "cell" : "cells"} ${what}; ${act}`]

const words = new Map(Csv.placeholders.map(word => [word.toLowerCase(), word]))
const longest = Math.max(...Csv.placeholders.map(word => word.length))
const digits = /^\d+$/
const exponent = /^.{0,80}[Ee]\+?\d+$/
const guard = /^['=]/
const list = new Intl.ListFormat("en-GB", { type: "disjunction" })

/** As a shell takes it for one word: a header may hold anything. */
const quoted = (text: string): string =>
  /^[\w.+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
