/** What is wrong in a file: its damaged rows, counted by code. */
import type { Row } from "@rollcall/core"

/** The damaged rows of one code. */
export interface Kind {
  readonly code: string
  readonly count: number
  /** The lines of the first of them. */
  readonly lines: ReadonlyArray<number>
}

export class Damages {
  #rows = 0
  #damaged = 0
  readonly #kinds = new Map<string, { count: number; readonly lines: Array<number> }>()

  get rows(): number {
    return this.#rows
  }

  get damaged(): number {
    return this.#damaged
  }

  /** The commonest first. */
  get kinds(): ReadonlyArray<Kind> {
    return [...this.#kinds].map(([code, kind]) => ({ code, ...kind })).toSorted((a, b) => b.count - a.count)
  }

  add(row: Row.Row<unknown>): void {
    this.#rows += 1
    if (row._tag === "Read") return
    this.#damaged += 1
    const kind = this.#kinds.get(row.damage.code) ?? { count: 0, lines: [] }
    kind.count += 1
    if (kind.lines.length < first && row.at.line !== undefined) kind.lines.push(row.at.line)
    this.#kinds.set(row.damage.code, kind)
  }
}

/** Lines that are named for a code. */
const first = 5
