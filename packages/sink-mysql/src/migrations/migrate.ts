/** Runs the migrations with knex, one process at a time. */
import { Effect } from "effect"
import type { Knex } from "knex"
import type { Database } from "../sql/Database.ts"
import { faultOf, SqlFault } from "../sql/Fault.ts"
import { keyCollation, kindOf } from "../sql/kind.ts"
import { locked } from "../sql/locked.ts"
import { rosters } from "./0001-rosters.ts"
import { composedKeys } from "./0002-composed-keys.ts"
import { usersTable } from "./0003-users.ts"
import type { Migration } from "./Migration.ts"
import { dropRecords, makeRecords, recorded, records } from "./records.ts"
import { change, drop, make, tablesOf } from "./tables.ts"

const migrations: ReadonlyArray<Migration> = [rosters, composedKeys, usersTable]

/**
 * Brings the schema up to date, or takes all of it away; gives the names of the steps that were run. A statement that
 * makes a table cannot be undone with others, so tables carry a comment that says which step made them: after a process
 * that was killed on its way the next one goes on, and a table of somebody else is not touched.
 */
export const migrate = (
  database: Database,
  direction: "up" | "down"
): Effect.Effect<ReadonlyArray<string>, SqlFault> =>
  Effect.flatMap(kindOf(database), kind =>
    Effect.tryPromise({
      // knex keeps its own lock in a table, which a killed process leaves behind; ours ends with its connection.
      try: () =>
        locked(database.knex, "migrate", () =>
          direction === "up" ? up(database.knex, keyCollation[kind]) : down(database.knex)
        ),
      catch: thrown => faultOf(thrown)
    })
  )

const up = async (knex: Knex, collation: string): Promise<ReadonlyArray<string>> => {
  const known = await recorded(knex)
  await refuseForeign(
    knex,
    migrations.filter(({ name }) => !known.includes(name))
  )
  await makeRecords(knex, collation)
  try {
    const mended = await mend(knex, known, collation)
    const config = configOf(async (knex, migration) => {
      await make(knex, migration, collation)
      await change(knex, migration)
    })
    // Whoever had it was killed: the lock above is ours.
    await knex.migrate.forceFreeMigrationsLock(config)
    const [, names] = await knex.migrate.latest(config)
    return [...mended, ...names]
  } catch (thrown) {
    if ((await recorded(knex)).length === 0) await dropRecords(knex)
    throw thrown
  }
}

/** Makes what is missing of the steps that were run: somebody took it away, or was killed while taking all back. */
const mend = async (
  knex: Knex,
  known: ReadonlyArray<string>,
  collation: string
): Promise<ReadonlyArray<string>> => {
  const mended: Array<string> = []
  for (const migration of migrations.filter(({ name }) => known.includes(name))) {
    if (await make(knex, migration, collation)) mended.push(migration.name)
    if (mended.length > 0) await change(knex, migration)
  }
  return mended
}

const down = async (knex: Knex): Promise<ReadonlyArray<string>> => {
  const known = await recorded(knex)
  if (known.length > 0) {
    const config = configOf(async (knex, migration) => drop(knex, (await tablesOf(knex, migration)).ours))
    await knex.migrate.forceFreeMigrationsLock(config)
    await knex.migrate.rollback(config, true)
  }
  // What an `up` that was killed has left.
  for (const migration of migrations) {
    const { ours } = await tablesOf(knex, migration)
    await drop(knex, ours)
  }
  await dropRecords(knex)
  return [...known].reverse()
}

const refuseForeign = async (knex: Knex, pending: ReadonlyArray<Migration>): Promise<void> => {
  const tables = []
  for (const migration of pending) tables.push(...(await tablesOf(knex, migration)).foreign)
  if (tables.length > 0)
    throw new SqlFault({ kind: "taken", code: "ER_TABLE_EXISTS_ERROR", tables, maybeCommitted: false })
}

type Step = (knex: Knex, migration: Migration) => Promise<void>

/** Each direction has its own: knex never runs the other one. */
const configOf = (step: Step): Knex.MigratorConfig => ({
  tableName: records,
  migrationSource: {
    getMigrations: () => Promise.resolve([...migrations]),
    getMigrationName: (migration: Migration) => migration.name,
    getMigration: (migration: Migration) => {
      const run = (knex: Knex) => step(knex, migration)
      return Promise.resolve({ up: run, down: run })
    }
  }
})
