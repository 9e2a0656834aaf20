/** The directory of the endpoints on MySQL: the same rules over the same tables as the sinks (docs/contract.md 1). */
import { type Decision, Directory, type Entity } from "@rollcall/core"
import { Effect, Option, Stream } from "effect"
import type { Opened, Opening } from "./open.ts"
import { query, transaction } from "./sql/Database.ts"
import type { SqlFault } from "./sql/Fault.ts"
import { cellsOf, read, storedOf, written } from "./storage/rows.ts"
import { transact } from "./storage/transact.ts"
import { tableOf } from "./tables/Table.ts"

/** Keeps records where the sinks keep them. */
export const storageOf = ({ opened }: Opening): Directory.Storage => ({
  transact: (entity, wanted, options, judge) =>
    stored(opened, ({ database, tables, outbox }) =>
      transact(database, tableOf(tables, entity), outbox, { wanted, options, judge })
    ),
  held: entity => Stream.unwrap(Effect.map(faulty(opened), opened => held(opened, entity))),
  put: (entity, records) => stored(opened, opened => put(opened, entity, records)),
  announced: stored(opened, announced)
})

const stored = <A>(
  opened: Opening["opened"],
  act: (opened: Opened) => Effect.Effect<A, SqlFault>
): Effect.Effect<A, Directory.StorageFault> => faulty(Effect.flatMap(opened, act))

/** A client of the endpoints learns no more than that it did not work; the code is for whoever runs the server. */
const faulty = <A>(effect: Effect.Effect<A, SqlFault>): Effect.Effect<A, Directory.StorageFault> =>
  effect.pipe(
    Effect.tapError(({ code }) => Effect.logError(`the database did not take a request (${code})`)),
    Effect.mapError(() => new Directory.StorageFault({ message: "the storage did not take the change" }))
  )

/** Rows that are read at a time. */
const page = 1000

/** In the order in which they came: ids are made in the order of time. */
const held = (
  { database, tables }: Opened,
  entity: Entity.Entity
): Stream.Stream<Decision.Stored, Directory.StorageFault> => {
  const table = tableOf(tables, entity)
  const columns = read(table)
  const scope = Object.entries(table.scope)
  const sql = `SELECT ${columns.map(() => "??").join(", ")} FROM ?? WHERE ${scope.map(() => "?? = ? AND ").join("")}?? > ? ORDER BY ?? LIMIT ?`
  return Stream.paginate("", after =>
    faulty(
      query(database, sql, [...columns, table.name, ...scope.flat(), table.id, after, table.id, page])
    ).pipe(
      Effect.map(rows => {
        const records = rows.map(row => storedOf(table, row))
        const last = records.at(-1)
        return [records, Option.map(Option.fromUndefinedOr(last), ({ id }) => id)] as const
      })
    )
  )
}

/** As they are, replacing those with the same id: for tests and for the sandbox. */
const put = (
  { database, tables }: Opened,
  entity: Entity.Entity,
  records: ReadonlyArray<Decision.Stored>
) => {
  const table = tableOf(tables, entity)
  const columns = written(table)
  const rows = records.map(({ id, archived, fields }) => cellsOf(table, { id, archived, fields }))
  return transaction(database, table.name, async query => {
    for (let from = 0; from < rows.length; from += page)
      await query(`REPLACE INTO ?? (${columns.map(() => "??").join(", ")}) VALUES ?`, [
        table.name,
        ...columns,
        rows.slice(from, from + page)
      ])
  })
}

const announced = ({
  database,
  outbox
}: Opened): Effect.Effect<ReadonlyArray<Directory.Announcement>, SqlFault> => {
  if (outbox === undefined) return Effect.succeed([])
  const sql = "SELECT entity, record_id, send_credentials, new_password_needed FROM ?? ORDER BY id"
  return Effect.map(query(database, sql, [outbox]), rows =>
    rows.map(row => ({
      entity: String(row.entity),
      id: String(row.record_id),
      sendCredentials: Number(row.send_credentials) === 1,
      newPasswordNeeded: Number(row.new_password_needed) === 1
    }))
  )
}
