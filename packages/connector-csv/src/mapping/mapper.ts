/** A mapper as data: which field comes from which column. */
import type { Entity, Field, Mapper, Normalise } from "@rollcall/core"
import type { Record } from "../table/rows.ts"
import { type Constant, column, type FromColumn, isBlank } from "./FromColumn.ts"

/**
 * Fields by name; a plain string is a required column. Each takes what its values may be: tags a list, and `null` only
 * a field that can be cleared. A column's value may also be one that a normaliser has dropped.
 */
export type Mapping<F extends Entity.Fields> = {
  readonly [K in keyof F]?: F[K] extends Field.Field<infer A> ? From<A> : never
}

type From<A> = FromColumn<A | Normalise.Dropped> | Constant<A> | (string extends A ? string : never)

/** A mapping whose every name is a field. */
type Exactly<F extends Entity.Fields, M> = { readonly [K in keyof M]: K extends keyof F ? M[K] : never }

/**
 * Declares a mapper from the rows of a CSV file. A blank cell and a column that is not there leave the field as it is;
 * a required column that is not there ends the run before anything is sent, with the nearest header suggested (F21).
 */
export const mapper = <F extends Entity.Fields, const M extends Mapping<F>>(
  entity: Entity.Entity<string, F>,
  mapping: M & Exactly<F, M>
): Mapper.Mapper<Record, F> => {
  const fields = Object.entries<unknown>(mapping).map(([field, given]) => {
    // The values of a Mapping, whose names the compiler does not know here.
    if (!Object.hasOwn(entity.fields, field)) throw new TypeError(`${entity.plural} have no field "${field}"`)
    const from = given as string | FromColumn<unknown> | Constant<unknown>
    return { field, from: typeof from === "string" ? column(from) : from }
  })
  return {
    entity,
    columns: fields.flatMap(({ field, from }) =>
      from._tag === "Constant" ? [] : [{ field, column: from.column, required: from.required }]
    ),
    map: record => {
      const draft: { [field: string]: unknown } = {}
      for (const { field, from } of fields) draft[field] = valueOf(from, record)
      // Mapping<F> says of every field that its value is one of F's.
      return draft as Mapper.Draft<F>
    }
  }
}

const valueOf = (from: FromColumn<unknown> | Constant<unknown>, record: Record): unknown => {
  if (from._tag === "Constant") return from.value
  const text = record[from.column]
  if (text === undefined) return undefined
  if (isBlank(text)) return from.blank === "clears" ? null : undefined
  return from.value(text.trim())
}
