/** Whole lines as rows, with where each lies among them and whether its quotes add up. */
import { lineStart, occurrences } from "./lines.ts"
import { parse } from "./parse.ts"

/** The rows of some lines; all lists have an item for each row. */
export interface Piece {
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  /** Where each row begins in the text, and last of all where the last one ends. */
  readonly starts: ReadonlyArray<number>
  /** How many lines each row takes. */
  readonly heights: ReadonlyArray<number>
  /** Whether the quotes of each row are odd in number. */
  readonly odd: ReadonlyArray<boolean>
  /** Rows with a quote inside a quoted cell that neither closes it nor is doubled. */
  readonly misplaced: ReadonlySet<number>
  /** Whether the last row ends inside a quote. */
  readonly open: boolean
}

/** All rows of whole lines, or the first. */
export const pieceOf = (lines: string, delimiter: string, which: "all" | "first" = "all"): Piece => {
  const { rows, misplaced, open } = parse(lines, delimiter, which === "all" ? 0 : 1)
  let quote = lines.indexOf('"')
  let at = 0
  const starts = [at]
  const heights: Array<number> = []
  const odd: Array<boolean> = []
  let index = -1
  for (const cells of rows) {
    index++
    const unclosed = open && index === rows.length - 1
    const next = lineStart(lines, at, 1)
    // A row goes on only in quotes that begin on its first line.
    const spans = quote !== -1 && quote < next
    const height = unclosed ? occurrences(lines, "\n", at) : spans ? heightOf(cells) : 1
    at = unclosed ? lines.length : height === 1 ? next : lineStart(lines, at, height)
    let oddSoFar = false
    for (; quote !== -1 && quote < at; quote = lines.indexOf('"', quote + 1)) oddSoFar = !oddSoFar
    starts.push(at)
    heights.push(height)
    odd.push(oddSoFar)
  }
  return { rows, starts, heights, odd, misplaced, open }
}

/** Lines of a row: papaparse keeps cells verbatim, so the line ends in them count. */
const heightOf = (cells: ReadonlyArray<string>): number => {
  let lines = 1
  for (const cell of cells) lines += occurrences(cell, "\n")
  return lines
}
