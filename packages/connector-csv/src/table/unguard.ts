/** Takes back what the file of rejected rows put before cells that a spreadsheet would run (F48). */

/** A file with these columns is one of rejected rows, corrected and sent again. */
const marks = ["rollcall_line", "rollcall_code"]

export const isOfRejects = (columns: ReadonlyArray<string>): boolean =>
  marks.every(mark => columns.includes(mark))

/** The cell without the apostrophe that guards it; any other cell as it is. */
export const unguard = (cell: string): string => (/^'\s*[=+\-@]/u.test(cell) ? cell.slice(1) : cell)
