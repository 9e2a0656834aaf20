/** Headers in the middle of a file, as where exports were put together: the same one, or one of other columns. */

import { garbled } from "@rollcall/core"
import type { Cells } from "../text/Records.ts"
import { columnName } from "./header.ts"

/**
 * What a row under a header is: a record; the header `repeated`, whatever its case and accents; or a header that is
 * `changed`: most of its cells are names of columns, at least two of them, but in another order or beside other names.
 */
export type Again = "record" | "repeated" | "changed"

/** Looks at rows that have as many cells as the header: others are damaged anyway, and so is what stands under them. */
export const headersAgain = (header: ReadonlyArray<string>): ((row: Cells) => Again) => {
  const fold = foldFor(header)
  const names = header.map(fold)
  const known = new Set(names.filter(name => name !== ""))
  const mayBe = screen(header)

  return ({ cells }) => {
    if (cells.length !== names.length) return "record"
    let columns = 0
    let others = 0
    for (const cell of cells) {
      if (cell === "") continue
      const name = mayBe(cell) ? fold(cell) : undefined
      if (name === "") continue
      if (name !== undefined && known.has(name)) columns++
      else if (++others * 2 >= cells.length || isValue(cell)) return "record"
    }
    if (columns <= others) return "record"
    const found = cells.map(fold)
    if (found.every((name, index) => name === names[index])) return "repeated"
    if (new Set(found.filter(name => known.has(name))).size < Math.max(2, others + 1)) return "record"
    // A name that was encoded twice is damage to its own row.
    const differs = (name: string, index: number): boolean =>
      name !== names[index] && (known.has(name) || garbled(cells[index] ?? "") === undefined)
    return found.some(differs) ? "changed" : "record"
  }
}

/** An id, a number or an address is the name of no column: somebody may be called Nom. */
const isValue = (cell: string): boolean => /^\s*\p{L}{0,2}[-_]?\d|@/u.test(cell)

/** A name without its case, its accents and whatever divides its words; where only these tell two apart, with them. */
const foldFor = (header: ReadonlyArray<string>): ((cell: string) => string) => {
  const filled = header.map(loosely).filter(name => name !== "")
  return new Set(filled).size === filled.length ? loosely : strictly
}

const strictly = (cell: string): string => columnName(unmarked(cell))

const loosely = (cell: string): string => {
  // Most cells are plain, and what they lose on the way to a name falls with the separators.
  if (ascii.test(cell)) return cell.replace(dividers, "").toLowerCase() || strictly(cell)
  const name = strictly(cell)
  return (
    name
      .normalize("NFD")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "") || name
  )
}

const ascii = /^[\0-\x7f]*$/
const dividers = /[^A-Za-z0-9]+/g

/** Whether a cell may be a name of these, at next to no cost: by its length, and the letters of ASCII at its ends. */
const screen = (header: ReadonlyArray<string>): ((cell: string) => boolean) => {
  const names = header.map(loosely)
  const longest = Math.max(...header.map(name => name.length)) + 64
  const begins = among(names.map(name => name.slice(0, 1)))
  const seconds = among(names.map(name => name.slice(1, 2)))
  const ends = among(names.map(name => name.slice(-1)))
  return cell => {
    const first = begins[cell.charCodeAt(0)]
    if (first === "other" || cell.length > longest) return false
    if (ends[cell.charCodeAt(cell.length - 1)] === "other") return false
    return first === undefined || seconds[cell.charCodeAt(1)] !== "other"
  }
}

/** By code: whether a letter or a digit of ASCII is one of these, in any case; nothing for whatever else there is. */
const among = (characters: ReadonlyArray<string>): ReadonlyArray<"these" | "other" | undefined> =>
  Array.from({ length: 128 }, (_, code) => {
    const character = String.fromCharCode(code)
    if (!/[A-Za-z0-9]/.test(character)) return undefined
    return characters.includes(character.toLowerCase()) ? "these" : "other"
  })

/** The byte order mark of a file in the middle of another keeps the quotes of the cell behind it from being any. */
const unmarked = (cell: string): string =>
  cell.startsWith("\ufeff") ? cell.replace(/^\ufeff"(.*)"$/su, "$1") : cell
