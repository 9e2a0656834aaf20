/** Every refusal of a whole request, with its status; all have one body (docs/contract.md 1.3). */
import { Cause, Effect, Schema } from "effect"
import { HttpServerError, HttpServerResponse } from "effect/http"
import { HttpApiSchema } from "effect/http-api"

const statuses = {
  INVALID_JSON: 400,
  INVALID_REQUEST: 400,
  UNAUTHORIZED: 401,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  UNAVAILABLE: 503
} as const

/** What a client can tell refusals apart by. */
export type Code = keyof typeof statuses

/** The body of a refusal; its message names limits and fields, never a value. */
export interface Refusal<C extends Code = Code> {
  readonly error: { readonly code: C; readonly message: string }
}

/** Why a request is refused. */
export const refuse = <C extends Code>(code: C, message: string): Refusal<C> => ({ error: { code, message } })

/** The refusal of a request that is JSON, but not what is asked for. */
export const invalid = (message: string) => refuse("INVALID_REQUEST", message)

/** A refusal as the API documents and encodes it: the code decides the status. */
export const schema = <const C extends Code>(code: C, description: string) =>
  Schema.Struct({ error: Schema.Struct({ code: Schema.Literal(code), message: Schema.String }) })
    .annotate({ identifier: code, description })
    .pipe(HttpApiSchema.status(statuses[code]))

/** A refusal as an answer, for routes that no API declares. */
export const respond = (refusal: Refusal, headers: Record<string, string> = {}) =>
  HttpServerResponse.jsonUnsafe(refusal, { status: statuses[refusal.error.code], headers })

/** Turns a defect into a refusal. It is logged by its kind alone: its text may hold values (docs/laws.md "Law 9"). */
export const ofDefect = (defect: unknown) => {
  const kind = defect instanceof Error ? defect.name : typeof defect
  return Effect.as(
    Effect.logError(`A request failed with ${kind}; its text is left out, it may hold personal data`),
    refuse("INTERNAL_ERROR", "the request failed; nothing is known to be stored")
  )
}

/** Gives whatever a whole server leaves unanswered the body of a refusal: unknown paths and failures. */
export const answerTheRest = <R>(handler: Effect.Effect<HttpServerResponse.HttpServerResponse, unknown, R>) =>
  Effect.catchCause(handler, cause => {
    if (Cause.hasInterruptsOnly(cause)) return Effect.failCause(cause as Cause.Cause<never>)
    const error = Cause.squash(cause)
    return isUnknownRoute(error)
      ? Effect.succeed(respond(refuse("NOT_FOUND", "there is nothing under this path")))
      : Effect.map(ofDefect(error), refusal => respond(refusal))
  })

const isUnknownRoute = (error: unknown): boolean =>
  HttpServerError.isHttpServerError(error) && error.reason._tag === "RouteNotFound"
