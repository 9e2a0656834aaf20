/** Refuses options that name a column which the header does not have, with the nearest one that it has (F21). */
import { Columns, Unreadable } from "@rollcall/core"
import { columnName } from "./header.ts"

/** Nothing when every column is there. */
export const lackingColumns = (
  name: string,
  option: "ids" | "blanks",
  wanted: ReadonlyArray<string>,
  columns: ReadonlyArray<string>
): Unreadable | undefined => {
  const lacking = wanted.map(columnName).filter(column => !columns.includes(column))
  if (lacking.length === 0) return undefined
  const said = lacking.map(column => `"${column}"${Columns.suggestion(column, columns)}`).join(", ")
  return new Unreadable({
    message: `${name}: ${option} names ${lacking.length === 1 ? "a column" : "columns"} that the header does not have: ${said}. Correct the option, or the export and its ${columns.length} headers; nothing was sent.`
  })
}
