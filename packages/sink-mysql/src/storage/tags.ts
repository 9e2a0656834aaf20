/** Tags that have a table of their own: read with the people, and written after them. */
import type { Decision } from "@rollcall/core"
import { faultOf, SqlFault } from "../sql/Fault.ts"
import type { Query } from "../sql/Query.ts"
import { isTags, type Table, type TagsTable } from "../tables/Table.ts"
import { values } from "./rows.ts"

/** The records with their tags. */
export const withTags = async (
  table: Table,
  query: Query,
  records: ReadonlyArray<Decision.Stored>
): Promise<ReadonlyArray<Decision.Stored>> => {
  const { tags } = table
  if (tags === undefined || records.length === 0) return records
  const ids = records.map(({ id }) => id)
  const rows = await query(`SELECT ??, ?? FROM ?? WHERE ?? IN (${values(ids)})`, [
    tags.owner,
    tags.tag,
    tags.table,
    tags.owner,
    ...ids
  ])
  const lists = new Map<string, Array<string>>()
  for (const row of rows) {
    const owner = String(row[tags.owner])
    const list = lists.get(owner)
    if (list === undefined) lists.set(owner, [String(row[tags.tag])])
    else list.push(String(row[tags.tag]))
  }
  return records.map(stored => {
    const list = lists.get(stored.id)
    return list === undefined ? stored : { ...stored, fields: { ...stored.fields, [fieldOf(table)]: list } }
  })
}

/** What a person's tags are to be, and whether there may be some now. */
export interface Tagging {
  readonly id: string
  readonly now: ReadonlyArray<string>
  readonly had: boolean
}

/** How a record's tags change; nothing if they stay. */
export const taggingOf = (
  table: Table,
  id: string,
  before: Decision.Stored["fields"],
  after: Decision.Stored["fields"]
): ReadonlyArray<Tagging> => {
  if (table.tags === undefined) return []
  const [had, now] = [listed(table, before), listed(table, after)]
  if (had.length === now.length && had.every(tag => now.includes(tag))) return []
  return [{ id, now, had: had.length > 0 }]
}

/** Two statements at the most. A fault names the column of the tags. */
export const writeTags = async (
  tags: TagsTable,
  query: Query,
  taggings: ReadonlyArray<Tagging>
): Promise<void> => {
  const owners = taggings.filter(({ had }) => had).map(({ id }) => id)
  const rows = taggings.flatMap(({ id, now }) => now.map(tag => [id, tag]))
  try {
    if (owners.length > 0)
      await query(`DELETE FROM ?? WHERE ?? IN (${values(owners)})`, [tags.table, tags.owner, ...owners])
    if (rows.length > 0)
      await query("INSERT INTO ?? (??, ??) VALUES ?", [tags.table, tags.owner, tags.tag, rows])
  } catch (thrown) {
    const { kind, code, maybeCommitted } = faultOf(thrown)
    throw new SqlFault({ kind, code, maybeCommitted, column: tagColumn(tags) })
  }
}

/** How a fault names the column of the tags, which may be called like one of the people's. */
export const tagColumn = (tags: TagsTable): string => `${tags.table}.${tags.tag}`

const fieldOf = ({ entity }: Table): string =>
  Object.keys(entity.fields).find(field => isTags(entity, field)) ?? ""

/** A set: one that is given twice is stored once. */
export const listed = (table: Table, fields: Decision.Stored["fields"]): ReadonlyArray<string> => {
  const list = fields[fieldOf(table)]
  return Array.isArray(list) ? [...new Set(list.map(String))] : []
}
