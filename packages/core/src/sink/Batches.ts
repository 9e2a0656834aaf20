/** Cuts records into batches by number and by bytes; the first one small, to look at its answer (docs/contract.md 1.1). */
import type { Limits } from "./Sink.ts"

/** A run's first request carries no more, so that a misread target costs ten records and not a school. */
export const firstBatch = 10

/** Gathers records; a record that would not fit, or may not stand beside one of them, completes the batch before it. */
export class Batches<T> {
  readonly #limits: Limits
  readonly #apart: ((record: T) => string | undefined) | undefined
  /** What the gathered records must not share with another. */
  #taken = new Set<string>()
  #records: Array<T> = []
  #bytes = 0
  #first = true

  constructor(limits: Limits, apart?: (record: T) => string | undefined) {
    this.#limits = limits
    this.#apart = apart
  }

  /** Adds a record of so many bytes; gives the batch that this completes, if any. */
  add(record: T, bytes: number): ReadonlyArray<T> | undefined {
    const name = this.#apart?.(record)
    const full = this.#records.length >= this.#most() || this.#bytes + bytes > this.#limits.bytes
    const batch = full || (name !== undefined && this.#taken.has(name)) ? this.rest() : undefined
    if (name !== undefined) this.#taken.add(name)
    this.#records.push(record)
    this.#bytes += bytes
    return batch
  }

  /** What has been gathered and not yet given out. */
  rest(): ReadonlyArray<T> | undefined {
    if (this.#records.length === 0) return undefined
    const batch = this.#records
    this.#records = []
    this.#bytes = 0
    this.#taken = new Set()
    this.#first = false
    return batch
  }

  #most(): number {
    return this.#first ? Math.min(firstBatch, this.#limits.records) : this.#limits.records
  }
}
