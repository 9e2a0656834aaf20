/** Stops a run in which too much goes wrong, and says of what most (F50). */
import { Refused, type SinkError, Unexpected } from "../Trouble.ts"
import type { Verdict } from "../verdict/Verdict.ts"

/** How much may go wrong before a run is stopped. */
export interface Tolerance {
  /** Records that the target must have been given before their share counts. */
  readonly least: number
  /** The share, 0 to 1, that may be refused by the target or stay unknown; a share above it stops the run. */
  readonly share: number
}

export const tolerance: Tolerance = { least: 100, share: 0.5 }

/** Counts what the target said of the records it was given. */
export class Breaker {
  readonly #sink: string
  readonly #tolerance: Tolerance
  readonly #causes = new Map<string, { readonly tag: Verdict["_tag"]; count: number }>()
  #given = 0
  #failed = 0

  constructor(sink: string, tolerated: Tolerance = tolerance) {
    this.#sink = sink
    this.#tolerance = tolerated
  }

  add(verdicts: ReadonlyArray<Verdict>): void {
    for (const verdict of verdicts) {
      if (verdict._tag === "NotAttempted") continue
      // Batches that are refused whole have a limit of their own.
      if (verdict._tag === "Rejected" && verdict.code === "BATCH_REFUSED") continue
      this.#given += 1
      const cause = causeOf(verdict)
      if (cause === undefined) continue
      this.#failed += 1
      const known = this.#causes.get(cause)
      if (known === undefined) this.#causes.set(cause, { tag: verdict._tag, count: 1 })
      else known.count += 1
    }
  }

  /** Why the run is to be stopped, if so; the commonest cause comes first. */
  tripped(): SinkError | undefined {
    const { least, share } = this.#tolerance
    if (this.#given < least || this.#failed <= this.#given * share) return undefined
    const causes = [...this.#causes].toSorted(([, a], [, b]) => b.count - a.count)
    const named = causes.slice(0, causesNamed).map(([cause, { count }]) => `${cause}: ${count}`)
    const message = `${this.#sink}: ${this.#failed} of the ${this.#given} records sent were refused or stayed unknown (${named.join("; ")}); nothing more was sent. Mend the commonest cause first, or raise the tolerance.`
    return causes[0]?.[1].tag === "Unknown" ? new Unexpected({ message }) : new Refused({ message })
  }
}

const causesNamed = 3

/** What a verdict counts as; nothing when nothing is wrong. Who is archived is for a run to list (F13). */
const causeOf = (verdict: Verdict): string | undefined => {
  if (verdict._tag === "Unknown") return verdict.reason
  if (verdict._tag !== "Rejected" || verdict.code === "ARCHIVED_STUDENT_EXISTS") return undefined
  return verdict.field === undefined ? verdict.code : `${verdict.code} on ${verdict.field}`
}
