/** How a file ends: whole, in the middle of a row, or in a way that does not tell. */
import type { Row, Source } from "@rollcall/core"
import type { Reading } from "../text/Records.ts"

/** To be shown every row and what it was made of, or the last one at least. */
export class Ending {
  #cut = false
  #unended = false

  /** Whether nothing says that rows are lacking: absence from a file that was cut proves nothing (Law 10). */
  get complete(): boolean {
    return !this.#cut
  }

  see(reading: Reading, row: Row.Row<unknown>): void {
    if (row._tag === "Damaged" && row.damage.code === "FILE_CUT") this.#cut = true
    else if ("cells" in reading && reading.unended === true) this.#unended = true
  }

  /** Many programs write no line end after the last row, so this is no damage. */
  findings(): ReadonlyArray<Source.Finding> {
    if (!this.#unended) return []
    return [
      { name: "last line", value: "has no line end; if the export was cut, its last cell may be cut too" }
    ]
  }
}
