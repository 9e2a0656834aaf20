/** The statements that write rows: their number and their text are the same whatever was provided (F34). */
import type { Decision } from "@rollcall/core"
import { escape, raw } from "mysql2"
import type { Query } from "../sql/Query.ts"
import type { Table } from "../tables/Table.ts"
import { type archived, type Kept, names, scoped, slotsOf } from "./rows.ts"

/** New rows. What was not provided is as the table has it by default. */
export const insert = async (table: Table, query: Query, records: ReadonlyArray<NewRow>): Promise<void> => {
  await inserting("INSERT", table, query, records)
}

/** A new row, and the id that the table has made for it. */
export const insertOne = async (table: Table, query: Query, record: NewRow): Promise<string> => {
  const [done] = await inserting("INSERT", table, query, [record])
  return String(done?.insertId)
}

/** Rows as they are, instead of those with the same id. */
export const replace = (table: Table, query: Query, records: ReadonlyArray<Decision.Stored>) =>
  inserting("REPLACE", table, query, records)

/** A record that is not archived. */
type NewRow = Omit<Kept, "archived"> & { readonly archived?: never }

const inserting = (verb: "INSERT" | "REPLACE", table: Table, query: Query, records: ReadonlyArray<Kept>) => {
  const slots = slotsOf(table)
  const given = verb === "REPLACE" && table.id.made === "by the table"
  const columns = [...(given ? [table.id.column] : []), ...slots.map(({ column }) => column)]
  // As the driver writes lists of lists, without making them first.
  let rows = ""
  for (const record of records) {
    let cells = given ? escape(record.id) : ""
    for (const { cell } of slots) {
      const value = cell(record)
      if (cells !== "") cells += ", "
      cells += value === null ? "DEFAULT" : escape(value)
    }
    rows += rows === "" ? `(${cells})` : `, (${cells})`
  }
  return query(`${verb} INTO ?? (${names(columns)}) VALUES ?`, [table.name, ...columns, raw(rows)])
}

/** A row as it will be, and what of it is not as it was. */
export interface Update {
  readonly id: string
  readonly fields: Decision.Stored["fields"]
  readonly changed: ReadonlySet<string | typeof archived>
}

/** Changed rows. */
export const update = async (table: Table, query: Query, records: ReadonlyArray<Update>): Promise<void> => {
  await query(...updating(table, records))
}

/**
 * The statement of an update. All rows come as one JSON text, each with a number whose bits say which columns change; the
 * others are not touched, nor sent. By what a row is found never changes (F33).
 */
export const updating = (
  table: Table,
  records: ReadonlyArray<Update>
): readonly [sql: string, bindings: ReadonlyArray<unknown>] => {
  const slots = slotsOf(table).filter(({ changesWith }) => changesWith !== undefined)
  const nothing = slots.map(({ column }) => (table.layout.blanks.has(column.toLowerCase()) ? "" : null))
  const rows = records.map(record => {
    let mask = 0
    const cells = slots.map(({ cell, changesWith }, at) => {
      if (changesWith === undefined || !record.changed.has(changesWith)) return null
      mask |= 1 << at
      return cell(record) ?? nothing[at]
    })
    return [record.id, mask, ...cells]
  })
  const shape = slots.map((_, at) => `c${at} LONGTEXT CHARACTER SET utf8mb4 PATH '$[${at + 2}]'`).join(", ")
  const scope = scoped(table, "t.")
  const sets = slots.map((_, at) => `t.?? = IF(v.mask & ${1 << at}, v.c${at}, t.??)`).join(", ")
  const sql = `UPDATE ?? AS t JOIN JSON_TABLE(?, '$[*]' COLUMNS (id ${idType(table)} PATH '$[0]', mask INT PATH '$[1]', ${shape})) AS v ON ${scope.sql}t.?? = ${idOf(table)} SET ${sets}`
  const columns = slots.flatMap(({ column }) => [column, column])
  return [sql, [table.name, JSON.stringify(rows), ...scope.bindings, table.id.column, ...columns]]
}

const idType = ({ id }: Table): string =>
  id.made === "here" ? "VARCHAR(255) CHARACTER SET utf8mb4" : "BIGINT"

/** In the id's own collation: under another one its index cannot be used, or the two cannot be compared at all. */
const idOf = ({ layout: { id } }: Table): string =>
  id === undefined ? "v.id" : `CONVERT(v.id USING ${id.charset}) COLLATE ${id.collation}`
