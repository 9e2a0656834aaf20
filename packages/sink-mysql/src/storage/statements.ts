/** The statements that write rows: their number and their text are the same whatever was provided (F34). */
import type { Decision } from "@rollcall/core"
import type { Query } from "../sql/Query.ts"
import type { Table } from "../tables/Table.ts"
import { names, scoped, slotsOf } from "./rows.ts"

/** New rows. What was not provided is as the table has it by default. */
export const insert = async (
  table: Table,
  query: Query,
  records: ReadonlyArray<Pick<Decision.Stored, "id" | "fields">>
): Promise<void> => {
  await inserting("INSERT", table, query, records.map(asNew))
}

/** A new row, and the id that the table has made for it. */
export const insertOne = async (
  table: Table,
  query: Query,
  record: Pick<Decision.Stored, "id" | "fields">
): Promise<string> => {
  const [done] = await inserting("INSERT", table, query, [asNew(record)])
  return String(done?.insertId)
}

/** Rows as they are, instead of those with the same id. */
export const replace = (table: Table, query: Query, records: ReadonlyArray<Decision.Stored>) =>
  inserting("REPLACE", table, query, records)

const asNew = ({ id, fields }: Pick<Decision.Stored, "id" | "fields">): Decision.Stored => ({
  id,
  archived: false,
  fields
})

/** As the driver takes a piece of SQL among values. */
const standard = { toSqlString: () => "DEFAULT" }

const inserting = (
  verb: "INSERT" | "REPLACE",
  table: Table,
  query: Query,
  records: ReadonlyArray<Decision.Stored>
) => {
  const slots = slotsOf(table)
  const given = verb === "REPLACE" && table.id.made === "by the table"
  const columns = [...(given ? [table.id.column] : []), ...slots.map(({ column }) => column)]
  const rows = records.map(record => [
    ...(given ? [record.id] : []),
    ...slots.map(({ cell }) => cell(record) ?? standard)
  ])
  return query(`${verb} INTO ?? (${names(columns)}) VALUES ?`, [table.name, ...columns, rows])
}

/** All columns of every row, from one JSON text. By what a row is found stays as it is (F33). */
export const update = async (
  table: Table,
  query: Query,
  records: ReadonlyArray<Pick<Decision.Stored, "id" | "fields">>
): Promise<void> => {
  const slots = slotsOf(table).filter(({ changes }) => changes)
  const nothing = slots.map(({ column }) => (table.layout.blanks.has(column.toLowerCase()) ? "" : null))
  const rows = records.map(record => {
    const stored = asNew(record)
    return [record.id, ...slots.map(({ cell }, at) => cell(stored) ?? nothing[at])]
  })
  const shape = slots.map((_, at) => `c${at} LONGTEXT CHARACTER SET utf8mb4 PATH '$[${at + 1}]'`).join(", ")
  const scope = scoped(table, "t.")
  const sets = slots.map((_, at) => `t.?? = v.c${at}`).join(", ")
  const sql = `UPDATE ?? AS t JOIN JSON_TABLE(?, '$[*]' COLUMNS (id ${idType(table)} PATH '$[0]', ${shape})) AS v ON ${scope.sql}t.?? = ${idOf(table)} SET ${sets}`
  const columns = slots.map(({ column }) => column)
  await query(sql, [table.name, JSON.stringify(rows), ...scope.bindings, table.id.column, ...columns])
}

const idType = ({ id }: Table): string =>
  id.made === "here" ? "VARCHAR(255) CHARACTER SET utf8mb4" : "BIGINT"

/** In the id's own collation: under another one its index cannot be used, or the two cannot be compared at all. */
const idOf = ({ layout: { id } }: Table): string =>
  id === undefined ? "v.id" : `CONVERT(v.id USING ${id.charset}) COLLATE ${id.collation}`
