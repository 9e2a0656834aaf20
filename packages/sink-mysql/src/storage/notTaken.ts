/** What is said of a row that the table did not take: which field, and what to do; never the database's words (Law 9). */
import { Decision } from "@rollcall/core"
import type { SqlFault } from "../sql/Fault.ts"
import type { Query } from "../sql/Query.ts"
import { isTags, keyField, type Table } from "../tables/Table.ts"
import { tagColumn } from "./tags.ts"

/** A refusal for every row of a fault. */
export const notTaken = async (
  table: Table,
  query: Query,
  decisions: ReadonlyArray<Decision.Decision>,
  faults: ReadonlyMap<number, SqlFault>
): Promise<ReadonlyMap<number, Decision.Decision>> => {
  const indexed = [...faults.values()].some(({ index }) => index !== undefined)
  const members = indexed ? await columnsOf(table, query) : new Map<string, ReadonlyArray<string>>()
  return new Map(
    [...faults].map(([at, fault]) => {
      const created = decisions[at]?._tag === "Create"
      return [at, refusal(table, fault, created, members.get((fault.index ?? "").toLowerCase()) ?? [])]
    })
  )
}

/** The columns of a table's unique keys. */
const columnsOf = async (
  { name }: Table,
  query: Query
): Promise<ReadonlyMap<string, ReadonlyArray<string>>> => {
  const rows = await query(
    "SELECT LOWER(index_name) AS name, LOWER(column_name) AS member FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ?",
    [name]
  )
  const members = new Map<string, Array<string>>()
  for (const { name, member } of rows)
    members.set(String(name), [...(members.get(String(name)) ?? []), String(member)])
  return members
}

const refusal = (
  table: Table,
  { code, column }: SqlFault,
  created: boolean,
  key: ReadonlyArray<string>
): Decision.Decision => {
  const { entity, name, tags } = table
  const field = fieldOf(table, column === undefined ? key : [column.toLowerCase()])
  const isTag = tags !== undefined && column === tagColumn(tags)
  const at = column === undefined ? name : isTag ? column : `${name}.${column}`
  if (field !== undefined && column !== undefined) {
    if (created && missing.has(code))
      return Decision.refuse("REQUIRED_FIELD_MISSING", `${at} cannot be without a value`, field)
    const why = missing.has(code)
      ? "cannot be cleared"
      : code === "ER_DATA_TOO_LONG"
        ? "is too narrow for the value"
        : `does not take the value (${code})`
    return Decision.refuse("VALIDATION_ERROR", `${at} ${why}`, field)
  }
  if (field !== undefined && field === entity.unique)
    return Decision.refuse(
      `${field.toUpperCase()}_ALREADY_EXISTS`,
      `another row of the table ${name} has this ${field}, as its unique key compares it`,
      field
    )
  const message = `the table ${name} did not take the row (${code})`
  return Decision.refuse(created ? "CREATE_FAILED" : "UPDATE_FAILED", message, field)
}

const missing = new Set(["ER_BAD_NULL_ERROR", "ER_NO_DEFAULT_FOR_FIELD"])

/** The field behind one of these columns, the unique one before the key. */
const fieldOf = (table: Table, columns: ReadonlyArray<string>): string | undefined => {
  const { entity, tags } = table
  const known: ReadonlyArray<readonly [field: string | undefined, column: string | undefined]> = [
    [entity.unique, table.unique],
    ...Object.entries(table.columns),
    [keyField(entity), table.key],
    ...(tags === undefined
      ? []
      : [[Object.keys(entity.fields).find(field => isTags(entity, field)), tagColumn(tags)] as const])
  ]
  return known.find(([, column]) => column !== undefined && columns.includes(column.toLowerCase()))?.[0]
}
