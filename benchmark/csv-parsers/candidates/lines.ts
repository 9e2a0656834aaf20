/** Counting along the lines of a text whose line ends are all `\n`. */

export const occurrences = (text: string, part: string): number => {
  let count = 0
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) count++
  return count
}

/** Lines begun in the text; nothing after the last line end is no line. */
export const lineCount = (text: string): number =>
  occurrences(text, "\n") + (text === "" || text.endsWith("\n") ? 0 : 1)

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
