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
    const kept = isTags(table.entity, field) ? listOf(String(value)) : String(value)
    if (kept !== undefined) fields[field] = kept
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
  /** With which field it changes, or with the return of an archived record; by what a row is found never does (F33). */
  readonly changesWith: string | typeof archived | undefined
}

export const archived = Symbol("archived")

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
  const slot = (column: string, changesWith: Slot["changesWith"], cell: Slot["cell"]): Slot => ({
    column,
    changesWith,
    cell
  })
  const { unique = "" } = entity
  return [
    ...(table.id.made === "here" ? [slot(table.id.column, undefined, ({ id }) => id)] : []),
    ...Object.entries(table.scope).map(([column, value]) => slot(column, undefined, () => value)),
    slot(table.key, undefined, ({ fields }) => canonical(fields[key], Key.canonical)),
    ...(table.unique === undefined
      ? []
      : [slot(table.unique, unique, ({ fields }) => canonical(fields[unique], Key.canonicalEmail))]),
    ...Object.entries(table.columns)
      .filter(([, column]) => column !== table.key)
      .map(([field, column]) =>
        slot(column, field === key ? undefined : field, ({ fields }) => cellOf(fields[field]))
      ),
    ...(table.archived === undefined
      ? []
      : [slot(table.archived, archived, record => (record.archived ? 1 : 0))])
  ]
}

const cellOf = (value: unknown): Cell =>
  typeof value === "string" ? value : Array.isArray(value) ? JSON.stringify(value) : null

const canonical = (value: unknown, form: (text: string) => string): Cell =>
  typeof value === "string" ? form(value) : null

/** What is no list is nothing to the rules; it stays as it is until somebody's tags are given. */
const listOf = (text: string): ReadonlyArray<unknown> | undefined => {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) && list.length > 0 ? list : undefined
  } catch {
    return undefined
  }
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
