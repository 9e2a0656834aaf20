/** Rows of a table as the rules see them, and records as rows. */
import { type Decision, Entity, Key } from "@rollcall/core"
import type { Row } from "../sql/Query.ts"
import { type Cell, keyFields, type Table } from "../tables/Table.ts"
import { type Reader, readerOf } from "./json.ts"

/** The columns that are read, the id first. */
export const read = (table: Table): ReadonlyArray<string> => [
  table.id.column,
  ...(table.archived === undefined ? [] : [table.archived]),
  ...Object.values(table.columns)
]

/** A row as a target holds it; an empty text is nothing, for no field may be empty. */
export const storedOf = (table: Table, row: Row): Decision.Stored => {
  const fields: Record<string, unknown> = {}
  for (const { field, column, reader } of sourcesOf(table)) {
    const value = row[column]
    if (value === null || value === undefined || value === "") continue
    const kept = reader === undefined ? String(value) : reader(String(value))
    if (kept !== undefined) fields[field] = kept
  }
  return {
    id: String(row[table.id.column]),
    archived: table.archived !== undefined && Number(row[table.archived]) !== 0,
    fields
  }
}

/** Where a field comes from. */
interface Source {
  readonly field: string
  readonly column: string
  readonly reader: Reader | undefined
}

/** What is known of a table is made once, and not for every row. */
export const once = <A>(make: (table: Table) => A): ((table: Table) => A) => {
  const made = new WeakMap<Table, A>()
  return table => {
    const known = made.get(table) ?? make(table)
    made.set(table, known)
    return known
  }
}

const sourcesOf = once(
  ({ entity, columns }): ReadonlyArray<Source> =>
    Object.entries(columns).map(([field, column]) => ({ field, column, reader: readerOf(entity, field) }))
)

/** A record as it is written; not archived unless it says so. */
export type Kept = Pick<Decision.Stored, "id" | "fields"> & { readonly archived?: boolean }

/** A column that is written, and what stands there of a record. */
export interface Slot {
  readonly column: string
  readonly cell: (record: Kept) => Cell
  /** How it is read, where it is JSON. */
  readonly reader?: Reader | undefined
  /** With which field it changes, or with the return of an archived record; by what a row is found never does (F33). */
  readonly changesWith: string | typeof archived | undefined
}

export const archived = Symbol("archived")

/** All columns of a table that are written, of which an id is one only if it is made here. */
export const slotsOf = once((table): ReadonlyArray<Slot> => {
  const { entity } = table
  const named = new Set(keyFields(entity))
  const slot = (column: string, changesWith: Slot["changesWith"], cell: Slot["cell"]): Slot => ({
    column,
    changesWith,
    cell
  })
  const own = (field: string, column: string): Slot => {
    const reader = readerOf(entity, field)
    const cellOf = reader === undefined ? text : json
    const changesWith = named.has(field) ? undefined : field
    return { column, changesWith, reader, cell: ({ fields }) => cellOf(fields[field]) }
  }
  const { unique = "" } = entity
  return [
    ...(table.id.made === "here" ? [slot(table.id.column, undefined, ({ id }) => id)] : []),
    ...Object.entries(table.scope).map(([column, value]) => slot(column, undefined, () => value)),
    slot(table.key, undefined, ({ fields }) => Entity.keyOf(entity, fields) ?? null),
    ...(table.unique === undefined
      ? []
      : [slot(table.unique, unique, ({ fields }) => canonicalEmail(fields[unique]))]),
    ...Object.entries(table.columns)
      .filter(([, column]) => column !== table.key)
      .map(([field, column]) => own(field, column)),
    ...(table.archived === undefined
      ? []
      : [slot(table.archived, archived, record => (record.archived ? 1 : 0))])
  ]
})

const text = (value: unknown): Cell => (typeof value === "string" ? value : null)

const json = (value: unknown): Cell => (value === undefined || value === null ? null : JSON.stringify(value))

const canonicalEmail = (value: unknown): Cell =>
  typeof value === "string" ? Key.canonicalEmail(value) : null

/** What every statement says of the rows that are ours. */
export const scoped = (
  { scope }: Table,
  alias = ""
): { readonly sql: string; readonly bindings: ReadonlyArray<string | number> } => {
  const entries = Object.entries(scope)
  return { sql: entries.map(() => `${alias}?? = ? AND `).join(""), bindings: entries.flat() }
}

export const names = (columns: ReadonlyArray<string>): string => columns.map(() => "??").join(", ")

export const values = (list: ReadonlyArray<unknown>): string => list.map(() => "?").join(", ")
