/** What every kind of field has: a strict schema, whether null clears it, and what stands inside it. */
import { Schema } from "effect"

/** One field: what it accepts, `null` included where a target lets it be cleared. */
export interface Field<A = unknown> {
  readonly kind:
    | "text"
    | "key"
    | "email"
    | "url"
    | "tags"
    | "oneOf"
    | "date"
    | "language"
    | "list"
    | "reference"
  readonly schema: Schema.Codec<A>
  /** Whether the schema takes a value, told at once. */
  readonly accepts: (value: unknown) => boolean
  /** Whether `null` clears it. */
  readonly nullable: boolean
  /** What a reference, or each item of a list, is made of. */
  readonly parts?: Parts
  /** The parts that tell one item of a list from another; of a reference, the part without which it names nobody. */
  readonly by?: ReadonlyArray<string>
  /** How many items a list may have. */
  readonly items?: number
}

/** The fields inside a field, each of them text. */
export type Parts = { readonly [name: string]: Field<string> }

export interface Nullable<N extends boolean> {
  readonly nullable?: N
}

export interface Limits<N extends boolean> extends Nullable<N> {
  /** Unicode code points at the most; without it, no limit. */
  readonly max?: number
}

export type Value<A, N extends boolean> = N extends true ? A | null : A

export const make = <A, const N extends boolean>(
  kind: Field["kind"],
  schema: Schema.Codec<A>,
  nullable: N | undefined,
  accepts: (value: unknown) => boolean
): Field<Value<A, N>> => ({
  kind,
  accepts: nullable ? value => value === null || accepts(value) : accepts,
  // The conditional type follows `nullable`, which the compiler cannot see through.
  schema: (nullable ? Schema.NullOr(schema) : schema) as unknown as Schema.Codec<Value<A, N>>,
  nullable: nullable ?? false
})
