/** Which table holds an entity, and which column each of its fields. */
import { Entity } from "@rollcall/core"

/** How an entity is kept in a table. */
export interface Table {
  readonly entity: Entity.Entity
  readonly name: string
  readonly id: Id
  /** The column by which records are matched: the key in the form in which keys are compared. */
  readonly key: string
  /** A column of its own for the unique field as it is compared; without one, the field's own column is looked up. */
  readonly unique?: string
  /** Every field that is kept, with its column; lists and objects are kept as JSON. */
  readonly columns: { readonly [field: string]: string }
  /** Where tags are kept, if not as JSON. */
  readonly tags?: TagsTable
  /** Whether a row is archived; without it, none is. */
  readonly archived?: string
  /** Columns that have the same value in every row of ours, and belong to the key. */
  readonly scope: { readonly [column: string]: string | number }
  readonly layout: Layout
}

/** The column with the target's own id: text that is made here, or a number that the table counts up. */
export interface Id {
  readonly column: string
  readonly made: "here" | "by the table"
}

/** A table with a row for every tag. */
export interface TagsTable {
  readonly table: string
  /** The column with the id of the person. */
  readonly owner: string
  /** The column with the tag. */
  readonly tag: string
}

/** What only the database knows of a table, and statements depend on. */
export interface Layout {
  /** Whether the database has been asked, and has the table. */
  readonly known: boolean
  /** Character set and collation of an id that is text. */
  readonly id?: { readonly charset: string; readonly collation: string }
  /** Columns that are NOT NULL and empty by default: an empty text stands for nothing there. */
  readonly blanks: ReadonlySet<string>
}

/** The tables of a target, by the name of their entity. */
export type Tables = { readonly [entity: string]: Table }

/** What stands in a column. */
export type Cell = string | number | null

/** Whether a field is stored at all. */
export const keeps = (table: Table, field: string): boolean =>
  Object.hasOwn(table.columns, field) || (table.tags !== undefined && isTags(table.entity, field))

export const isTags = (entity: Entity.Entity, field: string): boolean => entity.fields[field]?.kind === "tags"

/** The fields by which records are matched; the one that stands for all of them comes first. */
export const keyFields = ({ identifiers: [first] }: Entity.Entity): ReadonlyArray<string> =>
  first === undefined ? [] : Entity.named(first)

/** The field that stands for the key. */
export const keyField = (entity: Entity.Entity): string => keyFields(entity)[0] ?? ""

/** Whether the key is made of several fields, so that no field's own column can be that of the key. */
export const isComposed = (entity: Entity.Entity): boolean => keyFields(entity).length > 1
