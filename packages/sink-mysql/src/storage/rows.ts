/** Rows of a table as the rules see them, and records as rows. */
import { type Decision, Key } from "@rollcall/core"
import type { Row } from "../sql/Query.ts"
import type { Cell, Table } from "../tables/Table.ts"

/** The columns that are read, the id first. */
export const read = (table: Table): ReadonlyArray<string> => [
  table.id,
  ...(table.archived === undefined ? [] : [table.archived]),
  ...Object.values(table.columns)
]

/** A row as a target holds it. */
export const storedOf = (table: Table, row: Row): Decision.Stored => {
  const fields: Record<string, unknown> = {}
  for (const [field, column] of Object.entries(table.columns)) {
    const value = row[column]
    if (value === null || value === undefined) continue
    fields[field] = isList(table, field) ? listOf(value) : String(value)
  }
  return {
    id: String(row[table.id]),
    archived: table.archived !== undefined && Number(row[table.archived]) === 1,
    fields
  }
}

/** The columns that are written, the id first, then what is looked up by, then the fields. */
export const written = (table: Table): ReadonlyArray<string> => {
  const kept = Object.values(table.columns)
  const looked = [table.key, table.unique].filter(column => column !== undefined && !kept.includes(column))
  return [
    table.id,
    ...Object.keys(table.scope),
    ...(looked as ReadonlyArray<string>),
    ...kept,
    ...(table.archived === undefined ? [] : [table.archived])
  ]
}

/** A record as the cells of `written`. */
export const cellsOf = (table: Table, { id, archived, fields }: Decision.Stored): ReadonlyArray<Cell> => {
  const byColumn = new Map<string, Cell>()
  const key = fields[table.entity.identifiers[0]?.field ?? ""]
  byColumn.set(table.key, typeof key === "string" ? Key.canonical(key) : null)
  const unique = table.entity.unique === undefined ? undefined : fields[table.entity.unique]
  if (table.unique !== undefined)
    byColumn.set(table.unique, typeof unique === "string" ? Key.canonicalEmail(unique) : null)
  for (const [field, column] of Object.entries(table.columns)) {
    const value = fields[field]
    byColumn.set(
      column,
      typeof value === "string" ? value : Array.isArray(value) ? JSON.stringify(value) : null
    )
  }
  for (const [column, value] of Object.entries(table.scope)) byColumn.set(column, value)
  byColumn.set(table.id, id)
  if (table.archived !== undefined) byColumn.set(table.archived, archived ? 1 : 0)
  return written(table).map(column => byColumn.get(column) ?? null)
}

const isList = ({ entity }: Table, field: string): boolean => entity.fields[field]?.kind === "tags"

const listOf = (value: unknown): ReadonlyArray<unknown> => {
  const list: unknown = typeof value === "string" ? JSON.parse(value) : value
  return Array.isArray(list) ? list : []
}
