/** Which character separates the cells, told by how consistently it does so over the first rows (F22). */
import { headOf } from "./head.ts"

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
 * The delimiter of a sample of whole lines, or `undefined` if none divides the header and at least half of the rows
 * below it. A row counts in full when it has as many cells as the header, and half when it is divided otherwise. Where
 * several delimiters would do, more columns win; but one that needs rows to be passed over does not win against one
 * that divides all rows alike from the first on. None are where the header is `declared` to be the first.
 */
export const findDelimiter = (sample: string, declared: boolean): Delimiter | undefined => {
  const fit = delimiters
    .map(delimiter => judged(sample, delimiter, declared))
    .filter(({ score }) => score > 0)
  const whole = fit.filter(({ passed }) => passed === 0)
  const best = whole.some(({ share }) => share === 1) ? whole : fit
  return best.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? underBrokenHeader(sample, declared)
}

/** What divides the rows below a header that cannot be read, so that this can be said of the header. */
const underBrokenHeader = (sample: string, declared: boolean): Delimiter | undefined =>
  delimiters.find(delimiter => {
    const head = headOf(sample, { delimiter, firstLine: 1, fewest: 2, declared })
    if (head?.broken?.includes(delimiter) !== true) return false
    return head.below.filter(width => width > 1).length * 2 >= head.below.length
  })

const delimiters: ReadonlyArray<Delimiter> = [";", ",", "\t", "|"]

const judged = (sample: string, delimiter: Delimiter, declared: boolean) => {
  const head = headOf(sample, { delimiter, firstLine: 1, fewest: 2, declared })
  const { width, below } = head ?? { width: 0, below: [] }
  const passed = head?.passed.length ?? 0
  const agreement = below.reduce((sum, next) => sum + (next === width ? 1 : next > 1 ? 0.5 : 0), 0)
  const share = below.length === 0 ? 1 : agreement / below.length
  const rows = 1 + below.length
  const score = width < 2 || share < 0.5 ? 0 : ((width - 1) * share * rows) / (rows + passed)
  return { delimiter, score, share, passed }
}

/** `sep=;`, the line in which Excel says which delimiter it was told to write, at the head of a file. */
export const announced = (
  text: string
): { readonly delimiter: Delimiter; readonly length: number } | undefined => {
  const found = /^"?sep=([;,\t|])"?(?:\n|$)/i.exec(text)
  const delimiter = delimiters.find(known => known === found?.[1])
  return delimiter && found ? { delimiter, length: found[0].length } : undefined
}
