/** Whether the unique keys of a table are those that the rules know of: any other would refuse or mix up people (F33). */
import type { Query } from "../sql/Query.ts"
import type { Table } from "../tables/Table.ts"

interface UniqueKey {
  readonly name: string
  /** In lower case. */
  readonly columns: ReadonlyArray<string>
  /** Whether it compares whole columns, and not their beginnings or an expression. */
  readonly whole: boolean
}

/** What is wrong with the unique keys of a table. */
export const problemsOfKeys = async (query: Query, table: Table): Promise<ReadonlyArray<string>> =>
  judgeKeys(table, await uniqueKeysOf(query, table.name))

const uniqueKeysOf = async (query: Query, table: string): Promise<ReadonlyArray<UniqueKey>> => {
  // MariaDB has no column `expression` here; where MySQL has one, the name of the column is missing.
  const rows = await query(
    "SELECT index_name AS name, column_name AS member, sub_part AS part FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND non_unique = 0 ORDER BY index_name, seq_in_index",
    [table]
  )
  const keys = new Map<string, UniqueKey>()
  for (const { name, member, part } of rows) {
    const { columns, whole } = keys.get(String(name)) ?? { columns: [], whole: true }
    keys.set(String(name), {
      name: String(name),
      columns: [...columns, ...(typeof member === "string" ? [member.toLowerCase()] : [])],
      whole: whole && typeof member === "string" && part === null
    })
  }
  return [...keys.values()]
}

/** Judges the unique keys. */
export const judgeKeys = (table: Table, keys: ReadonlyArray<UniqueKey>): ReadonlyArray<string> => {
  const { name, entity } = table
  const id = table.id.column.toLowerCase()
  const scope = Object.keys(table.scope)
  const matched = [...scope, table.key].map(column => column.toLowerCase())
  const exactly = (columns: ReadonlyArray<string>) => (key: UniqueKey) =>
    key.whole &&
    key.columns.length === columns.length &&
    columns.every(column => key.columns.includes(column))
  const mayBe = (key: UniqueKey): boolean =>
    key.whole &&
    (key.columns.includes(id) ||
      matched.every(column => key.columns.includes(column)) ||
      isOfUnique(table, key))
  const ours = columnsOf(table)
  const foreign = keys.filter(
    key => !mayBe(key) && (!key.whole || key.columns.some(column => ours.has(column)))
  )
  return [
    ...(keys.some(exactly(matched))
      ? []
      : [
          `the table ${name} has no unique key on exactly ${matched.join(", ")}: ALTER TABLE ${name} ADD UNIQUE KEY (${matched.join(", ")})`
        ]),
    ...(keys.some(exactly([id]))
      ? []
      : [`the table ${name} has no unique key on its id: ALTER TABLE ${name} ADD UNIQUE KEY (${id})`]),
    ...foreign.map(
      key =>
        `the unique key ${key.name} of the table ${name}${key.columns.length === 0 ? "" : ` (${key.columns.join(", ")})`} refuses ${entity.plural} that the rules take: drop it, or do not map its columns`
    )
  ]
}

/** One on the e-mail of professors says what the rules say. */
const isOfUnique = ({ entity, columns, unique, scope }: Table, key: UniqueKey): boolean => {
  const own = [unique, columns[entity.unique ?? ""]].flatMap(column => column?.toLowerCase() ?? [])
  const around = Object.keys(scope).map(column => column.toLowerCase())
  return (
    key.columns.some(column => own.includes(column)) &&
    key.columns.every(column => own.includes(column) || around.includes(column))
  )
}

const columnsOf = ({ key, unique, archived, columns, scope }: Table): ReadonlySet<string> =>
  new Set(
    [key, unique, archived, ...Object.values(columns), ...Object.keys(scope)].flatMap(
      column => column?.toLowerCase() ?? []
    )
  )
