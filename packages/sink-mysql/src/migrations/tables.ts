/** The tables of a migration: which are there, and whose they are. */
import type { Knex } from "knex"
import { rowsOf } from "../sql/Query.ts"
import type { Migration } from "./Migration.ts"

/** A table is ours if its comment says so. */
const commentOf = ({ name }: Migration): string => `rollcall ${name}`

/** Which tables of a migration are there: those it has made, and others with their names. */
export const tablesOf = async (
  knex: Knex,
  migration: Migration
): Promise<{ readonly ours: ReadonlyArray<string>; readonly foreign: ReadonlyArray<string> }> => {
  const names = Object.keys(migration.tables)
  if (names.length === 0) return { ours: [], foreign: [] }
  const rows = rowsOf(
    await knex.raw(
      `SELECT table_name AS name, table_comment AS comment FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name IN (${names.map(() => "?").join(", ")})`,
      names
    )
  )
  const is = ({ comment }: { readonly comment?: unknown }) => comment === commentOf(migration)
  return {
    ours: rows.filter(is).map(({ name }) => String(name)),
    foreign: rows.filter(row => !is(row)).map(({ name }) => String(name))
  }
}

/** Makes those that are missing, all of them or none; tells whether there were any. */
export const make = async (knex: Knex, migration: Migration, collation: string): Promise<boolean> => {
  const { ours, foreign } = await tablesOf(knex, migration)
  const there = new Set([...ours, ...foreign])
  const made: Array<string> = []
  try {
    for (const [table, create] of Object.entries(migration.tables)) {
      if (there.has(table)) continue
      await knex.raw(create(collation, commentOf(migration)))
      made.push(table)
    }
  } catch (thrown) {
    await drop(knex, made)
    throw thrown
  }
  return made.length > 0
}

/** Makes its changes to tables of earlier steps, which may have been made before. */
export const change = async (knex: Knex, { changes = [] }: Migration): Promise<void> => {
  for (const statement of changes) await knex.raw(statement)
}

export const drop = async (knex: Knex, tables: ReadonlyArray<string>): Promise<void> => {
  for (const table of tables) await knex.raw("DROP TABLE IF EXISTS ??", [table])
}
