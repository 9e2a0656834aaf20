/** Whether a connection is in the state that it was put in: something between here and the server may undo that. */
import { randomUUID } from "node:crypto"
import type { Database } from "../sql/Database.ts"
import { locked } from "../sql/locked.ts"
import type { Query, Row } from "../sql/Query.ts"

/** What is wrong with the connections to a database. */
export const problemsOfSession = (database: Database): Promise<ReadonlyArray<string>> => {
  const name = `check ${randomUUID()}`
  return locked(database.knex, name, async (query, lock) => [
    ...problemsOfState(await stateOf(query)),
    ...problemsOfLock(await query(`SELECT IS_USED_LOCK(${lock}) = CONNECTION_ID() AS held`, [name]))
  ])
}

const stateOf = async (query: Query): Promise<Row> => {
  const [row = {}] = await query(
    "SELECT @@SESSION.character_set_client AS client, @@SESSION.character_set_connection AS connection, @@SESSION.character_set_results AS results, @@SESSION.sql_mode AS mode"
  )
  return row
}

/** Judges the variables of a session. */
export const problemsOfState = ({ client, connection, results, mode }: Row): ReadonlyArray<string> => {
  const modes = String(mode).split(",")
  return [
    ...([client, connection, results].every(charset => charset === "utf8mb4")
      ? []
      : [
          "the connection does not stay in utf8mb4, so emoji would be lost: look for a proxy that resets connections"
        ]),
    ...(modes.includes("STRICT_ALL_TABLES") || modes.includes("STRICT_TRANS_TABLES")
      ? []
      : [
          "the connection does not stay in strict mode, so text would be cut silently: look for a proxy that resets sql_mode"
        ]),
    ...(modes.includes("NO_BACKSLASH_ESCAPES")
      ? [
          "sql_mode has NO_BACKSLASH_ESCAPES, under which the driver's quoting is not safe: take it off for this account"
        ]
      : [])
  ]
}

const problemsOfLock = ([row]: ReadonlyArray<Row>): ReadonlyArray<string> =>
  Number(row?.held) === 1
    ? []
    : [
        "named locks do not last on this connection, so writers could not wait for each other: connect to the server directly, not through a proxy that shares connections"
      ]
