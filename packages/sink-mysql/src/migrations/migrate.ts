/** Runs the migrations with knex, one process at a time. */
import { Effect } from "effect"
import type { Knex } from "knex"
import type { Database } from "../sql/Database.ts"
import { faultOf, type SqlFault } from "../sql/Fault.ts"
import { keyCollation, kindOf } from "../sql/kind.ts"
import { locked } from "../sql/locked.ts"
import { rosters } from "./0001-rosters.ts"
import type { Migration } from "./Migration.ts"

const migrations: ReadonlyArray<Migration> = [rosters]

/** Brings the schema up to date, or takes all of it away; gives the names of the steps that were run. */
export const migrate = (
  database: Database,
  direction: "up" | "down"
): Effect.Effect<ReadonlyArray<string>, SqlFault> =>
  Effect.flatMap(kindOf(database), kind =>
    Effect.tryPromise({
      // knex keeps its own lock in a table, which a killed process leaves behind; ours ends with its connection.
      try: () => locked(database.knex, "migrate", () => run(database.knex, direction, keyCollation[kind])),
      catch: thrown => faultOf(thrown)
    })
  )

const run = async (
  knex: Knex,
  direction: "up" | "down",
  collation: string
): Promise<ReadonlyArray<string>> => {
  const config: Knex.MigratorConfig = {
    tableName: "rollcall_migrations",
    migrationSource: {
      getMigrations: () => Promise.resolve([...migrations]),
      getMigrationName: (migration: Migration) => migration.name,
      getMigration: (migration: Migration) =>
        Promise.resolve({
          up: (knex: Knex) => all(knex, migration.up(collation)),
          down: (knex: Knex) => all(knex, migration.down)
        })
    }
  }
  if (direction === "up") {
    // Makes knex's two tables, and frees the lock that a killed process may have left.
    await knex.migrate.currentVersion(config)
    await knex.migrate.forceFreeMigrationsLock(config)
    const [, names] = await knex.migrate.latest(config)
    return names
  }
  await knex.migrate.currentVersion(config)
  await knex.migrate.forceFreeMigrationsLock(config)
  const [, names] = await knex.migrate.rollback(config, true)
  await all(knex, [
    "DROP TABLE IF EXISTS rollcall_migrations_lock",
    "DROP TABLE IF EXISTS rollcall_migrations"
  ])
  return names
}

const all = async (knex: Knex, statements: ReadonlyArray<string>): Promise<void> => {
  for (const statement of statements) await knex.raw(statement)
}
