/** The directory of the endpoints on MySQL: the same rules over the same tables as the sinks (docs/contract.md 1). */
import { type Decision, Directory, type Entity } from "@rollcall/core"
import { Effect, Option, Stream } from "effect"
import type { Opened, Opening } from "./open.ts"
import { type Database, query, queryOn, transaction } from "./sql/Database.ts"
import { faultOf, type SqlFault } from "./sql/Fault.ts"
import { names, read, scoped, storedOf } from "./storage/rows.ts"
import { replace } from "./storage/statements.ts"
import { listed, withTags, writeTags } from "./storage/tags.ts"
import { transact } from "./storage/transact.ts"
import type { Table } from "./tables/Table.ts"

/** Keeps records where the sinks keep them. */
export const storageOf = (opening: Opening): Directory.Storage => {
  const { opened } = opening
  const checked = checkedOnce(opening)
  return {
    transact: (entity, wanted, options, judge) =>
      Effect.andThen(
        checked(entity),
        stored(opened, ({ database, table, outbox }) =>
          Effect.flatMap(table(entity), table =>
            transact(database, table, outbox, { wanted, options, judge })
          )
        )
      ),
    held: entity =>
      Stream.unwrap(
        stored(opened, ({ database, table }) => Effect.map(table(entity), table => held(database, table)))
      ),
    put: (entity, records) =>
      stored(opened, ({ database, table }) =>
        Effect.flatMap(table(entity), table => put(database, table, records))
      ),
    announced: stored(opened, announced)
  }
}

/** Whoever runs the server reads what is wrong with a table before the first request is stored in it. */
const checkedOnce = ({ ready }: Opening) => {
  const sound = new Set<string>()
  return (entity: Entity.Entity): Effect.Effect<void, Directory.StorageFault> =>
    sound.has(entity.name)
      ? Effect.void
      : ready(entity).pipe(
          Effect.tap(looked => Effect.sync(() => (looked ? sound.add(entity.name) : sound))),
          Effect.tapError(({ message }) => Effect.logError(message)),
          Effect.mapError(notStored),
          Effect.asVoid
        )
}

const stored = <A>(
  opened: Opening["opened"],
  act: (opened: Opened) => Effect.Effect<A, SqlFault>
): Effect.Effect<A, Directory.StorageFault> => faulty(Effect.flatMap(opened, act))

/** A client of the endpoints learns no more than that it did not work; the code is for whoever runs the server. */
const faulty = <A>(effect: Effect.Effect<A, SqlFault>): Effect.Effect<A, Directory.StorageFault> =>
  effect.pipe(
    Effect.tapError(({ code }) => Effect.logError(`the database did not take a request (${code})`)),
    Effect.mapError(notStored)
  )

const notStored = () => new Directory.StorageFault({ message: "the storage did not take the change" })

/** Rows that are read at a time. */
const page = 1000

/** In the order in which they came: ids are made in the order of time. */
const held = (database: Database, table: Table): Stream.Stream<Decision.Stored, Directory.StorageFault> => {
  const columns = read(table)
  const scope = scoped(table)
  const id = table.id.column
  const sql = `SELECT ${names(columns)} FROM ?? WHERE ${scope.sql}?? > ? ORDER BY ?? LIMIT ?`
  return Stream.paginate(table.id.made === "here" ? "" : "0", after =>
    faulty(
      Effect.tryPromise({
        try: async () => {
          const query = queryOn(database)
          const rows = await query(sql, [...columns, table.name, ...scope.bindings, id, after, id, page])
          return withTags(
            table,
            query,
            rows.map(row => storedOf(table, row))
          )
        },
        catch: thrown => faultOf(thrown)
      })
    ).pipe(
      Effect.map(records => {
        const last = records.at(-1)
        return [records, Option.map(Option.fromUndefinedOr(last), ({ id }) => id)] as const
      })
    )
  )
}

/** As they are, replacing those with the same id: for tests and for the sandbox. */
const put = (database: Database, table: Table, records: ReadonlyArray<Decision.Stored>) =>
  transaction(database, table.name, async query => {
    for (let from = 0; from < records.length; from += page) {
      const part = records.slice(from, from + page)
      await replace(table, query, part)
      const taggings = part.map(({ id, fields }) => ({
        id,
        gone: "all" as const,
        added: listed(table, fields)
      }))
      await writeTags(table, query, taggings)
    }
  })

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
