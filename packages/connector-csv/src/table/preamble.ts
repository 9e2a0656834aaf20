/** Whether rows above a header may be passed over as titles and notes: not where one of them could be a person. */
import { parse } from "../text/parse.ts"
import { isBlank } from "../text/Records.ts"

/** Rows that may be passed over. */
const most = 10

/** Every character that may divide another table than the one below. */
const delimiters = [";", ",", "\t", "|"]

/**
 * Whether whole lines above a header could be a table of their own: they are many; or, by whatever delimiter, a row
 * reads like a record, or two read like a header and a record. Names beside their values do so too, unless a colon
 * ends the name.
 */
export const mayBeTable = (above: string, delimiter: string): boolean =>
  rowsOf(above, delimiter).length > most ||
  delimiters.some(other => {
    const rows = rowsOf(above, other)
    return isTable(rows) || rows.some(cells => readsLikeRecord(cells, other === delimiter))
  })

type Row = ReadonlyArray<string>

/** The rows that are not blank, without the empty cells at their ends. */
const rowsOf = (lines: string, delimiter: string): ReadonlyArray<Row> =>
  parse(lines.endsWith("\n") ? lines : `${lines}\n`, delimiter).rows.filter(cells => !isBlank(cells))

/** Whether under some row there is another that fills no cell beside those that it fills, two at the least. */
const isTable = (rows: ReadonlyArray<Row>): boolean => {
  const wide = rows.filter(cells => differing(cells) > 1 && !isLabelled(cells))
  return wide.some((head, index) =>
    wide.slice(index + 1).some(cells => cells.every((cell, at) => isEmpty(cell) || !isEmpty(head[at] ?? "")))
  )
}

/**
 * A row of an id and at least one name more, or of a number, a date or an address among others. A sentence has spaces
 * behind its commas.
 */
const readsLikeRecord = (cells: Row, sure: boolean): boolean => {
  const filled = cells.filter(cell => !isEmpty(cell))
  if (filled.length < 2 || isLabelled(cells)) return false
  if (!sure && filled.slice(1).every(cell => cell.startsWith(" "))) return false
  return startsRecord.test(filled[0] ?? "") || (filled.length > 2 && filled.some(cell => holdsData(cell)))
}

/** Whether a cell has what a header has not: a number, a date, a telephone number, or an address for mail or for letters. */
export const holdsData = (cell: string): boolean => /^\s*[+-]?\d+(?![\p{L}\d])|@/u.test(cell)

/** As ids do, a first cell has a digit in its first word. */
const startsRecord = /^\s*[^\s\d]{0,8}\d/u

/** `Établissement :` beside its value. */
const isLabelled = (cells: Row): boolean =>
  cells
    .find(cell => !isEmpty(cell))
    ?.trimEnd()
    .endsWith(":") === true

const differing = (cells: Row): number =>
  new Set(cells.filter(cell => !isEmpty(cell)).map(cell => cell.trim())).size

const isEmpty = (cell: string): boolean => cell.trim() === ""
