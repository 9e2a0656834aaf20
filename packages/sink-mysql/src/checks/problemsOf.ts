/** What about a database or a table would make a sync go wrong, found out before anything is read (F28, F29, F33, F37). */
import { Effect } from "effect"
import { type Database, queryOn } from "../sql/Database.ts"
import { faultOf, type SqlFault } from "../sql/Fault.ts"
import { kindNamed } from "../sql/kind.ts"
import { columnOf, columnsQuery, layoutOf } from "../tables/columns.ts"
import type { Table } from "../tables/Table.ts"
import { problemsOfColumns, problemsOfTags } from "./columns.ts"
import { problemsOfKeys } from "./keys.ts"
import { problemsOfOutbox } from "./outbox.ts"
import { problemsOfRights } from "./rights.ts"
import { problemsOfSession } from "./session.ts"
import { problemsOfTable } from "./table.ts"

/** A sentence for each, with what to do; empty when all is well. */
export const problemsOf = (
  database: Database,
  table: Table,
  outbox: string | undefined
): Effect.Effect<ReadonlyArray<string>, SqlFault> =>
  Effect.tryPromise({
    try: async () => {
      const query = queryOn(database)
      const [server] = await query("SELECT VERSION() AS version")
      const kind = kindNamed(String(server?.version))
      const session = await problemsOfSession(database)
      const told = await problemsOfOutbox(query, table, outbox)
      const absent = await problemsOfTable(query, table)
      if (absent.length > 0) return [...session, ...absent, ...told]
      const columns = (await query(columnsQuery, [table.name])).map(columnOf)
      const shape = [
        ...problemsOfColumns(kind, table, columns),
        ...(await problemsOfTags(query, table)),
        ...(await problemsOfKeys(query, table))
      ]
      const laidOut = { ...table, layout: layoutOf(table, columns) }
      // A statement that names a column which is not there says nothing about rights.
      const rights =
        shape.length > 0 ? [] : await problemsOfRights(query, laidOut, told.length > 0 ? undefined : outbox)
      return [...session, ...shape, ...told, ...rights]
    },
    catch: thrown => faultOf(thrown)
  })
