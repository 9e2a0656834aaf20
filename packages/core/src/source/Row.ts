/** One record as its origin gave it, read or damaged, with its place. */
import type { Place } from "./Place.ts"

/** A record that could be read. */
export interface Read<A> {
  readonly _tag: "Read"
  readonly at: Place
  readonly value: A
}

/** A record that could not be read as one; it still counts as seen (docs/failures.md F2). */
export interface Damaged {
  readonly _tag: "Damaged"
  readonly at: Place
  /** What stood there, for the report alone. */
  readonly raw: unknown
  readonly damage: Damage
}

/** What is wrong with a damaged record: a code of docs/errors.md, and a sentence without any value. */
export interface Damage {
  readonly code: string
  readonly column?: string
  readonly message: string
}

export type Row<A> = Read<A> | Damaged

export const read = <A>(at: Place, value: A): Read<A> => ({ _tag: "Read", at, value })

export const damaged = (at: Place, raw: unknown, damage: Damage): Damaged => ({
  _tag: "Damaged",
  at,
  raw,
  damage
})

/** Records of an origin without lines, of which so many came before. */
export const numbered = <A>(
  origin: string,
  before: number,
  records: ReadonlyArray<A>
): ReadonlyArray<Row<A>> =>
  records.map((record, index) => read({ origin, record: before + index + 1 }, record))
