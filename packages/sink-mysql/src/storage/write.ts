/** Writes what was decided: one statement for new rows, one for changed ones; a row that is not taken costs itself (F30). */
import { type Decision, Entity, Key, merged } from "@rollcall/core"
import { faultOf, type SqlFault } from "../sql/Fault.ts"
import type { Query } from "../sql/Query.ts"
import type { Table } from "../tables/Table.ts"
import { madeIds } from "./madeIds.ts"
import { archived } from "./rows.ts"
import { insert, insertOne, type Update, update } from "./statements.ts"
import { taggingOf, writeTags } from "./tags.ts"
import { parted } from "./weight.ts"

/** A record to write as it will be held. */
export interface Change extends Update {
  /** Its place in the request. */
  readonly index: number
  readonly created: boolean
  readonly before: Entity.AnyUpsert
  /** In canonical form. */
  readonly key: string | undefined
}

/** What became of the changes. */
export interface Written {
  /** Which rows were not taken, by their place in the request. */
  readonly refused: ReadonlyMap<number, SqlFault>
  /** The ids that the table made, by the place in the request. */
  readonly ids: ReadonlyMap<number, string>
}

/**
 * Writes the decisions that change something. Fails for what is no single row's fault; unless `careful`, it also does
 * for tags that are not taken, for their people have been written then.
 */
export const write = async (
  table: Table,
  query: Query,
  decisions: ReadonlyArray<Decision.Decision>,
  held: (id: string) => Decision.Stored | undefined,
  careful: boolean
): Promise<Written> => {
  const refused = new Map<number, SqlFault>()
  const ids = new Map<number, string>()
  const changes: Array<Change> = []
  for (let index = 0; index < decisions.length; index++) {
    const decision = decisions[index]
    const change = decision && changeOf(table, decision, index, held)
    if (change !== undefined) changes.push(change)
  }
  const rows = rowsOf(table, query, ids)
  const follow = async (part: ReadonlyArray<Change>) => {
    await madeIds(table, query, part, ids)
    if (table.tags === undefined) return
    const taggings = part.flatMap(({ id, index, before, fields }) =>
      taggingOf(table, ids.get(index) ?? id, before, fields)
    )
    await writeTags(table, query, taggings)
  }
  const whole = (part: ReadonlyArray<Change>) =>
    undone(query, async () => {
      await rows(part)
      await follow(part)
    })
  for (const group of groupsOf(table, changes).flatMap(group => parted(table, group)))
    await halving(group, careful ? whole : rows, refused)
  for (const change of keptOut(table, changes, refused)) {
    refused.delete(change.index)
    await halving([change], careful ? whole : rows, refused)
  }
  if (!careful) await follow(changes.filter(({ index }) => !refused.has(index)))
  return { refused, ids }
}

const changeOf = (
  { entity }: Table,
  decision: Decision.Decision,
  index: number,
  held: (id: string) => Decision.Stored | undefined
): Change | undefined => {
  if (decision._tag === "Refuse" || decision._tag === "Unchanged") return undefined
  const { id } = decision
  if (decision._tag === "Create") {
    const { fields } = decision
    const key = Entity.keyOf(entity, fields)
    return { index, id, created: true, fields, before: none, changed: nothing, key }
  }
  const before = held(id)?.fields ?? {}
  const changed = new Set<string | typeof archived>(Object.keys(decision.changes))
  if (decision._tag === "Unarchive") changed.add(archived)
  const fields = merged(before, decision.changes)
  return { index, id, created: false, fields, before, changed, key: Entity.keyOf(entity, fields) }
}

/** A new row is written whole. */
const nothing: Change["changed"] = new Set()
const none: Entity.AnyUpsert = {}

/** The statement for a group of changes, all of one kind. */
const rowsOf =
  (table: Table, query: Query, ids: Map<number, string>) =>
  async (part: ReadonlyArray<Change>): Promise<void> => {
    const [first] = part
    if (first === undefined) return
    if (!first.created) return update(table, query, part)
    if (table.id.made === "here" || first.key !== undefined) return insert(table, query, part)
    ids.set(first.index, await insertOne(table, query, first))
  }

/**
 * What one statement writes, in an order in which no two writers stop each other (F35). Records that take a unique value
 * which another one of the request gives up are written after it, one by one: in one statement, the table's own unique
 * index could meet the taker first (F10). A record without a key stands alone where only its insert can tell its id.
 */
const groupsOf = (table: Table, changes: ReadonlyArray<Change>): ReadonlyArray<ReadonlyArray<Change>> => {
  const { free, taking } = handovers(table, changes)
  const creates = free.filter(({ created }) => created).toSorted(byKey)
  const lone = ({ key }: Change) => table.id.made === "by the table" && key === undefined
  return [
    free.filter(({ created }) => !created).toSorted(byKey),
    ...taking.map(change => [change]),
    creates.filter(change => !lone(change)),
    ...creates.filter(lone).map(change => [change])
  ]
}

const handovers = (table: Table, changes: ReadonlyArray<Change>) => {
  const { unique } = table.entity
  if (unique === undefined) return { free: changes, taking: [] }
  const of = (fields: Entity.AnyUpsert): string | undefined => {
    const value = fields[unique]
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

/**
 * A unique key of the table may take for one what the rules keep apart, like accents: who came before its holder had moved
 * on is tried again.
 */
const keptOut = (
  { entity }: Table,
  changes: ReadonlyArray<Change>,
  refused: ReadonlyMap<number, SqlFault>
): ReadonlyArray<Change> =>
  entity.unique === undefined
    ? []
    : changes.filter(({ index }) => refused.get(index)?.code === "ER_DUP_ENTRY")

/** Runs a statement over all of these, and over halves of them when it is refused for the sake of a row. */
const halving = async (
  changes: ReadonlyArray<Change>,
  statement: (changes: ReadonlyArray<Change>) => Promise<void>,
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

/** Several statements that are undone together; a single one undoes itself. */
const undone = async (query: Query, act: () => Promise<void>): Promise<void> => {
  await query("SAVEPOINT part")
  try {
    await act()
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.kind === "data") await query("ROLLBACK TO SAVEPOINT part")
    throw fault
  }
}

const byKey = (a: Change, b: Change): number => compare(a.key ?? a.id, b.key ?? b.id)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
