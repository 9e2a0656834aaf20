/** A server to try things on: the API over a directory, in memory unless said, with seeds, faults and a look at what is held. */
import { Directory } from "@rollcall/core"
import { Context, Effect, Exit, Layer, Redacted, Scope } from "effect"
import { HttpRouter } from "effect/http"
import { endpoints } from "../endpoints.ts"
import * as Propeller from "../propeller/Propeller.ts"
import * as Refusal from "../Refusal.ts"
import { failing } from "./FailingStorage.ts"
import { Faults } from "./faults/Faults.ts"
import { keyed } from "./keyed.ts"
import { listen } from "./listen.ts"
import { Requests, watched } from "./Requests.ts"
import { routes } from "./routes.ts"
import * as Ypareo from "./ypareo.ts"

export { CannotListen } from "./listen.ts"

/** A sandbox that listens. */
export interface Sandbox {
  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  readonly url: string
  readonly apiKey: Redacted.Redacted
  /** What the sandbox holds, for those in the same process. */
  readonly directory: Directory.Storage
}

/** What a sandbox is started with. */
export interface Options {
  /** A free one unless said. */
  readonly port?: number
  /** What a client must send as its bearer, to the API and to /sandbox. */
  readonly apiKey: Redacted.Redacted
  /** Where records are kept: in memory, anew for each sandbox, unless said. */
  readonly directory?: Layer.Layer<Directory.Directory>
  /**
   * How the fault `kill` ends the process: `() => process.kill(process.pid, "SIGKILL")` where the process is a sandbox
   * and nothing else. Without it that fault is refused.
   */
  readonly kill?: () => void
  /** How users by source id are taken; the API key is also a client's id and its secret. */
  readonly users?: Partial<Propeller.Options>
  /** A school at a look-alike of YPAREO, to read from; none unless said. */
  readonly ypareo?: Ypareo.Options
}

/** Starts a sandbox on 127.0.0.1; it stops when the scope closes. */
export const start = Effect.fnUntraced(function* (options: Options) {
  const { apiKey, kill, users = {}, ypareo } = options
  const storage = yield* Layer.build(Layer.fresh(options.directory ?? Directory.Directory.layerMemory))
  const directory = Context.get(storage, Directory.Directory)
  const faults = new Faults()
  const own = { id: Redacted.value(apiKey), secret: apiKey }
  const propeller = Propeller.make({ ...users, clients: [own, ...(users.clients ?? [])] })
  const powers = { kill, revokeTokens: () => propeller.tokens.revoke() }
  const state = { apiKey, propeller, directory, faults, powers, requests: new Requests() }
  const api = endpoints({ apiKey, openapiPath: "/openapi.json", propeller }).pipe(
    Layer.provide(watched(state)),
    Layer.provide(Layer.succeed(Directory.Directory, failing(directory)))
  )
  const handler = yield* HttpRouter.toHttpEffect(
    Layer.mergeAll(
      api,
      Layer.provide(routes(state), keyed(apiKey)),
      ypareo === undefined ? Layer.empty : Ypareo.layer(apiKey, ypareo)
    )
  )
  const url = yield* listen(options.port ?? 0, Refusal.answerTheRest(handler), () => faults.takeConnection())
  return { url, apiKey, directory } satisfies Sandbox
})

/** As `start`, for those who do not use Effect; `close` ends it, and so does leaving an `await using`. */
export const startPromise = async (
  options: Omit<Options, "apiKey"> & { readonly apiKey: string }
): Promise<Sandbox & AsyncDisposable & { readonly close: () => Promise<void> }> => {
  const scope = Scope.makeUnsafe()
  const stop = Scope.close(scope, Exit.void)
  const started = start({ ...options, apiKey: Redacted.make(options.apiKey) })
  const sandbox = await Effect.runPromise(
    started.pipe(
      Scope.provide(scope),
      Effect.onError(() => stop)
    )
  )
  const close = () => Effect.runPromise(stop)
  return { ...sandbox, close, [Symbol.asyncDispose]: close }
}
