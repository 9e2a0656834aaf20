/** Loads and locks what a request may touch: the facts that the rules decide on. */
import { type Decision, type Held, Key, type Wanted } from "@rollcall/core"
import type { Query } from "../sql/Query.ts"
import type { Table } from "../tables/Table.ts"
import { read, storedOf } from "./rows.ts"

/** What is held of it, as it stands before the request; locked until the transaction ends. */
export const load = async (table: Table, query: Query, wanted: Wanted): Promise<Held> => {
  const facts = new Facts(table)
  const fetch = async (
    column: string | undefined,
    values: Iterable<string>
  ): Promise<ReadonlyArray<Decision.Stored>> => {
    const list = [...values].toSorted()
    if (column === undefined || list.length === 0) return []
    const scope = Object.entries(table.scope)
    const sql = `SELECT ${read(table)
      .map(() => "??")
      .join(
        ", "
      )} FROM ?? WHERE ${scope.map(() => "?? = ? AND ").join("")}?? IN (${list.map(() => "?").join(", ")}) FOR UPDATE`
    const rows = await query(sql, [...read(table), table.name, ...scope.flat(), column, ...list])
    return rows.map(row => facts.add(storedOf(table, row)))
  }
  await fetch(table.key, wanted.keys)
  await fetch(table.id, wanted.ids)
  await fetch(table.unique, wanted.uniques)
  // All that stands above a wanted parent, level by level, through rows that are there already; a circle ends it.
  const above = new Set<string>()
  for (let level: Iterable<string> = wanted.parents; ; ) {
    const unknown: Array<string> = []
    const walk = [...level]
    for (let key = walk.pop(); key !== undefined; key = walk.pop()) {
      if (above.has(key)) continue
      above.add(key)
      const stored = facts.byKey(key)
      if (stored === undefined) unknown.push(key)
      else walk.push(...parentOf(table, stored))
    }
    if (unknown.length === 0) return facts
    const found = await fetch(table.key, unknown)
    level = found.flatMap(stored => parentOf(table, stored))
  }
}

const parentOf = ({ entity }: Table, { fields }: Decision.Stored): ReadonlyArray<string> => {
  const parent = fields[entity.parent ?? ""]
  return typeof parent === "string" ? [Key.canonical(parent)] : []
}

class Facts implements Held {
  readonly #table: Table
  readonly #ids = new Map<string, Decision.Stored>()
  readonly #keys = new Map<string, Decision.Stored>()
  readonly #uniques = new Map<string, Decision.Stored>()

  constructor(table: Table) {
    this.#table = table
  }

  readonly byId = (id: string) => this.#ids.get(id)
  readonly byKey = (key: string) => this.#keys.get(key)
  readonly byUnique = (value: string) => this.#uniques.get(value)

  add(stored: Decision.Stored): Decision.Stored {
    const { entity } = this.#table
    this.#ids.set(stored.id, stored)
    const key = stored.fields[entity.identifiers[0]?.field ?? ""]
    if (typeof key === "string") this.#keys.set(Key.canonical(key), stored)
    const unique = stored.fields[entity.unique ?? ""]
    if (typeof unique === "string") this.#uniques.set(Key.canonicalEmail(unique), stored)
    return stored
  }
}
