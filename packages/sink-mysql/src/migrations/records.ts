/** What knex keeps of the migrations: which were run, and a lock. */
import type { Knex } from "knex"
import { rowsOf } from "../sql/Query.ts"
import { drop } from "./tables.ts"

export const records = "rollcall_migrations"
const lock = `${records}_lock`

/** Makes knex's tables as it would itself, but for the character set, which would be the database's. */
export const makeRecords = async (knex: Knex, collation: string): Promise<void> => {
  const options = `ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation}`
  await knex.raw(
    `CREATE TABLE IF NOT EXISTS ${records} (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(255), batch INT, migration_time TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP) ${options}`
  )
  await knex.raw(
    `CREATE TABLE IF NOT EXISTS ${lock} (\`index\` INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, is_locked INT) ${options}`
  )
}

/** The names of the migrations that were run, in their order. */
export const recorded = async (knex: Knex): Promise<ReadonlyArray<string>> => {
  if (!(await knex.schema.hasTable(records))) return []
  return rowsOf(await knex.raw("SELECT name FROM ?? ORDER BY id", [records])).map(({ name }) => String(name))
}

export const dropRecords = (knex: Knex): Promise<void> => drop(knex, [lock, records])
