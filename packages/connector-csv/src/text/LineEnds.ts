/** Makes every line end a `\n`, without changing how many lines there are. */

/**
 * CR LF and CR CR LF end one line. A lone CR ends a line only in a file whose first line ends so. Line ends inside
 * cells become `\n` too.
 */
export class LineEnds {
  /** CRs at the end of what has come, which belong to an LF if one follows. */
  #held = ""
  #lone: boolean | undefined

  push(chunk: string): string {
    const text = this.#held + chunk
    const whole = text.length - trailing(text)
    this.#held = text.slice(whole)
    const ready = text.slice(0, whole)
    this.#lone ??= firstEndIsLone(text, whole)
    return unify(ready, this.#lone)
  }

  /** What was held back: CRs at the very end of a file end lines whatever the others do. */
  end(): string {
    return "\n".repeat(this.#held.length)
  }
}

const trailing = (text: string): number => (text.endsWith("\r\r") ? 2 : text.endsWith("\r") ? 1 : 0)

const firstEndIsLone = (text: string, whole: number): boolean | undefined => {
  const at = text.search(/[\r\n]/)
  return at === -1 || at >= whole ? undefined : !/^\r{0,2}\n/.test(text.slice(at, at + 3))
}

const unify = (text: string, lone: boolean | undefined): string => {
  if (!text.includes("\r")) return text
  if (lone === true) return text.replace(/\r\n?/g, "\n")
  // Joined, it is one text; what `replace` gives is many, which takes twice the time once it is looked at.
  return text.includes("\r\r\n") ? text.replace(/\r\r?\n/g, "\n") : text.split("\r\n").join("\n")
}
