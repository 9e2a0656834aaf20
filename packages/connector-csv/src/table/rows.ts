/** Records under a header, each a row with its place, or damage with a code. */
import { Row } from "@rollcall/core"
import type { Cells, Damage, Reading } from "../text/Records.ts"

/** A row of a table: every cell under its column's name, as text, as it stands in the file. */
export interface Record {
  readonly [column: string]: string
}

/** What is done to the cells of every row that has as many as the header. */
export interface Step {
  /** Reads them in another way; gives back the same list where there is nothing to change. */
  readonly change?: (cells: ReadonlyArray<string>) => ReadonlyArray<string>
  /** Why they are not to be trusted as a record, if so; the message has no value in it. */
  readonly damage?: (cells: ReadonlyArray<string>) => Row.Damage | undefined
  /** Called when the row is read, after all steps. */
  readonly kept?: () => void
}

/** Makes a row of a record or of damage; the record must not be blank, nor one that stands under other columns. */
export const rowOf = (origin: string, columns: ReadonlyArray<string>, steps: ReadonlyArray<Step>) => {
  const changes = steps.flatMap(({ change }) => change ?? [])
  const damages = steps.flatMap(({ damage }) => damage ?? [])
  const kept = steps.flatMap(({ kept }) => kept ?? [])
  return (reading: Reading): Row.Row<Record> => {
    const at = { origin, line: reading.line }
    if ("damage" in reading) return Row.damaged(at, reading.raw, spoilt(reading))
    if (reading.cells.length !== columns.length)
      return Row.damaged(at, reading.raw ?? reading.cells, ragged(reading, columns.length))
    let cells = reading.cells
    for (const change of changes) cells = change(cells)
    for (const damageOf of damages) {
      const damage = damageOf(cells)
      if (damage !== undefined)
        return Row.damaged(at, recordOf(columns, reading.cells), isCut(reading) ? cut : damage)
    }
    for (const keep of kept) keep()
    return Row.read(at, recordOf(columns, cells))
  }
}

/**
 * A row under a header of other columns, from which `first` is the line: its cells are not named, since the names would
 * be wrong.
 */
export const displaced = (origin: string, { line, cells, raw }: Cells, first: number): Row.Row<Record> =>
  Row.damaged({ origin, line }, raw ?? cells, {
    code: "WRONG_SHAPE",
    message: `the columns change at line ${first}, where another header stands: nothing from there on can be trusted; split the file there`
  })

/** Only a row with too few cells can have been cut, since a cut adds none; or one that ends within a character. */
const ragged = (reading: Cells, width: number): Row.Damage => {
  const { cells, unended } = reading
  const counts = `has ${cells.length} ${cells.length === 1 ? "cell" : "cells"}, the header has ${width}`
  return unended === true && (cells.length < width || isCut(reading))
    ? { code: "FILE_CUT", message: `${counts}: the file ends in the middle of this row` }
    : { code: "RAGGED_ROW", message: counts }
}

/** The bytes of the last character are not all there. */
const isCut = ({ cells, unended }: Cells): boolean =>
  unended === true && cells.at(-1)?.endsWith("\ufffd") === true

const cut = { code: "FILE_CUT", message: "the file ends in the middle of a character of this row" }

const spoilt = ({ damage, line, lines, next }: Damage): Row.Damage => {
  const stretch = lines === 1 ? "" : `, from line ${line} to line ${line + lines - 1}`
  const on = lines === 1 || next === undefined ? "" : `; reading goes on at line ${next}`
  return { code: damage, message: `${what[damage]}${stretch}${on}` }
}

const what = {
  BROKEN_QUOTES: "the quotes do not match",
  LINE_TOO_LONG: "is longer than a line or a cell may be",
  FILE_CUT: "the file ends in the middle of this row, within a quoted cell"
} as const satisfies { readonly [code in Damage["damage"]]: string }

const recordOf = (columns: ReadonlyArray<string>, cells: ReadonlyArray<string>): Record => {
  const record = new Bare()
  for (let index = 0; index < columns.length; index++) record[columns[index] ?? ""] = cells[index] ?? ""
  return record
}

/**
 * An object that inherits nothing, so that every column is its own, also one called `__proto__` or `constructor`. Made
 * by a class it takes a third of the time of `Object.create(null)`.
 */
class Bare {
  [column: string]: string
}
Object.setPrototypeOf(Bare.prototype, null)
Reflect.deleteProperty(Bare.prototype, "constructor")
