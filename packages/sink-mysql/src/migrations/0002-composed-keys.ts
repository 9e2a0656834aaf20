/** Room for keys as they are compared: Unicode may compose one character that was given from three. */
import type { Migration } from "./Migration.ts"

const composed = 3

const widened = (table: string, column: string, given: number): string =>
  `ALTER TABLE ${table} MODIFY ${column} VARCHAR(${given * composed})`

export const composedKeys: Migration = {
  name: "0002-composed-keys",
  tables: {},
  changes: [
    widened("rollcall_students", "match_key", 64),
    widened("rollcall_professors", "match_key", 64),
    widened("rollcall_professors", "match_email", 255),
    widened("rollcall_groups", "match_key", 64)
  ]
}
