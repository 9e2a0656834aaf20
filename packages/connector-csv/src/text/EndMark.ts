/** Takes off the character by which DOS marks the end of a text, 0x1A; anywhere else it is left for what it is. */

/** Takes text whose line ends are all `\n`. */
export class EndMark {
  /** The mark, and what may stand behind it, until more text shows that it is none. */
  #held = ""
  #endsLine = true
  #seen = false

  /** Whether the text ended with the mark, alone or behind its last cell, with a line end or without. */
  get seen(): boolean {
    return this.#seen
  }

  push(chunk: string): string {
    const text = this.#held + chunk
    let at = text.length
    while (at > 0 && (text[at - 1] === mark || text[at - 1] === "\n")) at--
    const first = text.indexOf(mark, at)
    const end = first === -1 || text.length - first > longest ? text.length : first
    this.#held = text.slice(end)
    if (end > 0) this.#endsLine = text[end - 1] === "\n"
    return text.slice(0, end)
  }

  /** A text that is marked is whole: its last line ends where the mark stands. */
  end(): string {
    this.#seen = this.#held !== ""
    return this.#seen && !this.#endsLine ? "\n" : ""
  }
}

const mark = "\u001a"

/** Old programs filled a whole block with marks; more than this is no end. */
const longest = 64 * 1024
