/** Counting along the lines of a text whose line ends are all `\n`. */

/** How often `part` stands in `text` between two offsets. */
export const occurrences = (text: string, part: string, from = 0, to = text.length): number => {
  let count = 0
  for (let at = text.indexOf(part, from); at !== -1 && at < to; at = text.indexOf(part, at + 1)) count++
  return count
}

/** The offset of the line that lies `lines` after the one at `from`, or the end of the text. */
export const lineStart = (text: string, from: number, lines: number): number => {
  if (lines === Number.POSITIVE_INFINITY) return text.length
  let at = from
  for (let passed = 0; passed < lines; passed++) {
    at = text.indexOf("\n", at) + 1
    if (at === 0) return text.length
  }
  return at
}
