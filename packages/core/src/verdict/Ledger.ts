/** The counts of a run, which balance or the run has failed (Law 1). */
import { type Kind, kindOf, kinds, type Verdict } from "./Verdict.ts"

/** How many rows were read, and how many of them ended in each way. */
export interface Ledger extends Readonly<Record<Kind, number>> {
  readonly read: number
}

export const empty: Ledger = {
  read: 0,
  ...(Object.fromEntries(kinds.map(kind => [kind, 0])) as Record<Kind, number>)
}

/** rows read = the sum of all verdicts. */
export const balances = (ledger: Ledger): boolean =>
  ledger.read === kinds.reduce((sum, kind) => sum + ledger[kind], 0)

export const add = (a: Ledger, b: Ledger): Ledger => ({
  read: a.read + b.read,
  ...(Object.fromEntries(kinds.map(kind => [kind, a[kind] + b[kind]])) as Record<Kind, number>)
})

/** A ledger being written; rows and verdicts are counted where they occur, apart from one another. */
export class Tally {
  readonly #counts: { -readonly [K in keyof Ledger]: number } = { ...empty }

  read(rows: number): void {
    this.#counts.read += rows
  }

  verdict(verdict: Verdict): void {
    this.#counts[kindOf(verdict)] += 1
  }

  ledger(): Ledger {
    return { ...this.#counts }
  }
}
