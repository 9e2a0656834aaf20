/** The books of a run: which rows were read, which still wait for a verdict, and what the ledger says. */
import { Effect } from "effect"
import type { Fields } from "../entities/Entity.ts"
import type { Warning } from "../mapper/Prepared.ts"
import { type Consignment, leftOver } from "../sink/Courier.ts"
import type { Row } from "../source/Row.ts"
import { type Ledger, Tally } from "../verdict/Ledger.ts"
import type { Verdict } from "../verdict/Verdict.ts"
import { Counts } from "./Counts.ts"
import type { Outcome } from "./Report.ts"

/** A row that may be sent, from the moment it was read until its verdict. */
export interface Entry<A, F extends Fields> extends Consignment<F> {
  readonly row: Row<A>
  readonly parent: string | undefined
  readonly warnings: ReadonlyArray<Warning>
  /** What it takes on the wire. */
  readonly bytes: number
}

/** Who is told how a run goes on; the run waits for it, and it must not fail. */
export interface Listener {
  /** Every outcome, in the order in which they fall. */
  readonly onOutcomes?: (outcomes: ReadonlyArray<Outcome>) => Effect.Effect<void>
  /** How far the run has come, whenever rows were read or a request was answered. */
  readonly onProgress?: (progress: Progress) => Effect.Effect<void>
}

export interface Progress {
  readonly ledger: Ledger
  readonly requests: number
}

const none: ReadonlyArray<Warning> = []

export class Account<A, F extends Fields> {
  readonly #listener: Listener
  readonly #tally = new Tally()
  readonly #counts = new Counts()
  readonly #open = new Set<Entry<A, F>>()
  #fresh: Array<Outcome> = []

  constructor(listener: Listener) {
    this.#listener = listener
  }

  /** Counts rows as read, before anything is known of them. */
  read(rows: ReadonlyArray<Row<A>>): void {
    this.#tally.read(rows.length)
  }

  /** A row whose verdict is known without sending it. */
  settle(
    row: Row<A>,
    verdict: Verdict,
    key: string | undefined,
    warnings: ReadonlyArray<Warning> = none
  ): void {
    const { at } = row
    const outcome = key === undefined ? { at, row, verdict, warnings } : { at, row, key, verdict, warnings }
    this.#tally.verdict(verdict)
    this.#counts.add(outcome)
    // With nobody to tell, rows need not be held until they would be told.
    if (this.#listener.onOutcomes !== undefined) this.#fresh.push(outcome)
  }

  /** A row that waits for its verdict. */
  open(entry: Entry<A, F>): void {
    this.#open.add(entry)
  }

  close(entry: Entry<A, F>, verdict: Verdict): void {
    this.#open.delete(entry)
    this.settle(entry.row, verdict, entry.key, entry.warnings)
  }

  /** Gives every row that still waits the verdict that a run cut short leaves it with. */
  closeAll(): void {
    for (const entry of this.#open) this.close(entry, leftOver(entry))
  }

  /** Hands the outcomes that are new to the listener. */
  readonly publish: Effect.Effect<void> = Effect.suspend(() => {
    if (this.#fresh.length === 0) return Effect.void
    const outcomes = this.#fresh
    this.#fresh = []
    return this.#listener.onOutcomes?.(outcomes) ?? Effect.void
    // A listener that is busy when the run is stopped must not lose what it was being told.
  }).pipe(Effect.uninterruptible)

  ledger(): Ledger {
    return this.#tally.ledger()
  }

  summary() {
    return this.#counts.summary()
  }
}
