/** One statement and its rows, on whatever connection. */

/** A row as the driver gives it. */
export type Row = { readonly [column: string]: unknown }

/** Runs one statement; `?` stands for a value, `??` for a name. One without rows gives what it did, like `insertId`. */
export type Query = (sql: string, bindings?: ReadonlyArray<unknown>) => Promise<ReadonlyArray<Row>>

/** A connection of the driver, as far as statements need it. */
export interface Connection {
  readonly query: (
    sql: string,
    bindings: ReadonlyArray<unknown>,
    done: (error: unknown, rows: unknown) => void
  ) => void
}

/** Straight to the driver: a pool's own way would look at every value of a long statement first. */
export const queryOf =
  (connection: Connection): Query =>
  (sql, bindings = []) =>
    new Promise((resolve, reject) => {
      connection.query(sql, bindings, (error, rows) => (error ? reject(error) : resolve(rowsOf([rows]))))
    })

/** mysql2 gives the rows and then what it knows of the columns. */
export const rowsOf = (result: unknown): ReadonlyArray<Row> => {
  const [rows] = Array.isArray(result) ? result : []
  return Array.isArray(rows) ? rows : rows === undefined ? [] : [rows]
}
