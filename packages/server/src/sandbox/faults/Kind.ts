/** How a kind of fault is declared: the fields of its own, and what it does with a request or a connection. */
import { type Effect, Result, Schema } from "effect"
import type { HttpServerRequest, HttpServerResponse } from "effect/http"
import { closed, strictly } from "../../strictly.ts"
import { lists } from "../lists.ts"

/** Takes the answer before it is made: it may run it late, alter it, or never run it. */
export type Around = <E, R>(
  answer: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>
) => Effect.Effect<HttpServerResponse.HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest>

/** What a sandbox can do only when whoever starts it says how. */
export interface Powers {
  /** Ends the process that the sandbox runs in. */
  readonly kill?: (() => void) | undefined
  /** Takes back every token that was given out. */
  readonly revokeTokens: () => void
}

/** A fault as it was asked for. */
export interface Fault {
  /** All that was given, to be shown again. */
  readonly given: object
  /** The one list it is meant for; all of them when absent. */
  readonly path: string | undefined
  /** How many requests or connections it takes; Infinity for one without end. */
  readonly times: number
  /** How many it lets pass first. */
  readonly after: number
  readonly does: Does
}

/** What a fault does, and with what. */
export type Does =
  | {
      readonly with: "request"
      /** Only requests that carry one of these keys count for it; all do when absent. */
      readonly keys?: ReadonlyArray<string>
      readonly around: Around
    }
  | { readonly with: "connection"; readonly heldForMillis: number }

/** Declares a kind that meets requests; `around` may instead say why this sandbox cannot have it. */
export const kind = <const F extends Schema.Struct.Fields>(
  fields: F,
  around: (own: Schema.Struct.Type<F>, powers: Powers) => Around | string,
  keys?: (own: Schema.Struct.Type<F>) => ReadonlyArray<string>
) =>
  declared({ ...onRequest, ...fields }, (own: Schema.Struct.Type<F>, powers) => {
    const made = around(own, powers)
    if (typeof made === "string") return made
    return { with: "request", around: made, ...(keys !== undefined && { keys: keys(own) }) }
  })

/** Declares a kind that holds connections for some time before anything is read from them. */
export const connectionKind = <const F extends Schema.Struct.Fields>(
  fields: F,
  heldForMillis: (own: Schema.Struct.Type<F>) => number
) =>
  declared(fields, (own: Schema.Struct.Type<F>) => ({
    with: "connection",
    heldForMillis: heldForMillis(own)
  }))

/** Reads a fault of one kind, or says what is wrong with it. */
export type Read = (given: unknown, powers: Powers) => Result.Result<Fault, string>

const atLeast = (minimum: number, message: string) =>
  Schema.Int.check(Schema.isGreaterThanOrEqualTo(minimum, { message }))

const times = `must be a whole number from 1, or "always"`

const common = {
  times: Schema.optionalKey(
    Schema.Union([atLeast(1, times), Schema.Literal("always")]).annotate({ message: times })
  ),
  after: Schema.optionalKey(atLeast(0, "must be a whole number from 0"))
}

const onRequest = {
  path: Schema.optionalKey(Schema.Literals(lists.map(({ name }) => name)))
}

type Common = Schema.Struct.Type<typeof common> & Partial<Schema.Struct.Type<typeof onRequest>>

const declared = <Own>(
  fields: Schema.Struct.Fields,
  make: (own: Own, powers: Powers) => Does | string
): Read => {
  const schema: Schema.Top = closed({ kind: Schema.String, ...common, ...fields })
  // What it decodes to follows from the fields, and none of them needs a service.
  const decode = strictly(schema as Schema.Codec<Common & Own>)
  return (given, powers) =>
    Result.flatMap(decode(given), decoded => {
      const { times = 1, path, after = 0 } = decoded
      const does = make(decoded, powers)
      if (typeof does === "string") return Result.fail(does)
      return Result.succeed({
        given: decoded,
        path,
        times: times === "always" ? Number.POSITIVE_INFINITY : times,
        after,
        does
      })
    })
}
