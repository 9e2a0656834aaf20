/** Columns of ids, which a spreadsheet spoils: such a row is damaged, and odd widths are said (F17 to F19). */
import { type Source, Spreadsheet } from "@rollcall/core"
import { columnName } from "./header.ts"
import type { Step } from "./rows.ts"
import { Tally } from "./Tally.ts"

/** What is done with that by which a spreadsheet keeps the zeros of an id, as in `'0123` and `="0123"`. */
export type Apostrophes = "refuse" | "strip"

/** Looks at the cells of these columns, and takes off what guards an id where that is declared. */
export const idChecks = (
  columns: ReadonlyArray<string>,
  ids: ReadonlyArray<string>,
  apostrophes: Apostrophes
): Step & { readonly findings: () => ReadonlyArray<Source.Finding> } => {
  const names = ids.map(columnName)
  const watched = columns.flatMap((column, index) =>
    names.includes(column) ? [{ column, index, widths: new Spreadsheet.Widths() }] : []
  )
  const stripped = new Tally(columns)
  return {
    change: cells => {
      stripped.next()
      if (apostrophes === "refuse" || !watched.some(({ index }) => isGuarded(cells[index] ?? "")))
        return cells
      const free = [...cells]
      for (const { index } of watched) {
        const cell = cells[index] ?? ""
        if (!isGuarded(cell)) continue
        free[index] = cell.replace(guard, "$1$2")
        stripped.add(index)
      }
      return free
    },
    damage: cells => {
      for (const { column, index } of watched) {
        const id = (cells[index] ?? "").trim()
        if (Spreadsheet.lostDigits(id)) return { code: "DIGITS_LOST", column, message: lost }
        if (isGuarded(id) || Spreadsheet.guarded(id)) return { code: "GUARDED_ID", column, message: guarded }
      }
      for (const { index, widths } of watched) {
        const id = (cells[index] ?? "").trim()
        if (id !== "") widths.push(id)
      }
      return undefined
    },
    kept: () => stripped.keep(),
    findings: () => [
      ...stripped.findings("apostrophes taken off"),
      ...watched.flatMap(({ column, widths }) => {
        const value = widths.warning()
        return value === undefined ? [] : [{ name: `widths of ${column}`, value, doubtful: true as const }]
      })
    ]
  }
}

/** In a column of ids, whatever follows: what keeps a spreadsheet from reading `0123` or `12E3` as a number. */
const guard = /^(\s*)(?:'|="(.*)"(?=\s*$))/su
const isGuarded = (cell: string): boolean => guard.test(cell)

const lost = "has a number like 2.02404E+11: a spreadsheet has lost its last digits"
const guarded = 'is written as \'0123 or ="0123", by which a spreadsheet keeps zeros'
