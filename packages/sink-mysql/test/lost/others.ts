/** What the other connections to a database are doing, as its server says. */
import type { Migrated } from "../Migrated.ts"

/** The connections that are not the test's own, and the statement that each is at. */
export const others = ({ query }: Migrated) =>
  query(
    "SELECT id AS id, info AS info FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"
  )

/** Whether one of them waits for a row that another transaction has changed. */
export const isWaiting = async ({ query }: Migrated): Promise<boolean> => {
  const waiting = await query(
    `SELECT 1 FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
      WHERE p.db = DATABASE() AND t.trx_state = 'LOCK WAIT'`
  )
  return waiting.length > 0
}

/** Ends them all. */
export const killOthers = async (database: Migrated): Promise<void> => {
  for (const { id } of await others(database)) await database.query(`KILL CONNECTION ${Number(id)}`)
}
