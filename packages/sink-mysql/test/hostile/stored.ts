/** What stands in a table, to the byte. */
import { isDeepStrictEqual } from "node:util"
import type { Entity } from "@rollcall/core"
import type { Migrated } from "../Migrated.ts"
import { type Kind, keys, limits } from "./given.ts"

/** The records of which a field is not in its table to the byte, seen through a connection of the test's own. */
export const altered = async (
  { query }: Migrated,
  kind: Kind,
  records: ReadonlyArray<{ readonly fields: Entity.AnyUpsert }>
): Promise<ReadonlyArray<unknown>> => {
  const fields = Object.keys(limits[kind])
  const cells = fields.map(field => (lists.has(field) ? field : `HEX(${column(field)}) AS ${column(field)}`))
  const rows = await query(`SELECT ${cells.join(", ")} FROM rollcall_${kind}`)
  const byKey = new Map(rows.map(row => [keys[kind].map(field => row[column(field)]).join(), row]))
  return records.flatMap(({ fields: given }) => {
    const row = byKey.get(keys[kind].map(field => hex(given[field])).join())
    return fields
      .filter(field => !isDeepStrictEqual(hex(given[field]), read(row?.[column(field)])))
      .map(field => [field, given[field], row?.[column(field)]])
  })
}

const lists = new Set(["tags", "attributes", "addresses"])

/** As the server says it; a list is compared as text, a field without a value is none. */
export const hex = (value: unknown): unknown => {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null
  return Array.isArray(value) ? value : Buffer.from(String(value)).toString("hex").toUpperCase()
}

/** MariaDB gives JSON as text, MySQL as what it means. */
const read = (cell: unknown): unknown =>
  typeof cell === "string" && cell.startsWith("[") ? JSON.parse(cell) : cell

const column = (field: string): string => field.replace(/[A-Z]/gu, letter => `_${letter.toLowerCase()}`)
