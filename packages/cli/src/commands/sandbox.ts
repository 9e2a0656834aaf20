/** `rollcall sandbox`: the bulk endpoints on this machine, to try things on. */
import { randomBytes } from "node:crypto"
import { Effect, Option, Redacted, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { misused } from "../Failure.ts"
import { databaseAt } from "../mysql/databaseAt.ts"
import { print, tell } from "../output.ts"
import { usersOf } from "../sandbox/users.ts"
import { schoolOf } from "../sandbox/ypareo.ts"
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
    ),
    ypareo: Flag.Boolean("ypareo").pipe(
      Flag.withDescription(
        "Puts a school at a look-alike of YPAREO beside them, to read from; its token is the key"
      ),
      Flag.withDefault(false)
    ),
    ypareoSeed: Flag.Int("ypareo-seed").pipe(
      Flag.withDescription("Another number makes another school; 1 unless given"),
      Flag.optional
    ),
    ypareoLists: Flag.Literals("ypareo-lists", ["array", "keyed"]).pipe(
      Flag.withDescription("The shape of its lists; array unless given"),
      Flag.optional
    ),
    ypareoDeny: Flag.String("ypareo-deny").pipe(
      Flag.withDescription("A path that its token may not call, as /contrats; may be repeated"),
      Flag.atLeast(0)
    )
  },
  ({ port, apiKey, mysql, forbid, tokenLifetime, ...school }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const storage = Option.isSome(mysql) ? { directory: yield* directoryIn(mysql.value) } : {}
        const stopped = yield* listenForStop
        const Sandbox = yield* Effect.promise(() => import("@rollcall/server/sandbox"))
        const users = yield* usersOf(forbid, Option.getOrUndefined(tokenLifetime))
        const ypareo = yield* schoolOf({
          asked: school.ypareo,
          seed: Option.getOrUndefined(school.ypareoSeed),
          lists: Option.getOrUndefined(school.ypareoLists),
          deny: school.ypareoDeny
        })
        const key = Option.getOrElse(apiKey, () => randomBytes(18).toString("base64url"))
        const started = yield* Sandbox.start({
          apiKey: Redacted.make(key),
          kill: () => void process.kill(process.pid, "SIGKILL"),
          users,
          ...storage,
          ...(ypareo && { ypareo: ypareo.options }),
          ...(Option.isSome(port) && { port: port.value })
        }).pipe(Effect.mapError(({ message }) => misused(message)))
        yield* print([started.url])
        if (Option.isNone(apiKey)) yield* tell(`API key: ${key}`)
        if (ypareo)
          yield* tell(`YPAREO, with the key as its token: ${started.url}/index.php (${ypareo.sizes})`)
        yield* tell(
          "What is held: GET /sandbox/students, /sandbox/professors, /sandbox/groups, /sandbox/users. Ctrl-C ends it."
        )
        yield* stopped
      })
    )
).pipe(
  Command.withDescription("Starts the bulk endpoints on this machine, with an empty school or one in MySQL")
)

/** With its tables made: a sandbox is for trying, and has no day of deployment. */
const directoryIn = (address: string) =>
  Effect.gen(function* () {
    const { migrate, directory } = yield* databaseAt(address)
    const steps = yield* migrate("up")
    yield* Effect.forEach(steps, step => tell(`ran ${step}`), { discard: true })
    return directory
  })
