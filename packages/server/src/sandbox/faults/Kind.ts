/** How a kind of fault is declared: the fields of its own, and what it does with a request. */
import { type Effect, Result, Schema } from "effect"
import type { HttpServerRequest, HttpServerResponse } from "effect/http"
import { resources } from "../../api/Resource.ts"
import { closed, strictly } from "../../api/strictly.ts"

/** Takes the answer before it is made: it may run it late, alter it, or never run it. */
export type Around = <E, R>(
  answer: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>
) => Effect.Effect<HttpServerResponse.HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest>

/** A fault as it was asked for. */
export interface Fault {
  /** All that was given, to be shown again. */
  readonly given: object
  /** The one list it is meant for; all of them when absent. */
  readonly path: string | undefined
  /** How many requests it takes. */
  readonly times: number
  /** How many requests it lets pass first. */
  readonly after: number
  readonly around: Around
}

const count = (minimum: number) => Schema.Int.check(Schema.isGreaterThanOrEqualTo(minimum))

const common = {
  times: Schema.optionalKey(count(1)),
  path: Schema.optionalKey(Schema.Literals(resources.map(resource => resource.entity.plural))),
  after: Schema.optionalKey(count(0))
}

type Common = Schema.Struct.Type<typeof common>

/** Declares a kind; the result reads a fault of that kind, or says what is wrong with it. */
export const kind = <const F extends Schema.Struct.Fields>(
  fields: F,
  around: (own: Schema.Struct.Type<F>) => Around
) => {
  const schema: Schema.Top = closed({ kind: Schema.String, ...common, ...fields })
  // What it decodes to follows from the fields, and none of them needs a service.
  const decode = strictly(schema as Schema.Codec<Common & Schema.Struct.Type<F>>)
  return (given: unknown): Result.Result<Fault, string> =>
    Result.map(decode(given), decoded => {
      const { times = 1, path, after = 0 } = decoded
      return { given: decoded, path, times, after, around: around(decoded) }
    })
}
