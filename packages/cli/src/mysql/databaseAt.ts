/** The database that a command is pointed at: its tables can be made, and a school kept in it. */
import type { Directory, SinkError } from "@rollcall/core"
import { Effect, type Layer, Redacted } from "effect"
import { exitCodeOfTrouble, exitCodes } from "../exitCodes.ts"
import { Failure } from "../Failure.ts"
import { loadMySql } from "./loadMySql.ts"

export interface Database {
  /** Gives the names of the steps that were run. */
  readonly migrate: (direction: "up" | "down") => Effect.Effect<ReadonlyArray<string>, Failure>
  readonly directory: Layer.Layer<Directory.Directory>
}

/** Connects to nothing yet; fails when the text is no address of a database, and without repeating it (Law 9). */
export const databaseAt = (text: string): Effect.Effect<Database, Failure> =>
  Effect.gen(function* () {
    if (!isAddress(text)) return yield* noAddress
    const MySql = yield* loadMySql
    const options = { url: Redacted.make(text) }
    return {
      migrate: direction => Effect.mapError(MySql.migrate(options, direction), failureOf),
      directory: MySql.directory(options)
    }
  })

const isAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname } = new URL(text)
  return protocol === "mysql:" && hostname !== "" && /^\/[^/]+$/u.test(pathname)
}

const noAddress = Effect.fail(
  new Failure({
    message: "the address of the database must look like mysql://user:password@host:3306/database",
    exitCode: exitCodes.usage
  })
)

const failureOf = (error: SinkError): Failure =>
  new Failure({ message: error.message, exitCode: exitCodeOfTrouble(error) })
