/** The names of the columns, as they are mapped by. */
import { garbled, Normalise, Unreadable } from "@rollcall/core"
import { Result } from "effect"
import type { Reading } from "../text/Records.ts"

/** A column's name without what nobody sees: byte order marks, zero-width characters, spaces around and doubled. */
export const columnName = (cell: string): string => Normalise.spaceless(cell)

/**
 * The columns of a header. One without a name is called after its position, `column 7`; two of the same name make the
 * file `Unreadable`, since nothing says which of them is meant, and so does a name that an encoding has spoilt.
 */
export const columnsOf = (
  name: string,
  header: Reading
): Result.Result<ReadonlyArray<string>, Unreadable> => {
  const refused = (what: string) =>
    Result.fail(new Unreadable({ message: `${name}:${header.line}: ${what}` }))
  if ("damage" in header)
    return refused(
      "the header cannot be read: its quotes do not match, or it is too long. Correct it; or declare headerLine, if it stands further down."
    )
  const columns: Array<string> = []
  for (const [index, cell] of header.cells.entries()) {
    const spoilt = garbled(cell)
    if (spoilt !== undefined)
      return refused(
        `column ${index + 1} of the header ${spoilt.message}. Export the file again, or declare its encoding.`
      )
    const column = columnName(cell) || `column ${index + 1}`
    const first = columns.indexOf(column)
    if (first !== -1)
      return refused(
        `columns ${first + 1} and ${index + 1} of the header have the same name. Rename one of them, or take it out.`
      )
    columns.push(column)
  }
  return Result.succeed(columns)
}
