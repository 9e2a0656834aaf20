/** Takes back what the file of rejected rows put before cells that a spreadsheet would run (F48). */
import type { Step } from "./rows.ts"

/** A file with these columns is one of rejected rows, corrected and sent again. */
const marks = ["rollcall_line", "rollcall_code"]

/** Every cell without the apostrophe that guards it; nothing is done in any other file. */
export const unguarding = (columns: ReadonlyArray<string>): Step =>
  marks.every(mark => columns.includes(mark)) ? { change: cells => cells.map(unguard) } : {}

const unguard = (cell: string): string => (/^'\s*[=+\-@]/u.test(cell) ? cell.slice(1) : cell)
