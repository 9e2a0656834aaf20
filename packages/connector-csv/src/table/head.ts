/** Where a table begins: which rows at the head of a file are none of it, and how wide the others are. */

import { lineStart } from "../text/lines.ts"
import { parse } from "../text/parse.ts"
import { isBlank, type Reading, Records } from "../text/Records.ts"
import { columnName } from "./header.ts"
import { holdsData, mayBeTable } from "./preamble.ts"

/** What is known of a table from the first lines of its file. */
export interface Head {
  /** The line of the header, */
  readonly line: number
  /** its cells, */
  readonly width: number
  /** the lines of the rows before it that are no header, */
  readonly passed: ReadonlyArray<number>
  /** whether these could be a table of their own, so that the file must not be read, */
  readonly doubtful: boolean
  /** the blank rows before it, */
  readonly blank: number
  /** what stands there, where its quotes do not match, */
  readonly broken?: string
  /** and the cells of every row below it. */
  readonly below: ReadonlyArray<number>
}

/** How the first lines are looked at. */
export interface Options {
  readonly delimiter: string
  /** The number of the line that the sample begins with. */
  readonly firstLine: number
  /** Cells that the rows of a table have at least: one only where the delimiter is known. */
  readonly fewest: 1 | 2
  /** Whether the sample begins with the header. */
  readonly declared: boolean
}

/**
 * The head of a sample of whole lines; `undefined` when there is no row in it. The header is the first row, but for rows
 * that hardly fill the table: at most half as many different cells as most rows have. So a title, `NE PAS MODIFIER` in
 * every cell, or a name beside its value is passed over, and a header with a cell too many or too few never is. A row
 * that reads like a record is no header either: then nothing is passed over, and the columns that are needed are not
 * found (F22).
 */
export const headOf = (
  sample: string,
  { delimiter, firstLine, fewest, declared }: Options
): Head | undefined => {
  const longest = Math.max(1, sample.length)
  const width = usual(widthsByQuotes(sample, delimiter), fewest)
  const records = new Records({ delimiter, longest, firstLine, ...(width > 0 && { width }) })
  const readings = [...records.push(sample), ...records.end()]
  const rows = readings.filter(reading => !isBlankRow(reading))
  const half = usual(widths(rows), fewest) / 2
  const first = rows.findIndex(row => "damage" in row || filled(row.cells) > half)
  const passed = !declared && first > 0 && !isRecord(rows[first]) ? first : 0
  const header = rows[passed]
  if (header === undefined) return undefined
  return {
    line: header.line,
    width: "cells" in header ? header.cells.length : 0,
    ...("damage" in header && header.damage !== "LINE_TOO_LONG" && { broken: header.raw }),
    passed: rows.slice(0, passed).map(({ line }) => line),
    doubtful:
      passed > 0 && mayBeTable(sample.slice(0, lineStart(sample, 0, header.line - firstLine)), delimiter),
    blank: readings.filter(reading => reading.line < header.line && isBlankRow(reading)).length,
    below: widths(rows.slice(passed + 1))
  }
}

/** As the quotes of the whole sample have it: more than one cell over several lines is nothing unusual. */
const widthsByQuotes = (sample: string, delimiter: string): ReadonlyArray<number> =>
  parse(sample.endsWith("\n") ? sample : `${sample}\n`, delimiter).rows.flatMap(cells =>
    isBlank(cells) ? [] : [cells.length]
  )

const widths = (rows: ReadonlyArray<Reading>): ReadonlyArray<number> =>
  rows.flatMap(row => ("cells" in row ? [row.cells.length] : []))

/** The commonest width, the greatest of them if there are several; 0 when none is enough. */
const usual = (widths: ReadonlyArray<number>, fewest: number): number => {
  const counts = new Map<number, number>()
  for (const width of widths) if (width >= fewest) counts.set(width, (counts.get(width) ?? 0) + 1)
  const [commonest] = [...counts].toSorted(([a, many], [b, more]) => more - many || b - a)
  return commonest?.[0] ?? 0
}

/** How many different cells of a row are filled. */
const filled = (cells: ReadonlyArray<string>): number =>
  new Set(cells.map(columnName).filter(name => name !== "")).size

const isRecord = (row: Reading | undefined): boolean =>
  row !== undefined && "cells" in row && row.cells.some(holdsData)

const isBlankRow = (reading: Reading): boolean => "cells" in reading && isBlank(reading.cells)
