/** The one place that calls papaparse: whole lines in, rows out, with the rows whose quotes it complains about. */
import Papa from "papaparse"

/** What papaparse makes of some lines. */
export interface Parsed {
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  /** Rows with a quote inside a quoted cell that neither closes it nor is doubled. */
  readonly misplaced: ReadonlySet<number>
  /** Whether the last row ends inside a quote. */
  readonly open: boolean
}

const none: ReadonlySet<number> = new Set()

/** `lines` must end with a line end, and every line end must be `\n`; with a `preview`, only so many rows. */
export const parse = (lines: string, delimiter: string, preview = 0): Parsed => {
  // papaparse takes one byte order mark off whatever it is given; in the middle of a file that is a character.
  const text = lines.startsWith("\ufeff") ? `\ufeff${lines}` : lines
  const { data, errors } = Papa.parse<ReadonlyArray<string>>(text, { delimiter, newline: "\n", preview })
  const open = errors.at(-1)?.code === "MissingQuotes"
  // What follows the last line end is no row.
  if (!open && preview === 0) data.pop()
  if (errors.length === 0) return { rows: data, misplaced: none, open }
  const misplaced = errors.flatMap(({ code, row }) =>
    code === "InvalidQuotes" && row !== undefined ? [row] : []
  )
  return { rows: data, misplaced: new Set(misplaced), open }
}
