/** A database that is connected to when it is first needed, and the tables that are used of it. */
import { type Entity, Misconfigured } from "@rollcall/core"
import { type Config, Effect, Redacted } from "effect"
import { mistakes } from "./checks/mistakes.ts"
import { problemsOf } from "./checks/problemsOf.ts"
import { type Database, database, query } from "./sql/Database.ts"
import { SqlFault } from "./sql/Fault.ts"
import { columnOf, columnsQuery, layoutOf } from "./tables/columns.ts"
import { type Mappings, tablesOf } from "./tables/Mapping.ts"
import type { Table } from "./tables/Table.ts"

/** What is needed to store anything. */
export interface Opened {
  readonly database: Database
  /** The table of an entity. */
  readonly table: (entity: Entity.Entity) => Effect.Effect<Table, SqlFault>
  /** The table of announcements; without one, nobody can be announced. */
  readonly outbox: string | undefined
}

export interface Opening {
  readonly opened: Effect.Effect<Opened, SqlFault>
  /**
   * Whether the configuration is whole and an entity's table as it must be. Of a database that is away nothing is said:
   * then it gives false.
   */
  readonly ready: (entity: Entity.Entity) => Effect.Effect<boolean, Misconfigured>
  readonly close: () => Promise<void>
}

/** Where a database is, with the password in it. */
export type Address = string | Redacted.Redacted | Config.Config<Redacted.Redacted>

export const opening = (options: {
  readonly name: string
  readonly url: Address
  readonly connections: number
  readonly mappings: Mappings
  readonly outbox: string | undefined
}): Opening => {
  const { name, url, connections, mappings, outbox } = options
  let opened: Opened | undefined
  const open = Effect.map(addressOf(name, url), address => {
    opened ??= openedOf(database({ url: Redacted.value(address), connections }), mappings, outbox)
    return opened
  })
  return {
    opened: Effect.mapError(open, () => notConfigured),
    ready: entity =>
      Effect.gen(function* () {
        const { database, outbox } = yield* open
        const wrong = mistakes(mappings)
        if (wrong.length > 0) return yield* misconfigured(name, wrong)
        const problems = yield* Effect.catchIf(
          problemsOf(database, tableIn(mappings, entity), outbox),
          ({ kind }) => kind === "away" || kind === "denied" || kind === "deadlock",
          () => Effect.succeed(undefined)
        ).pipe(Effect.catch(({ code }) => Effect.succeed([`the database cannot be checked (${code})`])))
        if (problems !== undefined && problems.length > 0) return yield* misconfigured(name, problems)
        return problems !== undefined
      }),
    close: async () => {
      await opened?.database.close()
      opened = undefined
    }
  }
}

const openedOf = (database: Database, mappings: Mappings, outbox: string | undefined): Opened => {
  const tables = new Map<string, Table>()
  return {
    database,
    outbox,
    table: entity =>
      Effect.suspend(() => {
        const known = tables.get(entity.name)
        if (known !== undefined) return Effect.succeed(known)
        if (mistakes(mappings).length > 0) return Effect.fail(notConfigured)
        return Effect.tap(laidOut(database, tableIn(mappings, entity)), table =>
          Effect.sync(() => (table.layout.known ? tables.set(entity.name, table) : tables))
        )
      })
  }
}

const tableIn = (mappings: Mappings, { name }: Entity.Entity): Table => {
  const table = tablesOf(mappings)[name]
  if (table === undefined) throw new RangeError(`there is no table for a ${name}`)
  return table
}

/** The table with what only the database knows of it. */
const laidOut = (database: Database, table: Table): Effect.Effect<Table, SqlFault> =>
  Effect.map(query(database, columnsQuery, [table.name]), rows => ({
    ...table,
    layout: layoutOf(table, rows.map(columnOf))
  }))

const notConfigured = new SqlFault({ kind: "schema", code: "NOT_CONFIGURED", maybeCommitted: false })

const misconfigured = (name: string, problems: ReadonlyArray<string>) =>
  new Misconfigured({ message: problems.map(problem => `${name}: ${problem}`).join("\n") })

const addressOf = (name: string, url: Address): Effect.Effect<Redacted.Redacted, Misconfigured> => {
  const wrong = (message: string) => new Misconfigured({ message: `${name}: ${message}` })
  const given: Effect.Effect<Redacted.Redacted, Misconfigured> =
    typeof url === "string"
      ? Effect.succeed(Redacted.make(url))
      : Redacted.isRedacted(url)
        ? Effect.succeed(url as Redacted.Redacted)
        : Effect.mapError(url as Config.Config<Redacted.Redacted>, () =>
            wrong("the address of the database is not set")
          )
  return Effect.flatMap(given, address => {
    const mistake = mistakeIn(Redacted.value(address))
    return mistake === undefined ? Effect.succeed(address) : wrong(mistake)
  })
}

/** What is wrong with an address, without any of it. */
const mistakeIn = (address: string): string | undefined => {
  const { protocol, hostname, pathname, searchParams } = URL.canParse(address) ? new URL(address) : nowhere
  if (protocol !== "mysql:" || hostname === "" || !/^\/[^/]+$/u.test(pathname))
    return "the address of the database must look like mysql://user:password@host:3306/database"
  // The driver passes over names that it does not know, and would go on without TLS.
  const unknown = [...searchParams].some(
    ([name, value]) => /ssl|tls/iu.test(name) && (name !== "ssl" || value === "true")
  )
  return unknown
    ? 'TLS is asked for by ?ssl={"rejectUnauthorized":true} at the end of the address, and by no other name or value'
    : undefined
}

const nowhere = new URL("none:")
