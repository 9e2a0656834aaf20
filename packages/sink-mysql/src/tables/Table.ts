/** Which table holds an entity, and which column each of its fields. */
import type { Entity } from "@rollcall/core"

/** How an entity is kept in a table. */
export interface Table {
  readonly entity: Entity.Entity
  readonly name: string
  /** The column with the target's own id, which is text that is made here. */
  readonly id: string
  /** The column by which records are matched: the key in the form in which keys are compared. */
  readonly key: string
  /** The column that the unique field is looked up by, where the entity has one. */
  readonly unique?: string
  /** Every field that is kept, with its column; a list is kept as JSON. */
  readonly columns: { readonly [field: string]: string }
  /** Whether a row is archived; without it, none is. */
  readonly archived?: string
  /** Columns that have the same value in every row of ours, and belong to the key. */
  readonly scope: { readonly [column: string]: string | number }
}

/** The tables of a target, by the name of their entity. */
export type Tables = { readonly [entity: string]: Table }

/** The table of an entity; every target has one for each entity that it has a sink for. */
export const tableOf = (tables: Tables, { name }: Entity.Entity): Table => {
  const table = tables[name]
  if (table === undefined) throw new RangeError(`there is no table for a ${name}`)
  return table
}

/** What stands in a column. */
export type Cell = string | number | null
