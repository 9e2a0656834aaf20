/** `rollcall migrate`: makes the tables in a database, brings them up to date, or takes them away. */
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { exitCodes } from "../exitCodes.ts"
import { Failure } from "../Failure.ts"
import { databaseAt } from "../mysql/databaseAt.ts"
import { tell } from "../output.ts"

export const migrate = Command.make(
  "migrate",
  {
    url: Flag.String("url").pipe(
      Flag.withDescription("mysql://user:password@host:3306/database; DATABASE_URL unless given"),
      Flag.optional
    ),
    down: Flag.Boolean("down").pipe(
      Flag.withDescription("Drops the tables that this command made, with all that is in them"),
      Flag.withDefault(false)
    )
  },
  ({ url, down }) =>
    Effect.gen(function* () {
      const address = Option.getOrElse(url, () => process.env.DATABASE_URL)
      if (!address) return yield* notSaid
      const { migrate } = yield* databaseAt(address)
      const steps = yield* migrate(down ? "down" : "up")
      const { done, nothing } = down ? words.down : words.up
      yield* Effect.forEach(steps, step => tell(`${done} ${step}`), { discard: true })
      if (steps.length === 0) yield* tell(nothing)
    })
).pipe(Command.withDescription("Makes Rollcall's tables in MySQL or MariaDB, and brings them up to date"))

const notSaid = Effect.fail(
  new Failure({
    message: "which database? Give --url mysql://user:password@host:3306/database, or set DATABASE_URL.",
    exitCode: exitCodes.usage
  })
)

const words = {
  up: { done: "ran", nothing: "nothing to run: the tables are up to date" },
  down: { done: "took back", nothing: "nothing to take back: none of the tables is there" }
}
