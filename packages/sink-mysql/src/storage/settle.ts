/** What became of a request whose connection was lost over the commit. */
import { type Decision, merged } from "@rollcall/core"
import { Effect, Schedule } from "effect"
import { type Database, query, queryOn } from "../sql/Database.ts"
import { faultOf, type SqlFault } from "../sql/Fault.ts"
import type { Table } from "../tables/Table.ts"
import { names, read, scoped, slotsOf, storedOf, values } from "./rows.ts"
import { listed, withTags } from "./tags.ts"

/** The decisions of a request as they were about to be committed. */
export interface Attempt {
  readonly decisions: ReadonlyArray<Decision.Decision>
  readonly held: (id: string) => Decision.Stored | undefined
}

/** Reads back: the decisions, if all of them are there; otherwise it fails with the fault. */
export const settle = (
  database: Database,
  table: Table,
  { decisions, held }: Attempt,
  fault: SqlFault
): Effect.Effect<ReadonlyArray<Decision.Decision>, SqlFault> => {
  const written = decisions.filter(isWritten)
  if (written.length === 0) return Effect.succeed(decisions)
  return recordsUnder(
    database,
    table,
    written.map(({ id }) => id)
  ).pipe(
    Effect.retry({ schedule: Schedule.exponential("200 millis"), times: 5 }),
    Effect.mapError(() => fault),
    Effect.flatMap(now =>
      written.every(decision => isThere(table, decision, held, now.get(decision.id)))
        ? Effect.succeed(decisions)
        : Effect.fail(fault)
    )
  )
}

type Change = Exclude<Decision.Decision, { readonly _tag: "Refuse" | "Unchanged" }>

const isWritten = (decision: Decision.Decision): decision is Change =>
  decision._tag !== "Refuse" && decision._tag !== "Unchanged"

const recordsUnder = (
  database: Database,
  table: Table,
  ids: ReadonlyArray<string>
): Effect.Effect<ReadonlyMap<string, Decision.Stored>, SqlFault> => {
  const columns = read(table)
  const scope = scoped(table)
  const sql = `SELECT ${names(columns)} FROM ?? WHERE ${scope.sql}?? IN (${values(ids)})`
  return query(database, sql, [...columns, table.name, ...scope.bindings, table.id.column, ...ids]).pipe(
    Effect.flatMap(rows =>
      Effect.tryPromise({
        try: () =>
          withTags(
            table,
            queryOn(database),
            rows.map(row => storedOf(table, row))
          ),
        catch: thrown => faultOf(thrown)
      })
    ),
    Effect.map(records => new Map(records.map(stored => [stored.id, stored])))
  )
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
  const cells = slotsOf(table).every(({ cell }) => {
    const wanted = cell(meant)
    return wanted === cell(now) || (wanted === null && decision._tag === "Create")
  })
  const [tags, wanted] = [listed(table, now.fields), listed(table, fields)]
  return cells && tags.length === wanted.length && wanted.every(tag => tags.includes(tag))
}
