/** Rows of a table as the rules see them, and records as rows. */
import { type Decision, Key } from "@rollcall/core"
import type { Row } from "../sql/Query.ts"
import { type Cell, isTags, keyField, type Table } from "../tables/Table.ts"

/** The columns that are read, the id first. */
export const read = (table: Table): ReadonlyArray<string> => [
  table.id.column,
  ...(table.archived === undefined ? [] : [table.archived]),
  ...Object.values(table.columns)
]

/** A row as a target holds it; an empty text is nothing, for no field may be empty. */
export const storedOf = (table: Table, row: Row): Decision.Stored => {
  const fields: Record<string, unknown> = {}
  for (const field in table.columns) {
    const value = row[table.columns[field] ?? ""]
    if (value === null || value === undefined || value === "") continue
    fields[field] = isTags(table.entity, field) ? listOf(value) : String(value)
  }
  return {
    id: String(row[table.id.column]),
    archived: table.archived !== undefined && Number(row[table.archived]) !== 0,
    fields
  }
}

/** A column that is written, and what stands there of a record. */
export interface Slot {
  readonly column: string
  readonly cell: (record: Decision.Stored) => Cell
  /** Whether it may change: by what a row is found stays as it is (F33). */
  readonly changes: boolean
}

/** All columns of a table that are written, of which an id is one only if it is made here. */
export const slotsOf = (table: Table): ReadonlyArray<Slot> => {
  const known = slots.get(table) ?? makeSlots(table)
  slots.set(table, known)
  return known
}

const slots = new WeakMap<Table, ReadonlyArray<Slot>>()

const makeSlots = (table: Table): ReadonlyArray<Slot> => {
  const { entity } = table
  const key = keyField(entity)
  const fixed = (column: string, cell: Slot["cell"]): Slot => ({ column, cell, changes: false })
  const changing = (column: string, cell: Slot["cell"]): Slot => ({ column, cell, changes: true })
  return [
    ...(table.id.made === "here" ? [fixed(table.id.column, ({ id }) => id)] : []),
    ...Object.entries(table.scope).map(([column, value]) => fixed(column, () => value)),
    fixed(table.key, ({ fields }) => canonical(fields[key], Key.canonical)),
    ...(table.unique === undefined
      ? []
      : [changing(table.unique, ({ fields }) => canonical(fields[entity.unique ?? ""], Key.canonicalEmail))]),
    ...Object.entries(table.columns)
      .filter(([, column]) => column !== table.key)
      .map(([field, column]) =>
        (field === key ? fixed : changing)(column, ({ fields }) => cellOf(fields[field]))
      ),
    ...(table.archived === undefined ? [] : [changing(table.archived, ({ archived }) => (archived ? 1 : 0))])
  ]
}

const cellOf = (value: unknown): Cell =>
  typeof value === "string" ? value : Array.isArray(value) ? JSON.stringify(value) : null

const canonical = (value: unknown, form: (text: string) => string): Cell =>
  typeof value === "string" ? form(value) : null

const listOf = (value: unknown): ReadonlyArray<unknown> => {
  const list: unknown = typeof value === "string" ? JSON.parse(value) : value
  return Array.isArray(list) ? list : []
}

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
