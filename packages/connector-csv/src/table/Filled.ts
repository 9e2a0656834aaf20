/** Passes over what is no record among the rows, and counts it: blank rows, and headers that are repeated. */
import type { Source } from "@rollcall/core"
import { type Cells, isBlank, type Reading } from "../text/Records.ts"
import { type Again, headersAgain } from "./again.ts"
import { Passed } from "./Passed.ts"

export class Filled {
  #blank: number
  readonly #width: number
  #again: (row: Cells) => Again = () => "record"
  readonly #repeated = new Passed()
  #changed: number | undefined

  /** So many cells are in a row, and so many blank rows have been passed over before. */
  constructor({ width, blank }: { readonly width: number; readonly blank: number }) {
    this.#width = width
    this.#blank = blank
  }

  /** The line of a header with other columns, if there was one: it is given back, as are all rows from there on. */
  get changed(): number | undefined {
    return this.#changed
  }

  of(readings: ReadonlyArray<Reading>): ReadonlyArray<Reading> {
    return readings.filter(reading => {
      if ("damage" in reading) return true
      if (isBlank(reading.cells) && !this.#isCut(reading)) {
        this.#blank += 1
        return false
      }
      if (this.#changed !== undefined) return true
      const again = this.#again(reading)
      if (again === "changed") this.#changed = reading.line
      if (again !== "repeated") return true
      this.#repeated.add(reading.line)
      return false
    })
  }

  /** From now on, headers with these cells are passed over. */
  under(header: ReadonlyArray<string>): void {
    this.#again = headersAgain(header)
  }

  /** The first cells of a row, with nothing in them, at the end of a file that was cut. */
  #isCut({ cells, unended }: Cells): boolean {
    return unended === true && cells.length > 1 && cells.length < this.#width
  }

  findings(): ReadonlyArray<Source.Finding> {
    return [
      ...(this.#blank === 0 ? [] : [{ name: "blank rows passed over", value: String(this.#blank) }]),
      ...this.#repeated.findings("repeated headers passed over"),
      ...(this.#changed === undefined
        ? []
        : [
            {
              name: "columns change",
              doubtful: true as const,
              value: `at line ${this.#changed}; nothing from there on is read`
            }
          ])
    ]
  }
}
