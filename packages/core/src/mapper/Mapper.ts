/** A pure translation from a source's record to an upsert of an entity. */
import type { Entity, Fields, Upsert } from "../entities/Entity.ts"
import type { Dropped } from "../normalisers/Dropped.ts"

/**
 * How one kind of record becomes one kind of entity. The engine calls `map` once a row, in order; it must not do
 * anything else. A mapper that throws loses that row, not the run. The first rows of a table come as stand-ins, which tell
 * what columns are read; where one makes `map` throw, it is called again with the row itself.
 */
export interface Mapper<A, F extends Fields> {
  readonly entity: Entity<string, F>
  readonly map: (record: A) => Draft<F> | Skip
  /** The columns it reads, where it reads a table: a required one that is missing stops the run before it sends. */
  readonly columns?: ReadonlyArray<Column>
}

/** Which column of a table a field comes from. */
export interface Column {
  readonly field: string
  readonly column: string
  readonly required: boolean
}

/**
 * An upsert as a mapper may write it: `undefined` means absent, also inside a list or a reference, and any value may have
 * been dropped by a normaliser.
 */
export type Draft<F extends Fields> = {
  readonly [K in keyof Upsert<F>]: Upsert<F>[K] | Drafted<Upsert<F>[K]> | Dropped | undefined
}

type Drafted<T> =
  T extends ReadonlyArray<infer Item>
    ? ReadonlyArray<Drafted<Item>>
    : T extends object
      ? { readonly [K in keyof T]: T[K] | Dropped | undefined }
      : T

/** A record that is left out on purpose; it counts as filtered. */
export interface Skip {
  readonly _tag: "Skip"
  /** Why, in a few words that name no person. */
  readonly reason: string
}

/** Leaves a record out, with the reason that the report shows. */
export const skip = (reason: string): Skip => ({ _tag: "Skip", reason })

/** A result whose every name is a field, or a part of one: a misspelt one has the type never and does not compile. */
type Exactly<F extends Fields, T> = T extends Skip ? T : Known<Upsert<F>, T>

type Known<U, T> = {
  readonly [K in keyof T]: K extends keyof U ? Inside<Exclude<U[K], null | undefined>, T[K]> : never
}

type Inside<U, T> = T extends Dropped
  ? T
  : T extends ReadonlyArray<infer Item>
    ? U extends ReadonlyArray<infer Part>
      ? ReadonlyArray<Inside<Part, Item>>
      : T
    : T extends object
      ? Known<U, T>
      : T

/**
 * Declares a mapper. Only the fields of the entity compile, null only where it clears; `undefined` is absent and is
 * never sent (Law 8).
 */
export const make = <F extends Fields, A, const T extends Draft<F> | Skip>(
  entity: Entity<string, F>,
  map: (record: A) => T & Exactly<F, T>,
  columns?: ReadonlyArray<Column>
): Mapper<A, F> => (columns === undefined ? { entity, map } : { entity, map, columns })

export const isSkip = (mapped: object): mapped is Skip => "_tag" in mapped && mapped._tag === "Skip"

/** The column that a field was mapped from, where the mapper says. */
export const columnOf = <A, F extends Fields>(
  mapper: Mapper<A, F>,
  field: string | undefined
): { readonly column?: string } => {
  const column = mapper.columns?.find(candidate => candidate.field === field)?.column
  return column === undefined ? {} : { column }
}
