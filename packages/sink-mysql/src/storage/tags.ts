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

/** Which tags a person loses, or that all there may be go, and which come. What stays is not touched. */
export interface Tagging {
  readonly id: string
  readonly gone: ReadonlyArray<string> | "all"
  readonly added: ReadonlyArray<string>
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
  const gone = had.filter(tag => !now.includes(tag))
  const added = now.filter(tag => !had.includes(tag))
  return gone.length + added.length === 0 ? [] : [{ id, gone, added }]
}

/** Two statements at the most. A fault names the column of the tags. */
export const writeTags = async (
  { tags, id }: Table,
  query: Query,
  taggings: ReadonlyArray<Tagging>
): Promise<void> => {
  if (tags === undefined) return
  const emptied = taggings.filter(({ gone }) => gone === "all").map(({ id }) => id)
  const losing = taggings.filter(({ gone }) => gone !== "all" && gone.length > 0).map(({ id }) => id)
  const gone = taggings.flatMap(({ id, gone }) => (gone === "all" ? [] : gone.map(tag => nameOf(id, tag))))
  const rows = taggings.flatMap(({ id, added }) => added.map(tag => [id, tag]))
  try {
    if (emptied.length > 0)
      await query(`DELETE FROM ?? WHERE ?? IN (${values(emptied)})`, [tags.table, tags.owner, ...emptied])
    // A number may have zeros in front of it.
    const owner = id.made === "here" ? "??" : "?? + 0"
    if (losing.length > 0)
      await query(
        `DELETE FROM ?? WHERE ?? IN (${values(losing)}) AND CONCAT(${owner}, ' ', HEX(??)) IN (${values(gone)})`,
        [tags.table, tags.owner, ...losing, tags.owner, tags.tag, ...gone]
      )
    if (rows.length > 0)
      await query("INSERT INTO ?? (??, ??) VALUES ?", [tags.table, tags.owner, tags.tag, rows])
  } catch (thrown) {
    const { kind, code, maybeCommitted } = faultOf(thrown)
    throw new SqlFault({ kind, code, maybeCommitted, column: tagColumn(tags) })
  }
}

/** A tag of a person by its bytes, for the column may take two for the same; as one text, to be looked up quickly. */
const nameOf = (id: string, tag: string): string => `${id} ${Buffer.from(tag).toString("hex").toUpperCase()}`

/** How a fault names the column of the tags, which may be called like one of the people's. */
export const tagColumn = (tags: TagsTable): string => `${tags.table}.${tags.tag}`

const fieldOf = ({ entity }: Table): string =>
  Object.keys(entity.fields).find(field => isTags(entity, field)) ?? ""

/** A set: one that is given twice is stored once. */
export const listed = (table: Table, fields: Decision.Stored["fields"]): ReadonlyArray<string> => {
  const list = fields[fieldOf(table)]
  return Array.isArray(list) ? [...new Set(list.map(String))] : []
}
