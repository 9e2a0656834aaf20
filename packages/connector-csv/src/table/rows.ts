/** Records under a header, each a row with its place, or damage with a code. */
import { Row } from "@rollcall/core"
import type { Damage, Reading } from "../text/Records.ts"
import { isOfRejects, unguard } from "./unguard.ts"

/** A row of a table: every cell under its column's name, as text, as it stands in the file. */
export interface Record {
  readonly [column: string]: string
}

/** Makes a row of a record or of damage; the record must not be blank. */
export const rowOf = (origin: string, columns: ReadonlyArray<string>) => {
  const cellsOf = isOfRejects(columns)
    ? (cells: ReadonlyArray<string>) => cells.map(unguard)
    : (cells: ReadonlyArray<string>) => cells
  return (reading: Reading): Row.Row<Record> => {
    const at = { origin, line: reading.line }
    if ("damage" in reading) return Row.damaged(at, reading.raw, spoilt(reading))
    const damage = damageOf(reading.cells, columns)
    if (damage !== undefined) return Row.damaged(at, reading.raw ?? reading.cells, damage)
    return Row.read(at, recordOf(columns, cellsOf(reading.cells)))
  }
}

/** Why the cells of a row are not to be trusted as a record, if so; the message has counts in it, never a value. */
const damageOf = (cells: ReadonlyArray<string>, columns: ReadonlyArray<string>): Row.Damage | undefined => {
  if (cells.length !== columns.length)
    return {
      code: "RAGGED_ROW",
      message: `has ${cells.length} ${cells.length === 1 ? "cell" : "cells"}, the header has ${columns.length}`
    }
  return undefined
}

const spoilt = ({ damage, line, lines }: Damage): Row.Damage => {
  const where = lines === 1 ? "" : `, from line ${line} to line ${line + lines - 1}`
  return damage === "LINE_TOO_LONG"
    ? { code: damage, message: `has a line that is longer than lines may be${where}` }
    : { code: damage, message: `the quotes do not match${where}` }
}

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
