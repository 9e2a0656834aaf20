/** Which character separates the cells, told by how consistently it does so over the first rows (F22). */
import { isBlank, Records } from "../text/Records.ts"

/** The characters that may separate cells. */
export type Delimiter = ";" | "," | "\t" | "|"

/** As the report says it. */
export const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ";": "semicolon",
  ",": "comma",
  "\t": "tab",
  "|": "pipe"
}

/**
 * The delimiter of a sample of whole lines, or `undefined` if none divides the header and at least half of the rows.
 * A row counts in full when it has as many cells as the header, and half when it is divided otherwise; where several
 * delimiters would do, more columns win.
 */
export const findDelimiter = (sample: string): Delimiter | undefined => {
  const [best] = delimiters
    .map(delimiter => ({ delimiter, score: score(sample, delimiter) }))
    .toSorted((a, b) => b.score - a.score)
  return best !== undefined && best.score > 0 ? best.delimiter : undefined
}

const delimiters: ReadonlyArray<Delimiter> = [";", ",", "\t", "|"]

const score = (sample: string, delimiter: Delimiter): number => {
  const records = new Records({ delimiter, longest: Math.max(1, sample.length) })
  const rows = [...records.push(sample), ...records.end()].flatMap(reading =>
    "cells" in reading && !isBlank(reading.cells) ? [reading.cells.length] : []
  )
  const [header = 1, ...widths] = rows
  if (header < 2) return 0
  const agreement = widths.map(width => (width === header ? 1 : width > 1 ? 0.5 : 0))
  const share = agreement.reduce<number>((sum, next) => sum + next, 0) / Math.max(1, widths.length)
  if (widths.length > 0 && share < 0.5) return 0
  return (header - 1) * (widths.length === 0 ? 1 : share)
}

/** `sep=;`, the line in which Excel says which delimiter it was told to write, at the head of a file. */
export const announced = (
  text: string
): { readonly delimiter: Delimiter; readonly length: number } | undefined => {
  const found = /^"?sep=([;,\t|])"?\n/i.exec(text)
  const delimiter = delimiters.find(known => known === found?.[1])
  return delimiter && found ? { delimiter, length: found[0].length } : undefined
}
