/** A database with the default tables on a real server, and a connection of the test's own to look into it. */
import { type Database, type DatabaseOptions, databaseFor } from "@rollcall/test-databases"
import { Effect } from "effect"
import { createConnection, type RowDataPacket } from "mysql2/promise"
import { MySql } from "../src/index.ts"

export type Row = Readonly<Record<string, unknown>>

export interface Migrated extends Pick<Database, "url" | "kind">, AsyncDisposable {
  /** One statement, seen through a connection that has nothing to do with ours. */
  readonly query: (sql: string, values?: ReadonlyArray<unknown>) => Promise<ReadonlyArray<Row>>
  /** Takes every record away. */
  readonly clear: () => Promise<void>
}

export const tables = [
  "rollcall_students",
  "rollcall_professors",
  "rollcall_groups",
  "rollcall_users",
  "rollcall_outbox"
] as const

export const migrated = async (options: DatabaseOptions = {}): Promise<Migrated> => {
  const database = await databaseFor(options)
  await Effect.runPromise(MySql.migrate({ url: database.url }))
  const connection = await createConnection({ uri: database.url, charset: "utf8mb4_bin", dateStrings: true })
  const query: Migrated["query"] = async (sql, values = []) => {
    const [rows] = await connection.query<RowDataPacket[]>(sql, [...values])
    return Array.isArray(rows) ? rows : []
  }
  return {
    url: database.url,
    kind: database.kind,
    query,
    clear: async () => {
      for (const table of tables) await query("DELETE FROM ??", [table])
    },
    [Symbol.asyncDispose]: async () => {
      await connection.end()
      await database[Symbol.asyncDispose]()
    }
  }
}

/** The same, for the scope of a test. */
export const migratedFor = (options: DatabaseOptions = {}) =>
  Effect.acquireRelease(
    Effect.promise(() => migrated(options)),
    database => Effect.promise(() => database[Symbol.asyncDispose]())
  )
