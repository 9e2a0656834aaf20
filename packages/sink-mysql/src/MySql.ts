/** MySQL and MariaDB as a target: its sinks, and the directory of the endpoints over the same tables. */
import {
  Directory,
  Group,
  Professor,
  type Sink,
  type SinkError,
  Student,
  type Sync,
  User
} from "@rollcall/core"
import { Effect, Layer } from "effect"
import { storageOf } from "./directory.ts"
import * as migrations from "./migrations/migrate.ts"
import { type Address, type Opening, opening } from "./open.ts"
import { sinkOf } from "./sink.ts"
import { outboxTable } from "./tables/defaults.ts"
import type { Mappings } from "./tables/Mapping.ts"
import { troubleOf } from "./trouble.ts"

export type { Address } from "./open.ts"
export type { Mapping, Mappings, PersonMapping, ProfessorMapping, UserMapping } from "./tables/Mapping.ts"
export type { TagsTable } from "./tables/Table.ts"

/** What a target in a database is told, each option with its default. */
export interface Options {
  /** `mysql://user:password@host:port/database`, as text that is wrapped at once, redacted, or read at run time. */
  readonly url: Address
  /** How the target is called in reports: `mysql`. */
  readonly name?: string
  /** Connections at the most: 4. A run uses one at a time. */
  readonly connections?: number
  /** Tables of your own; an entity that is not named here has the one that `migrate` makes. */
  readonly tables?: Mappings
  /**
   * The table that says who was created and is to be told: `rollcall_outbox`, which `migrate` makes. With `false`, a run
   * that is to send credentials is refused.
   */
  readonly outbox?: string | false
}

/** A school in a database: its sinks share their connections. */
export interface MySqlTarget extends Sync.Target, AsyncDisposable {
  readonly students: Sink<(typeof Student)["fields"]>
  readonly professors: Sink<(typeof Professor)["fields"]>
  readonly groups: Sink<(typeof Group)["fields"]>
  readonly users: Sink<(typeof User)["fields"]>
  /** Closes the connections at once; idle ones close by themselves after a second. */
  readonly close: () => Promise<void>
}

/**
 * A target in a database, ready to use; nothing is connected before a pipeline runs. Its sinks fail as `Denied` when the
 * account or the tables are not as they must be, and as `Unavailable` when the database is away or busy.
 */
export const target = (options: Options): MySqlTarget => {
  const name = options.name ?? "mysql"
  const opened = openingOf(options)
  return {
    name,
    students: sinkOf(name, Student, opened),
    professors: sinkOf(name, Professor, opened),
    groups: sinkOf(name, Group, opened),
    users: sinkOf(name, User, opened),
    close: opened.close,
    [Symbol.asyncDispose]: opened.close
  }
}

/** The directory of the endpoints in a database, for `Server.layer` and `Server.toWebHandler`; closed with its scope. */
export const directory = (options: Options): Layer.Layer<Directory.Directory> =>
  Layer.effect(
    Directory.Directory,
    Effect.map(
      Effect.acquireRelease(
        Effect.sync(() => openingOf(options)),
        ({ close }) => Effect.promise(close)
      ),
      storageOf
    )
  )

/** Makes the default tables or brings them up to date; gives the names of the steps that were run. Safe to run again. */
export const migrate = (
  options: Options,
  direction: "up" | "down" = "up"
): Effect.Effect<ReadonlyArray<string>, SinkError> =>
  Effect.acquireUseRelease(
    Effect.sync(() => openingOf({ ...options, connections: 4 })),
    ({ opened }) =>
      opened.pipe(
        Effect.flatMap(({ database }) => migrations.migrate(database, direction)),
        Effect.mapError(fault => troubleOf(options.name ?? "mysql", fault))
      ),
    ({ close }) => Effect.promise(close)
  )

/** As `migrate`, for a service without Effect; rejects with what there is to do. */
export const migratePromise = (
  options: Options,
  direction: "up" | "down" = "up"
): Promise<ReadonlyArray<string>> => Effect.runPromise(migrate(options, direction))

const openingOf = ({
  name = "mysql",
  url,
  connections = 4,
  tables = {},
  outbox = outboxTable
}: Options): Opening =>
  opening({ name, url, connections, mappings: tables, outbox: outbox === false ? undefined : outbox })
