/** Counts by column, for the findings at the end of a read. */
import type { Source } from "@rollcall/core"

export class Tally {
  readonly #columns: ReadonlyArray<string>
  readonly #counts: Array<number>

  constructor(columns: ReadonlyArray<string>) {
    this.#columns = columns
    this.#counts = columns.map(() => 0)
  }

  add(index: number): void {
    this.#counts[index] = (this.#counts[index] ?? 0) + 1
  }

  /** `TEL 3, MAIL 12`, under a name; nothing when nothing was counted. */
  findings(name: string): ReadonlyArray<Source.Finding> {
    const counted = this.#columns.flatMap((column, index) => {
      const count = this.#counts[index] ?? 0
      return count === 0 ? [] : [`${column} ${count}`]
    })
    return counted.length === 0 ? [] : [{ name, value: counted.join(", ") }]
  }
}
