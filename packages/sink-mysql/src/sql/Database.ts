/** A pool of connections to one database, each in the same state, and transactions that one writer at a time makes. */
import { Effect, Schedule } from "effect"
import knex, { type Knex } from "knex"
import { faultOf, type SqlFault } from "./Fault.ts"
import { locked } from "./locked.ts"
import { type Query, type Row, rowsOf } from "./Query.ts"

/** Where and how to connect. */
export interface Connect {
  /** `mysql://user:password@host:port/database`; TLS by `?ssl={…}` as mysql2 has it. */
  readonly url: string
  /** Connections at the most. */
  readonly connections: number
}

export interface Database {
  readonly knex: Knex
  /** Closes all connections; those that idle close by themselves after a while. */
  readonly close: () => Promise<void>
}

/** Idle connections are closed after so long, so that a program that is done can end. */
const idle = 1000

/** Nothing is connected before it is used. */
export const database = ({ url, connections }: Connect): Database => {
  const pool = knex({
    client: "mysql2",
    connection: {
      uri: url,
      charset: "utf8mb4",
      supportBigNumbers: true,
      bigNumberStrings: true,
      dateStrings: true,
      jsonStrings: true,
      multipleStatements: false
    } as Knex.MySql2ConnectionConfig,
    acquireConnectionTimeout: 30_000,
    pool: {
      min: 0,
      max: connections,
      idleTimeoutMillis: idle,
      reapIntervalMillis: idle,
      afterCreate: prepared
    },
    log: silent
  })
  return { knex: pool, close: () => pool.destroy() }
}

/** What knex would write to the console has statements in it, and those have values (Law 9). */
const nothing = () => undefined
const silent = { warn: nothing, error: nothing, deprecate: nothing, debug: nothing }

/** Text that is too long is an error, never cut (F37); texts compare by their bytes; a read sees what others committed. */
const session = [
  "SET NAMES utf8mb4 COLLATE utf8mb4_bin",
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', SESSION innodb_lock_wait_timeout = 20",
  "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"
]

interface Raw {
  readonly query: (sql: string, done: (error: unknown) => void) => void
}

const prepared = (connection: Raw, done: (error: unknown, connection: Raw) => void): void => {
  const next = ([statement, ...others]: ReadonlyArray<string>): void => {
    if (statement === undefined) done(undefined, connection)
    else connection.query(statement, error => (error ? done(error, connection) : next(others)))
  }
  next(session)
}

/** One statement outside of any transaction. */
export const query = (
  database: Database,
  sql: string,
  bindings?: ReadonlyArray<unknown>
): Effect.Effect<ReadonlyArray<Row>, SqlFault> =>
  Effect.tryPromise({ try: () => queryOn(database)(sql, bindings), catch: thrown => faultOf(thrown) })

/** Statements outside of any transaction, for code that is told where to run its own. */
export const queryOn =
  (database: Database): Query =>
  async (sql, bindings) =>
    rowsOf(await database.knex.raw(sql, bindingsOf(bindings)))

/**
 * Makes a transaction while no other writer of this project makes one under the same name; two writers end as if one had
 * gone after the other. Deadlocks and lock waits are repeated with jitter. An interruption drops the connection.
 */
export const transaction = <A>(
  database: Database,
  name: string,
  body: (query: Query) => Promise<A>
): Effect.Effect<A, SqlFault> =>
  Effect.tryPromise({
    try: signal => locked(database.knex, name, query => once(query, body), signal),
    catch: thrown => faultOf(thrown)
  }).pipe(
    Effect.retry({
      while: ({ kind, maybeCommitted }) => kind === "deadlock" && !maybeCommitted,
      schedule: again,
      times: tries
    })
  )

/** From 25 milliseconds on, each time longer, so that writers that met once do not meet again. */
const again = Schedule.jittered(Schedule.exponential("25 millis", 1.6))
const tries = 10

const once = async <A>(query: Query, body: (query: Query) => Promise<A>): Promise<A> => {
  await query("START TRANSACTION")
  const result = await body(query)
  try {
    await query("COMMIT")
  } catch (thrown) {
    throw faultOf(thrown, true)
  }
  return result
}

const bindingsOf = (bindings: ReadonlyArray<unknown> = []): Knex.RawBinding[] => bindings as Knex.RawBinding[]
