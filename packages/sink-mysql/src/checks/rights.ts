/** Whether the account may do what the sinks do: the very statements, over no row at all. */
import { faultOf } from "../sql/Fault.ts"
import type { Query } from "../sql/Query.ts"
import { names, read, slotsOf } from "../storage/rows.ts"
import { updating } from "../storage/statements.ts"
import type { Table } from "../tables/Table.ts"

interface Probe {
  readonly right: string
  readonly table: string
  readonly run: () => Promise<unknown>
}

/** What the account may not do; every right that is missing is named. */
export const problemsOfRights = async (
  query: Query,
  table: Table,
  outbox: string | undefined
): Promise<ReadonlyArray<string>> => {
  const lacking = new Map<string, Array<string>>()
  const problems: Array<string> = []
  for (const { right, table: name, run } of probesOf(query, table, outbox)) {
    try {
      await run()
    } catch (thrown) {
      const fault = faultOf(thrown)
      if (fault.kind === "away" || fault.kind === "deadlock") throw fault
      if (fault.kind === "denied") lacking.set(name, [...(lacking.get(name) ?? []), right])
      else problems.push(`the database does not take ${right} on the table ${name} (${fault.code})`)
    }
  }
  return [
    ...[...lacking].map(
      ([name, rights]) =>
        `the account may not ${rights.join(" and ")} on the table ${name}: GRANT ${rights.join(", ")} ON ${name}`
    ),
    ...problems
  ]
}

const probesOf = (query: Query, table: Table, outbox: string | undefined): ReadonlyArray<Probe> => {
  const { tags, entity } = table
  const columns = read(table)
  // Carried out, it could read the whole table to find nothing, and wait for other writers.
  const [sql, bindings] = updating(table, [])
  const announced = outbox !== undefined && entity.fields.email !== undefined
  return [
    select(query, table.name, [...columns, table.key, ...Object.keys(table.scope)]),
    insert(
      query,
      table.name,
      slotsOf(table).map(({ column }) => column)
    ),
    { right: "UPDATE", table: table.name, run: () => query(`EXPLAIN ${sql}`, bindings) },
    ...(tags === undefined
      ? []
      : [
          select(query, tags.table, [tags.owner, tags.tag]),
          insert(query, tags.table, [tags.owner, tags.tag]),
          {
            right: "DELETE",
            table: tags.table,
            run: () => query("DELETE FROM ?? WHERE ?? IS NULL AND FALSE", [tags.table, tags.owner])
          }
        ]),
    ...(announced
      ? [insert(query, outbox, ["entity", "record_id", "send_credentials", "new_password_needed"])]
      : [])
  ]
}

const select = (query: Query, table: string, columns: ReadonlyArray<string>): Probe => ({
  right: "SELECT",
  table,
  run: () => query(`SELECT ${names(columns)} FROM ?? WHERE FALSE`, [...columns, table])
})

const insert = (query: Query, table: string, columns: ReadonlyArray<string>): Probe => ({
  right: "INSERT",
  table,
  run: () =>
    query(
      `INSERT INTO ?? (${names(columns)}) SELECT ${columns.map(() => "NULL").join(", ")} FROM DUAL WHERE FALSE`,
      [table, ...columns]
    )
})
