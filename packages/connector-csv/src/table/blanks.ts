/** Words that stand for nothing, read as empty cells where that is declared (F49). */
import type { Source } from "@rollcall/core"
import { columnName } from "./header.ts"
import type { Step } from "./rows.ts"
import { Tally } from "./Tally.ts"

/** Words for all columns, or for each column its own. */
export type Words = ReadonlyArray<string> | { readonly [column: string]: ReadonlyArray<string> }

/**
 * What programs write where there is nothing. `NA` and `nil` are not among it, and the others are best declared for
 * columns without names of people: Null, None and Nan are names too.
 */
export const placeholders: ReadonlyArray<string> = [
  "NULL",
  "(null)",
  "None",
  "NaN",
  "undefined",
  "N/A",
  "#N/A",
  "\\N",
  "-",
  "--",
  "–",
  "—"
]

/** The columns that are named, if any. */
export const columnsWithWords = (words: Words): ReadonlyArray<string> =>
  isList(words) ? [] : Object.keys(words)

export const hasWords = (words: Words): boolean =>
  (isList(words) ? words : Object.values(words).flat()).length > 0

/** Empties the cells that are one of the words, whatever their case and the spaces around them, and counts them. */
export const blanking = (
  columns: ReadonlyArray<string>,
  words: Words
): Step & { readonly findings: () => ReadonlyArray<Source.Finding> } => {
  const wordsOf = columns.map(column => new Set(wordsFor(words, column).map(folded)))
  const longest = Math.max(0, ...wordsOf.flatMap(words => [...words].map(word => word.length)))
  const emptied = new Tally(columns)
  const isBlank = (cell: string, index: number): boolean => {
    const text = cell.trim()
    return text !== "" && text.length <= longest && wordsOf[index]?.has(folded(text)) === true
  }
  return {
    change: cells => {
      emptied.next()
      if (!cells.some(isBlank)) return cells
      return cells.map((cell, index) => {
        if (!isBlank(cell, index)) return cell
        emptied.add(index)
        return ""
      })
    },
    kept: () => emptied.keep(),
    findings: () => emptied.findings("placeholders read as empty")
  }
}

const wordsFor = (words: Words, column: string): ReadonlyArray<string> =>
  isList(words)
    ? words
    : Object.entries(words).flatMap(([name, own]) => (columnName(name) === column ? own : []))

const folded = (text: string): string => text.trim().toLowerCase()

const isList = (words: Words): words is ReadonlyArray<string> => Array.isArray(words)
