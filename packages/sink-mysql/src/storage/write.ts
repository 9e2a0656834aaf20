/** Writes what was decided: one statement for new rows, one for changed ones; a row that is not taken costs itself (F30). */
import { type Decision, type Entity, Key, merged } from "@rollcall/core"
import { faultOf, type SqlFault } from "../sql/Fault.ts"
import type { Query } from "../sql/Query.ts"
import type { Table } from "../tables/Table.ts"
import { cellsOf, written } from "./rows.ts"

/** A record to write as it will be held. */
interface Change {
  /** Its place in the request. */
  readonly index: number
  readonly id: string
  readonly created: boolean
  readonly fields: Entity.AnyUpsert
  readonly before: Entity.AnyUpsert | undefined
}

/** Which rows were not taken, by their place in the request. */
export type Refused = ReadonlyMap<number, SqlFault>

/** Writes the decisions that change something. Fails for what is no single row's fault. */
export const write = async (
  table: Table,
  query: Query,
  decisions: ReadonlyArray<Decision.Decision>,
  held: (id: string) => Decision.Stored | undefined
): Promise<Refused> => {
  const refused = new Map<number, SqlFault>()
  const changes = decisions.flatMap((decision, index) => changeOf(decision, index, held))
  const { free, taking } = handovers(table, changes)
  const byKey = (a: Change, b: Change): number => compare(keyOf(table, a), keyOf(table, b))
  const updates = free.filter(change => !change.created).toSorted(byKey)
  const creates = free.filter(change => change.created).toSorted(byKey)
  await halving(updates, part => update(table, query, part), refused)
  for (const change of taking) {
    const one = change.created ? insert : update
    await halving([change], part => one(table, query, part), refused)
  }
  await halving(creates, part => insert(table, query, part), refused)
  return refused
}

const changeOf = (
  decision: Decision.Decision,
  index: number,
  held: (id: string) => Decision.Stored | undefined
): ReadonlyArray<Change> => {
  if (decision._tag === "Refuse" || decision._tag === "Unchanged") return []
  const { id } = decision
  if (decision._tag === "Create")
    return [{ index, id, created: true, fields: decision.fields, before: undefined }]
  const before = held(id)?.fields ?? {}
  return [{ index, id, created: false, fields: merged(before, decision.changes), before }]
}

/**
 * Records that take a unique value which another one of the request gives up are written after it, one by one: in one
 * statement, the table's own unique index could meet the taker first (F10).
 */
const handovers = (table: Table, changes: ReadonlyArray<Change>) => {
  const { unique } = table.entity
  if (unique === undefined) return { free: changes, taking: [] }
  const of = (fields: Entity.AnyUpsert | undefined): string | undefined => {
    const value = fields?.[unique]
    return typeof value === "string" ? Key.canonicalEmail(value) : undefined
  }
  const released = new Set(
    changes.filter(({ fields, before }) => of(before) !== of(fields)).map(({ before }) => of(before))
  )
  const takes = ({ fields, before }: Change): boolean => {
    const taken = of(fields)
    return taken !== undefined && taken !== of(before) && released.has(taken)
  }
  return { free: changes.filter(change => !takes(change)), taking: changes.filter(takes) }
}

/** Runs a statement over all of these, and over halves of them when it is refused for the sake of a row. */
const halving = async (
  changes: ReadonlyArray<Change>,
  statement: (changes: ReadonlyArray<Change>) => Promise<unknown>,
  refused: Map<number, SqlFault>
): Promise<void> => {
  const waiting = changes.length === 0 ? [] : [changes]
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    try {
      await statement(part)
    } catch (thrown) {
      const fault = faultOf(thrown)
      if (fault.kind !== "data") throw fault
      const [first] = part
      if (part.length === 1 && first !== undefined) refused.set(first.index, fault)
      else {
        const middle = Math.ceil(part.length / 2)
        waiting.push(part.slice(middle), part.slice(0, middle))
      }
    }
  }
}

const insert = (table: Table, query: Query, changes: ReadonlyArray<Change>) => {
  const columns = written(table)
  const rows = changes.map(({ id, fields }) => cellsOf(table, { id, archived: false, fields }))
  return query(`INSERT INTO ?? (${columns.map(() => "??").join(", ")}) VALUES ?`, [
    table.name,
    ...columns,
    rows
  ])
}

/** All columns of every row, from one JSON text: the statement is the same whatever was provided (F34). */
const update = (table: Table, query: Query, changes: ReadonlyArray<Change>) => {
  const columns = written(table)
    .slice(1)
    .filter(column => !(column in table.scope))
  const kept = written(table).flatMap((column, at) => (columns.includes(column) || at === 0 ? [at] : []))
  const rows = changes.map(({ id, fields }) => {
    const cells = cellsOf(table, { id, archived: false, fields })
    return kept.map(at => cells[at])
  })
  const shape = columns.map((_, at) => `c${at} LONGTEXT CHARACTER SET utf8mb4 PATH '$[${at + 1}]'`).join(", ")
  const sql = `UPDATE ?? AS t JOIN JSON_TABLE(?, '$[*]' COLUMNS (id VARCHAR(64) CHARACTER SET utf8mb4 PATH '$[0]', ${shape})) AS v ON t.?? = v.id SET ${columns.map((_, at) => `t.?? = v.c${at}`).join(", ")}`
  return query(sql, [table.name, JSON.stringify(rows), table.id, ...columns])
}

const keyOf = (table: Table, { fields, id }: Change): string => {
  const key = fields[table.entity.identifiers[0]?.field ?? ""]
  return typeof key === "string" ? Key.canonical(key) : id
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
