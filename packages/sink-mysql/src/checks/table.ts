/** Whether a table is there, and is one that can be written in transactions. */
import type { Query } from "../sql/Query.ts"
import { defaultTables } from "../tables/defaults.ts"
import type { Table } from "../tables/Table.ts"

/** What is wrong with the tables of an entity as a whole. */
export const problemsOfTable = async (query: Query, table: Table): Promise<ReadonlyArray<string>> => {
  const mapped = !Object.values(defaultTables).some(({ name }) => name === table.name)
  const remedy = mapped ? "create it, or correct the mapping" : "run rollcall migrate"
  return [
    ...(await problemsOfPresence(query, table.name, remedy)),
    ...(table.tags === undefined ? [] : await problemsOfPresence(query, table.tags.table, remedy))
  ]
}

/** What is wrong with a table of this name; an account without any right to it does not see it. */
export const problemsOfPresence = async (
  query: Query,
  name: string,
  remedy: string
): Promise<ReadonlyArray<string>> => {
  const [found] = await query(
    "SELECT table_type AS type, engine AS engine FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?",
    [name]
  )
  if (found === undefined)
    return [`there is no table ${name}; ${remedy}; or let the account see it, if it is there`]
  if (found.type !== "BASE TABLE") return [`${name} is a view: name the table behind it`]
  if (String(found.engine).toLowerCase() !== "innodb")
    return [
      `the table ${name} is in ${String(found.engine)}, which has no transactions: ALTER TABLE ${name} ENGINE = InnoDB`
    ]
  return []
}
