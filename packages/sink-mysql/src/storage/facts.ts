/** Loads and locks what a request may touch: the facts that the rules decide on. */
import { type Decision, Entity, type Held, Key, type Wanted } from "@rollcall/core"
import type { Query } from "../sql/Query.ts"
import type { Table } from "../tables/Table.ts"
import { names, read, scoped, storedOf } from "./rows.ts"
import { withTags } from "./tags.ts"

/** What is held of it, as it stands before the request; locked until the transaction ends. */
export const load = async (table: Table, query: Query, wanted: Wanted): Promise<Held> => {
  const { entity } = table
  const found = new Map<string, Decision.Stored>()
  const fetch = async (column: string | undefined, list: ReadonlyArray<string>) => {
    const possible = list.filter(text => text.length <= longest)
    if (column === undefined || possible.length === 0) return
    const rows = await query(...select(table, column, possible.toSorted()))
    for (const row of rows) {
      const stored = storedOf(table, row)
      found.set(stored.id, stored)
    }
  }
  const known = new Set([...wanted.keys, ...wanted.parents])
  await fetch(table.key, [...known])
  await fetch(table.id.column, namable(table, wanted.ids))
  await fetch(table.unique ?? table.columns[entity.unique ?? ""], [...wanted.uniques])
  // All that stands above a wanted parent, level by level: a circle ends when nothing new is named.
  const above = new Set<string>()
  for (let level = [...wanted.parents]; level.length > 0; ) {
    await fetch(
      table.key,
      level.filter(key => !known.has(key))
    )
    for (const key of level) above.add(key)
    const parents = byKey(table, found.values())
    level = [...new Set(level.flatMap(key => parentOf(table, parents.get(key)) ?? []))].filter(
      key => !above.has(key)
    )
  }
  return factsOf(table, await withTags(table, query, [...found.values()]))
}

/** Characters: InnoDB indexes no more bytes, so a longer text names nobody, and is not worth sending. */
const longest = 3072

const select = (
  table: Table,
  column: string,
  list: ReadonlyArray<string>
): [string, ReadonlyArray<unknown>] => {
  const scope = scoped(table)
  const columns = read(table)
  const sql = `SELECT ${names(columns)} FROM ?? WHERE ${scope.sql}?? IN (?) FOR UPDATE`
  return [sql, [...columns, table.name, ...scope.bindings, column, list]]
}

/** To a column of numbers, `12 apples` would be 12. */
const namable = ({ id }: Table, ids: ReadonlySet<string>): ReadonlyArray<string> =>
  [...ids].filter(name => id.made === "here" || /^[1-9]\d{0,18}$/u.test(name))

const byKey = ({ entity }: Table, records: Iterable<Decision.Stored>): Map<string, Decision.Stored> => {
  const found = new Map<string, Decision.Stored>()
  for (const stored of records) {
    const key = Entity.keyOf(entity, stored.fields)
    if (key !== undefined) found.set(key, stored)
  }
  return found
}

const parentOf = ({ entity }: Table, stored: Decision.Stored | undefined): string | undefined =>
  stored === undefined ? undefined : Entity.parentOf(entity, stored.fields)

/** What was loaded, by all that it is asked for. */
const factsOf = (table: Table, records: ReadonlyArray<Decision.Stored>): Held => {
  const keys = byKey(table, records)
  const ids = new Map(records.map(stored => [stored.id, stored]))
  const uniques = new Map<string, Decision.Stored>()
  for (const stored of records) {
    const unique = stored.fields[table.entity.unique ?? ""]
    if (typeof unique === "string") uniques.set(Key.canonicalEmail(unique), stored)
  }
  return {
    byId: id => ids.get(id),
    byKey: key => keys.get(key),
    byUnique: value => uniques.get(value)
  }
}
