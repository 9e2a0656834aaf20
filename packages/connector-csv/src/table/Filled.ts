/** Passes over what is no record among the rows, and counts it: blank rows, and headers that are repeated. */
import type { Source } from "@rollcall/core"
import { type Cells, isBlank, type Reading } from "../text/Records.ts"
import { repeats } from "./header.ts"
import { Passed } from "./Passed.ts"

export class Filled {
  #blank: number
  readonly #width: number
  #repeats: (reading: Reading) => boolean = () => false
  readonly #repeated = new Passed()

  /** So many cells are in a row, and so many blank rows have been passed over before. */
  constructor({ width, blank }: { readonly width: number; readonly blank: number }) {
    this.#width = width
    this.#blank = blank
  }

  of(readings: ReadonlyArray<Reading>): ReadonlyArray<Reading> {
    return readings.filter(reading => {
      if ("damage" in reading) return true
      if (isBlank(reading.cells) && !this.#isCut(reading)) {
        this.#blank += 1
        return false
      }
      if (!this.#repeats(reading)) return true
      this.#repeated.add(reading.line)
      return false
    })
  }

  /** From now on, rows that are as this one are passed over. */
  under(header: Reading): void {
    this.#repeats = repeats(header)
  }

  /** The first cells of a row, with nothing in them, at the end of a file that was cut. */
  #isCut({ cells, unended }: Cells): boolean {
    return unended === true && cells.length > 1 && cells.length < this.#width
  }

  findings(): ReadonlyArray<Source.Finding> {
    return [
      ...(this.#blank === 0 ? [] : [{ name: "blank rows passed over", value: String(this.#blank) }]),
      ...this.#repeated.findings("repeated headers passed over")
    ]
  }
}
