/** Joins two sources: one is read into an index by key, and enriches the records of the other. */
import { Effect, Stream } from "effect"
import { type SourceError, Unreadable } from "../Trouble.ts"
import { damaged, type Row, read } from "./Row.ts"
import type { Coverage, Finding, Source } from "./Source.ts"

/**
 * The records of `source`, each joined with what `from` has for it. When the rows are first asked for, `from` is read to
 * its end; if it fails, the read ends with its reason, before any row. What is held in memory is what `keep` gives, once
 * for each key, until the read ends. A record of `from` without a key, or that cannot be read, is left out; how many
 * there were is among the findings.
 */
export const lookup = <A, B, C, V = B, R = never, R2 = never>(options: {
  readonly source: Source<A, R>
  readonly from: Source<B, R2>
  readonly key: (record: B) => string | undefined
  /** What is remembered of a record: the whole of it unless said. */
  readonly keep?: (record: B) => V
  /** Which of two that have one key is remembered: the first unless said. */
  readonly prefer?: (held: V, other: V) => V
  /** Keys that may be held: 500,000; more are `Unreadable`. */
  readonly most?: number
  /** A record with what is found for it; it must not do anything else. One on which it throws is damaged. */
  readonly join: (record: A, find: (key: string | undefined) => V | undefined) => C
}): Source<C, R | R2> => {
  const { source, from, join } = options
  return {
    name: source.name,
    ready: Effect.andThen(source.ready ?? Effect.void, from.ready ?? Effect.void),
    parts: [...(source.parts ?? []), source, ...(from.parts ?? []), from],
    open: Effect.gen(function* () {
      const main = yield* source.open
      const other = yield* from.open
      const index = new Index(from.name, options)
      const rows = Effect.as(index.fill(other.rows), Stream.map(main.rows, joined(index, join)))
      return {
        ...main,
        rows: Stream.unwrap(rows),
        findings: [...main.findings, ...other.findings],
        coverage: Effect.zipWith(main.coverage, other.coverage, (coverage, looked) => ({
          ...coverage,
          findings: once([
            ...(coverage.findings ?? []),
            ...(looked.findings ?? []),
            ...index.findings(looked)
          ])
        }))
      }
    })
  }
}

/** Both may have found the same, as the period that they are of. */
const once = (findings: ReadonlyArray<Finding>): ReadonlyArray<Finding> =>
  findings.filter(
    ({ name, value }, at) => findings.findIndex(other => other.name === name && other.value === value) === at
  )

interface Kept<B, V> {
  readonly key: (record: B) => string | undefined
  readonly keep?: (record: B) => V
  readonly prefer?: (held: V, other: V) => V
  readonly most?: number
}

class Index<B, V> {
  readonly #name: string
  readonly #options: Kept<B, V>
  readonly #most: number
  readonly #held = new Map<string, V>()
  #keyless = 0
  #damaged = 0

  constructor(name: string, options: Kept<B, V>) {
    this.#name = name
    this.#options = options
    this.#most = options.most ?? 500_000
  }

  fill(rows: Stream.Stream<Row<B>, SourceError>): Effect.Effect<void, SourceError> {
    return Stream.runForEachArray(rows, some => {
      for (const row of some) this.#add(row)
      if (this.#held.size <= this.#most) return Effect.void
      const message = `${this.#name}: has more than ${this.#most} keys, which is as many as are held for a join`
      return Effect.fail(new Unreadable({ message }))
    })
  }

  find(key: string | undefined): V | undefined {
    return key === undefined ? undefined : this.#held.get(key)
  }

  /** What a person should know of what could be found, and what not. */
  findings({ complete }: Coverage): ReadonlyArray<Finding> {
    const held: Finding = { name: `joined with ${this.#name}`, value: `${this.#held.size} keys` }
    const lacking = [
      this.#damaged > 0 && `${this.#damaged} records could not be read`,
      this.#keyless > 0 && `${this.#keyless} records have no key`,
      !complete && "nothing proves that it was whole"
    ].filter(lack => lack !== false)
    if (lacking.length === 0) return [held]
    return [{ ...held, value: [held.value, ...lacking].join("; "), doubtful: true }]
  }

  #add(row: Row<B>): void {
    if (row._tag === "Damaged") {
      this.#damaged += 1
      return
    }
    const { key, keep, prefer } = this.#options
    const name = key(row.value)
    if (name === undefined) {
      this.#keyless += 1
      return
    }
    // Without `keep`, V is B.
    const value = keep === undefined ? (row.value as unknown as V) : keep(row.value)
    const held = this.#held.get(name)
    if (held === undefined) this.#held.set(name, value)
    else if (prefer !== undefined) this.#held.set(name, prefer(held, value))
  }
}

const joined =
  <A, B, V, C>(
    index: Index<B, V>,
    join: (record: A, find: (key: string | undefined) => V | undefined) => C
  ): ((row: Row<A>) => Row<C>) =>
  row => {
    if (row._tag === "Damaged") return row
    try {
      return read(
        row.at,
        join(row.value, key => index.find(key))
      )
    } catch {
      // What it threw may hold a value (Law 9).
      return damaged(row.at, row.value, { code: "MAPPER_FAILED", message: "the join threw on this record" })
    }
  }
