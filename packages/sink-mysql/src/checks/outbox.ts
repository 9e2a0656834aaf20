/** Whether the outbox can take announcements. */
import type { Query } from "../sql/Query.ts"
import { columnOf, columnsQuery, isSame } from "../tables/columns.ts"
import { outboxTable } from "../tables/defaults.ts"
import type { Table } from "../tables/Table.ts"
import { problemsOfPresence } from "./table.ts"

const columns = ["entity", "record_id", "send_credentials", "new_password_needed"]

/** What is wrong with the outbox; of an entity that nobody announces, nothing. */
export const problemsOfOutbox = async (
  query: Query,
  { entity }: Table,
  outbox: string | undefined
): Promise<ReadonlyArray<string>> => {
  if (outbox === undefined || entity.fields.email === undefined) return []
  const remedy =
    outbox === outboxTable
      ? "run rollcall migrate, or say outbox: false"
      : "create it like rollcall_outbox, or say outbox: false"
  const absent = await problemsOfPresence(query, outbox, remedy)
  if (absent.length > 0) return absent
  const found = (await query(columnsQuery, [outbox])).map(columnOf)
  return columns
    .filter(name => !found.some(column => isSame(column.name, name)))
    .map(name => `the table ${outbox} has no column ${name}: add it, or say outbox: false`)
}
