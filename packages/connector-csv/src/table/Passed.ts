/** Rows that are passed over: how many they are, and where the first of them stand. */
import type { Source } from "@rollcall/core"

export class Passed {
  #count = 0
  readonly #first: Array<number> = []

  add(line: number): void {
    this.#count += 1
    if (this.#first.length < named) this.#first.push(line)
  }

  /** `2 (lines 1 and 2)`, under a name; nothing when there are none. */
  findings(name: string): ReadonlyArray<Source.Finding> {
    if (this.#count === 0) return []
    const more = this.#count - this.#first.length
    const lines = list.format([...this.#first.map(String), ...(more > 0 ? [`${more} more`] : [])])
    return [
      { name, doubtful: true, value: `${this.#count} (${this.#count === 1 ? "line" : "lines"} ${lines})` }
    ]
  }
}

/** Lines that are named. */
const named = 5

const list = new Intl.ListFormat("en-GB")
