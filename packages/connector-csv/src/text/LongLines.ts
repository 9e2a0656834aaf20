/** Cuts lines that are longer than anything a roster has, so that no line can fill the memory. */
import { occurrences } from "./lines.ts"

/**
 * Takes text whose line ends are all `\n`. A line over the limit keeps its beginning, and an end that leaves quotes
 * as open or as closed as they were: the record it stands in ends where it did.
 */
export class LongLines {
  /** The lines that were cut, from 1. */
  readonly cut = new Set<number>()
  readonly #delimiter: string
  readonly #limit: number
  #line: number
  /** Of the line that has begun: its length so far, and whether its kept and its dropped quotes are odd. */
  #length = 0
  #keptOdd = false
  #droppedOdd = false

  constructor(options: { readonly delimiter: string; readonly limit: number; readonly firstLine: number }) {
    this.#delimiter = options.delimiter
    this.#limit = options.limit
    this.#line = options.firstLine
  }

  push(chunk: string): string {
    if (this.#length + chunk.length <= this.#limit) return this.#pass(chunk)
    let out = ""
    for (let at = 0; at < chunk.length; ) {
      const end = chunk.indexOf("\n", at)
      out += this.#keep(chunk.slice(at, end === -1 ? chunk.length : end))
      if (end === -1) break
      out += `${this.#ending()}\n`
      this.#begin(1)
      at = end + 1
    }
    return out
  }

  /** No line of this chunk can be too long. */
  #pass(chunk: string): string {
    const last = chunk.lastIndexOf("\n") + 1
    if (last > 0) this.#begin(occurrences(chunk, "\n"))
    this.#keep(last === 0 ? chunk : chunk.slice(last))
    return chunk
  }

  #begin(lines: number): void {
    this.#line += lines
    this.#length = 0
    this.#keptOdd = false
    this.#droppedOdd = false
  }

  #keep(part: string): string {
    const room = Math.max(0, this.#limit - this.#length)
    this.#length += part.length
    if (occurrences(part, '"', 0, room) % 2 === 1) this.#keptOdd = !this.#keptOdd
    if (part.length <= room) return part
    this.cut.add(this.#line)
    if (occurrences(part, '"', room) % 2 === 1) this.#droppedOdd = !this.#droppedOdd
    return part.slice(0, room)
  }

  #ending(): string {
    if (!this.#droppedOdd) return ""
    return this.#keptOdd ? '"' : `${this.#delimiter}"`
  }
}
