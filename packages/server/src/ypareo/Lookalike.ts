/** A server that looks like YPAREO's web services, over records of a school: for tests, and to try things on. */
import { Effect, type Layer, Redacted, Result } from "effect"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { readAsked } from "./Asked.ts"
import { answerWith } from "./answer.ts"
import { type Endpoint, listOf, paths } from "./endpoints.ts"
import { Faults } from "./Faults.ts"
import type { Records } from "./records.ts"
import { listed, type Shape } from "./shapes.ts"
import { makeTokens, type Token } from "./Tokens.ts"

export { type Endpoint, isEndpoint, paths } from "./endpoints.ts"
export { Fault, Faults } from "./Faults.ts"
export type { Records } from "./records.ts"
export type { Shape } from "./shapes.ts"
export type { Token } from "./Tokens.ts"

/** What the look-alike is started with (docs/ypareo-lookalike.md 2). */
export interface Options<Value = Redacted.Redacted> {
  /** What the school holds. */
  readonly records: Records
  /** The tokens that open it, each with the endpoints that are not ticked for it. */
  readonly tokens: ReadonlyArray<Token<Value>>
  /** The shape of every list, an array unless said. */
  readonly lists?: Shape
  /** The faults that it commits, none unless said; they can be armed anew while it runs. */
  readonly faults?: Faults
}

/**
 * The routes, under `/index.php/r/v1`, for an `HttpRouter` of your own; every other path stays yours. A tracer of your own
 * writes request headers into its spans: add `x-auth-token` to `Headers.CurrentRedactedNames` there.
 */
export const layer = (options: Options): Layer.Layer<never, never, HttpRouter.HttpRouter> => {
  const { records, lists = "array", faults = new Faults() } = options
  const turnedAway = makeTokens(options.tokens)

  const answer = Effect.fnUntraced(function* (endpoint: Endpoint) {
    const request = yield* HttpServerRequest.HttpServerRequest
    const status = turnedAway(endpoint, request.headers["x-auth-token"])
    if (status !== undefined) return refused(status, `no token that may call ${endpoint}`)

    const { code, byPeriod = false, rows } = listOf(endpoint)
    const query = yield* HttpServerRequest.ParsedSearchParams
    const asked = readAsked(query, yield* HttpRouter.params, byPeriod)
    if (Result.isFailure(asked)) return refused(400, asked.failure)
    return yield* answerWith(() => listed(lists, rows(records, asked.success), code), faults.take(endpoint))
  })

  return HttpRouter.addAll(
    paths.map(endpoint => HttpRouter.route("GET", pathOf(endpoint), answer(endpoint))),
    { prefix: "/index.php/r/v1" }
  )
}

/** The look-alike as one function, for those who do not use Effect. */
export const toWebHandler = (
  options: Options<string | Redacted.Redacted>
): {
  readonly handler: (request: Request) => Promise<Response>
  readonly dispose: () => Promise<void>
} => {
  const tokens = options.tokens.map(token => ({
    ...token,
    value: typeof token.value === "string" ? Redacted.make(token.value) : token.value
  }))
  return HttpRouter.toWebHandler(layer({ ...options, tokens }), { disableLogger: true })
}

/** `{codeGroupe}`, as the router writes it. */
const pathOf = (endpoint: Endpoint) => endpoint.replace(/\{(\w+)\}/, ":$1") as `/${string}`

const refused = (status: 400 | 401 | 403, message: string) => HttpServerResponse.text(message, { status })
