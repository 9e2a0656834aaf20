/** What became of a request whose connection was lost over the commit. */
import { type Decision, merged } from "@rollcall/core"
import { Effect, Equal, Schedule } from "effect"
import type { Database } from "../sql/Database.ts"
import { faultOf, SqlFault } from "../sql/Fault.ts"
import { locked } from "../sql/locked.ts"
import type { Query } from "../sql/Query.ts"
import type { Table } from "../tables/Table.ts"
import { names, read, scoped, slotsOf, storedOf, values } from "./rows.ts"
import { listed, withTags } from "./tags.ts"

/** The decisions of a request as they were about to be committed. */
export interface Attempt {
  readonly decisions: ReadonlyArray<Decision.Decision>
  readonly held: (id: string) => Decision.Stored | undefined
}

/**
 * Reads back: the decisions, if they were committed. If they were not, it fails as the loss of a connection that changed
 * nothing; and with the fault as it is if the database does not come back.
 */
export const settle = (
  database: Database,
  table: Table,
  attempt: Attempt,
  fault: SqlFault
): Effect.Effect<ReadonlyArray<Decision.Decision>, SqlFault> => {
  const written = attempt.decisions.filter(isWritten)
  if (written.length === 0) return Effect.succeed(attempt.decisions)
  return Effect.tryPromise({
    // The lost connection has the lock until the server is done with it, its commit included.
    try: signal => locked(database.knex, table.name, query => recordsUnder(table, query, written), signal),
    catch: thrown => faultOf(thrown)
  }).pipe(
    Effect.retry({ schedule: Schedule.exponential("200 millis"), times: 5 }),
    Effect.mapError(() => fault),
    Effect.flatMap(now =>
      wasCommitted(table, attempt, written, now)
        ? Effect.succeed(attempt.decisions)
        : Effect.fail(new SqlFault({ kind: "away", code: fault.code, maybeCommitted: false }))
    )
  )
}

/**
 * All of it was committed or nothing. A new record shows which, whatever others have done to the changed ones since; if
 * there is none, changes that are not there can be made again without harm.
 */
const wasCommitted = (
  table: Table,
  { held }: Attempt,
  written: ReadonlyArray<Change>,
  now: ReadonlyMap<string, Decision.Stored>
): boolean => {
  const isIn = (decision: Change) => isThere(table, decision, held, now.get(decision.id))
  const created = written.filter(({ _tag }) => _tag === "Create")
  return created.length > 0 ? created.some(isIn) : written.every(isIn)
}

type Change = Exclude<Decision.Decision, { readonly _tag: "Refuse" | "Unchanged" }>

const isWritten = (decision: Decision.Decision): decision is Change =>
  decision._tag !== "Refuse" && decision._tag !== "Unchanged"

const recordsUnder = async (
  table: Table,
  query: Query,
  written: ReadonlyArray<Change>
): Promise<ReadonlyMap<string, Decision.Stored>> => {
  const columns = read(table)
  const scope = scoped(table)
  const ids = written.map(({ id }) => id)
  const sql = `SELECT ${names(columns)} FROM ?? WHERE ${scope.sql}?? IN (${values(ids)})`
  const rows = await query(sql, [...columns, table.name, ...scope.bindings, table.id.column, ...ids])
  const records = await withTags(
    table,
    query,
    rows.map(row => storedOf(table, row))
  )
  return new Map(records.map(stored => [stored.id, stored]))
}

/** What a create did not provide, the table may have filled in. */
const isThere = (
  table: Table,
  decision: Change,
  held: Attempt["held"],
  now: Decision.Stored | undefined
): boolean => {
  if (now === undefined) return false
  const { id } = decision
  const fields =
    decision._tag === "Create" ? decision.fields : merged(held(id)?.fields ?? {}, decision.changes)
  const meant = { id, archived: false, fields }
  const cells = slotsOf(table).every(({ cell, reader }) => {
    const [wanted, stands] = [cell(meant), cell(now)]
    if (wanted === stands || (wanted === null && decision._tag === "Create")) return true
    // MySQL gives the keys of an object back in an order of its own.
    return reader !== undefined && Equal.equals(reader(String(wanted)), reader(String(stands)))
  })
  const [tags, wanted] = [listed(table, now.fields), listed(table, fields)]
  return cells && tags.length === wanted.length && wanted.every(tag => tags.includes(tag))
}
