/** `rollcall sandbox`: the bulk endpoints on this machine, to try things on. */
import { randomBytes } from "node:crypto"
import { User } from "@rollcall/core"
import { Duration, Effect, Option, Redacted, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { exitCodes } from "../exitCodes.ts"
import { Failure } from "../Failure.ts"
import { databaseAt } from "../mysql/databaseAt.ts"
import { print, tell } from "../output.ts"
import { listenForStop } from "../stopping.ts"

export const sandbox = Command.make(
  "sandbox",
  {
    port: Flag.Int("port").pipe(
      Flag.withDescription("The port to listen on; a free one unless given"),
      Flag.withSchema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 65_535 }))),
      Flag.optional
    ),
    apiKey: Flag.String("api-key").pipe(
      Flag.withDescription("The key that clients must send; a made-up one unless given"),
      Flag.optional
    ),
    mysql: Flag.String("mysql").pipe(
      Flag.withDescription(
        "Keeps it all in mysql://user:password@host:3306/database; in memory unless given"
      ),
      Flag.optional
    ),
    forbid: Flag.String("forbid").pipe(
      Flag.withDescription(
        "A field of users that is refused, as an account at Propeller may refuse it; may be repeated"
      ),
      Flag.atLeast(0)
    ),
    tokenLifetime: Flag.String("token-lifetime").pipe(
      Flag.withDescription(
        'How long a token for users is good, as 90s or "90 seconds"; 30 minutes unless given'
      ),
      Flag.optional
    )
  },
  ({ port, apiKey, mysql, forbid, tokenLifetime }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const storage = Option.isSome(mysql) ? { directory: yield* directoryIn(mysql.value) } : {}
        const stopped = yield* listenForStop
        const Sandbox = yield* Effect.promise(() => import("@rollcall/server/sandbox"))
        const users = yield* usersOf(forbid, Option.getOrUndefined(tokenLifetime))
        const key = Option.getOrElse(apiKey, () => randomBytes(18).toString("base64url"))
        const started = yield* Sandbox.start({
          apiKey: Redacted.make(key),
          kill: () => void process.kill(process.pid, "SIGKILL"),
          users,
          ...storage,
          ...(Option.isSome(port) && { port: port.value })
        }).pipe(Effect.mapError(({ message }) => new Failure({ message, exitCode: exitCodes.usage })))
        yield* print([started.url])
        if (Option.isNone(apiKey)) yield* tell(`API key: ${key}`)
        yield* tell(
          "What is held: GET /sandbox/students, /sandbox/professors, /sandbox/groups, /sandbox/users. Ctrl-C ends it."
        )
        yield* stopped
      })
    )
).pipe(
  Command.withDescription("Starts the bulk endpoints on this machine, with an empty school or one in MySQL")
)

/** How the endpoint for users is to be; what cannot be is refused before anything listens. */
const usersOf = (forbid: ReadonlyArray<string>, lifetime: string | undefined) =>
  Effect.gen(function* () {
    const unknown = forbid.find(field => !isField(field))
    if (unknown !== undefined)
      return yield* misused(`--forbid: users have no field ${JSON.stringify(unknown)}`)
    const fields = { forbid: forbid.filter(isField) }
    if (lifetime === undefined) return fields
    const tokenLifetime = Option.getOrUndefined(timeIn(lifetime))
    return tokenLifetime === undefined || !Duration.isPositive(tokenLifetime)
      ? yield* misused('--token-lifetime: must be a time, as 90s, "90 seconds" or 30m')
      : { ...fields, tokenLifetime }
  })

const units = { s: "seconds", m: "minutes", h: "hours" } as const

/** What has no end is no time. */
const timeIn = (text: string): Option.Option<Duration.Duration> => {
  const spelled = text
    .trim()
    .replace(/^(\d+) ?([smh])$/u, (_, count: string, unit: keyof typeof units) => `${count} ${units[unit]}`)
  return Option.filter(Duration.fromInput(spelled as Duration.Input), Duration.isFinite)
}

const isField = (name: string): name is keyof typeof User.fields => Object.hasOwn(User.fields, name)

const misused = (message: string) => new Failure({ message, exitCode: exitCodes.usage })

/** With its tables made: a sandbox is for trying, and has no day of deployment. */
const directoryIn = (address: string) =>
  Effect.gen(function* () {
    const { migrate, directory } = yield* databaseAt(address)
    const steps = yield* migrate("up")
    yield* Effect.forEach(steps, step => tell(`ran ${step}`), { discard: true })
    return directory
  })
