/** One statement and its rows, on whatever connection. */

/** A row as the driver gives it. */
export type Row = { readonly [column: string]: unknown }

/** Runs one statement; `?` stands for a value, `??` for a name. One without rows gives what it did, like `insertId`. */
export type Query = (sql: string, bindings?: ReadonlyArray<unknown>) => Promise<ReadonlyArray<Row>>

/** mysql2 gives the rows and then what it knows of the columns. */
export const rowsOf = (result: unknown): ReadonlyArray<Row> => {
  const [rows] = Array.isArray(result) ? result : []
  return Array.isArray(rows) ? rows : rows === undefined ? [] : [rows]
}
