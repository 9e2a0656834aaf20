/** The ids that a table has made for new rows. */
import { SqlFault } from "../sql/Fault.ts"
import type { Query } from "../sql/Query.ts"
import type { Table } from "../tables/Table.ts"
import { scoped, values } from "./rows.ts"
import type { Change } from "./write.ts"

/**
 * Finds by their keys, in one statement, those that are not known yet. A row that does not stand under its key, because a
 * trigger has changed it, is not taken: nobody would find it again.
 */
export const madeIds = async (
  table: Table,
  query: Query,
  changes: ReadonlyArray<Change>,
  ids: Map<number, string>
): Promise<void> => {
  if (table.id.made === "here") return
  const indexes = new Map<string, number>()
  for (const { created, key, index } of changes) if (created && key !== undefined) indexes.set(key, index)
  if (indexes.size === 0) return
  const scope = scoped(table)
  const sql = `SELECT ?? AS id, ?? AS matched FROM ?? WHERE ${scope.sql}?? IN (${values([...indexes])})`
  const bindings = [table.id.column, table.key, table.name, ...scope.bindings, table.key, ...indexes.keys()]
  for (const row of await query(sql, bindings)) {
    const index = indexes.get(String(row.matched))
    if (index !== undefined) ids.set(index, String(row.id))
  }
  if ([...indexes.values()].some(index => !ids.has(index)))
    throw new SqlFault({ kind: "data", code: "KEY_NOT_KEPT", column: table.key, maybeCommitted: false })
}
