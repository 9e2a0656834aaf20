/** Keeps rows out whose text a wrong encoding has spoilt (F20). */
import { garbled } from "@rollcall/core"
import type { Step } from "./rows.ts"

/** Names the first column with such a cell. */
export const soundness = (columns: ReadonlyArray<string>): Step => ({
  damage: cells => {
    for (let index = 0; index < cells.length; index++) {
      const found = garbled(cells[index] ?? "")
      if (found !== undefined) return { ...found, column: columns[index] ?? "" }
    }
    return undefined
  }
})
