/** The names of the columns, as they are mapped by. */
import { Normalise, Unreadable } from "@rollcall/core"
import { Result } from "effect"
import type { Reading } from "../text/Records.ts"

/** A column's name without what nobody sees: byte order marks, zero-width characters, spaces around and doubled. */
export const columnName = (cell: string): string => Normalise.spaceless(cell)

/**
 * The columns of a header. One without a name is called after its position, `column 7`; two of the same name make the
 * file `Unreadable`, since nothing says which of them is meant.
 */
export const columnsOf = (
  name: string,
  header: Reading
): Result.Result<ReadonlyArray<string>, Unreadable> => {
  const refused = (what: string) =>
    Result.fail(new Unreadable({ message: `${name}:${header.line}: ${what}` }))
  if ("damage" in header)
    return refused("the header cannot be read: its quotes do not match, or it is too long. Correct it.")
  const { cells } = header
  if (cells.some(cell => cell.includes("\0")))
    return refused(
      "the header has NUL characters in it, as UTF-16 text would have. Save the file as CSV, UTF-8."
    )
  const columns = cells.map((cell, index) => columnName(cell) || `column ${index + 1}`)
  for (const [index, column] of columns.entries()) {
    const first = columns.indexOf(column)
    if (first !== index)
      return refused(
        `columns ${first + 1} and ${index + 1} of the header have the same name. Rename one of them, or take it out.`
      )
  }
  return Result.succeed(columns)
}
