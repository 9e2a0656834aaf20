/** What a proof leaves for the table, and what it is given: both travel with vitest. */
import "vitest"
import type { Counts, Proof } from "./counts.ts"

/** What came of a proof; left in `task.meta.proof` by the test that is the proof, whether it holds or not. */
export interface Figures {
  readonly proof: Proof
  /** How many were tried, of what the proof counts. */
  readonly tried: number
  /** Every other figure by its name, in the order in which the table has them. */
  readonly figures: Readonly<Record<string, number>>
}

declare module "vitest" {
  interface ProvidedContext {
    readonly counts: Counts
  }
  interface TaskMeta {
    proof?: Figures
  }
}
