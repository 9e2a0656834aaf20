/** A database that is connected to when it is first needed, and the tables that are used of it. */
import { type Entity, Misconfigured } from "@rollcall/core"
import { type Config, Effect, Redacted } from "effect"
import { problemsOf } from "./checks/problemsOf.ts"
import { type Database, database } from "./sql/Database.ts"
import { SqlFault } from "./sql/Fault.ts"
import { type Tables, tableOf } from "./tables/Table.ts"

/** What is needed to store anything. */
export interface Opened {
  readonly database: Database
  readonly tables: Tables
  /** The table of announcements; without one, nobody is announced. */
  readonly outbox: string | undefined
}

export interface Opening {
  readonly opened: Effect.Effect<Opened, SqlFault>
  /** Whether the configuration is whole and an entity's table as it must be; of a database that is away, nothing is said. */
  readonly ready: (entity: Entity.Entity) => Effect.Effect<void, Misconfigured>
  readonly close: () => Promise<void>
}

/** Where a database is, with the password in it. */
export type Address = string | Redacted.Redacted | Config.Config<Redacted.Redacted>

export const opening = (options: {
  readonly name: string
  readonly url: Address
  readonly connections: number
  readonly tables: Tables
  readonly outbox: string | undefined
}): Opening => {
  const { name, url, connections, tables, outbox } = options
  let opened: Opened | undefined
  const open = Effect.map(addressOf(name, url), address => {
    opened ??= { database: database({ url: Redacted.value(address), connections }), tables, outbox }
    return opened
  })
  return {
    opened: Effect.mapError(
      open,
      () => new SqlFault({ kind: "denied", code: "NOT_CONFIGURED", maybeCommitted: false })
    ),
    ready: entity =>
      Effect.gen(function* () {
        const { database, tables, outbox } = yield* open
        const problems = yield* Effect.orElseSucceed(
          problemsOf(database, tableOf(tables, entity), outbox),
          () => []
        )
        if (problems.length > 0)
          return yield* new Misconfigured({
            message: problems.map(problem => `${name}: ${problem}`).join("\n")
          })
      }),
    close: async () => {
      await opened?.database.close()
      opened = undefined
    }
  }
}

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
  return Effect.filterOrFail(
    given,
    address => /^mysql:$/u.test(protocolOf(Redacted.value(address))),
    () => wrong("the address of the database must look like mysql://user:password@host:3306/database")
  )
}

const protocolOf = (address: string): string => (URL.canParse(address) ? new URL(address).protocol : "")
