/** What about a table would make a sync go wrong, found out before anything is read. */
import { Effect } from "effect"
import { type Database, query } from "../sql/Database.ts"
import type { SqlFault } from "../sql/Fault.ts"
import { written } from "../storage/rows.ts"
import type { Table } from "../tables/Table.ts"

/** A sentence for each, with what to do; empty when all is well. */
export const problemsOf = (
  database: Database,
  table: Table,
  outbox: string | undefined
): Effect.Effect<ReadonlyArray<string>, SqlFault> =>
  Effect.gen(function* () {
    const sql =
      "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?"
    const columnsOf = (name: string) =>
      Effect.map(query(database, sql, [name]), rows => new Set(rows.map(row => String(row.name))))
    const there = yield* columnsOf(table.name)
    const missing = there.size === 0 ? [] : written(table).filter(column => !there.has(column))
    const announced = outbox === undefined ? 1 : (yield* columnsOf(outbox)).size
    return [
      ...(there.size === 0 ? [`there is no table ${table.name}; run rollcall migrate`] : []),
      ...missing.map(column => `the table ${table.name} has no column ${column}; run rollcall migrate`),
      ...(announced === 0 ? [`there is no table ${outbox}; run rollcall migrate`] : [])
    ]
  })
