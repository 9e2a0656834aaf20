/** Counts by column, for the findings at the end of a read. */
import type { Source } from "@rollcall/core"

export class Tally {
  readonly #columns: ReadonlyArray<string>
  readonly #counts: Array<number>
  /** What waits for its row to be found sound. */
  #row: Array<number> = []

  constructor(columns: ReadonlyArray<string>) {
    this.#columns = columns
    this.#counts = columns.map(() => 0)
  }

  /** Begins with the next row, and forgets the one before unless it was kept. */
  next(): void {
    if (this.#row.length > 0) this.#row = []
  }

  add(index: number): void {
    this.#row.push(index)
  }

  /** Counts what was added of a row that is read: nothing was done to a damaged one. */
  keep(): void {
    for (const index of this.#row) this.#counts[index] = (this.#counts[index] ?? 0) + 1
    this.next()
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
