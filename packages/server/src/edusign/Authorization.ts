/** The API key that every request needs but the one for the OpenAPI document. */
import { Effect, Layer, Redacted } from "effect"
import { HttpApiBuilder, HttpApiMiddleware, HttpApiSecurity } from "effect/http-api"
import * as Refusal from "../Refusal.ts"
import * as Secret from "../Secret.ts"

const scheme = HttpApiSecurity.bearer

/** Refuses a request without the key before its body is read. */
export class Authorization extends HttpApiMiddleware.Service<Authorization>()(
  "@rollcall/server/Authorization",
  {
    error: Refusal.schema("UNAUTHORIZED", "The API key is missing or wrong; said before anything else."),
    security: { apiKey: scheme }
  }
) {
  /** Lets a request through that carries this key as its bearer. */
  static readonly layer = (apiKey: Redacted.Redacted) => {
    const holds = holdsKey(apiKey)
    return Layer.succeed(Authorization, {
      apiKey: (answer, { credential }) => (holds(credential) ? answer : Effect.succeed(unauthorized))
    })
  }
}

/** The answer to a request without the key. */
export const unauthorized = Refusal.respond(
  Refusal.refuse("UNAUTHORIZED", "the request needs the header Authorization: Bearer <API key>"),
  { "www-authenticate": "Bearer" }
)

/** Whether the current request carries the key. */
export const isAuthorized = (apiKey: Redacted.Redacted) =>
  Effect.map(HttpApiBuilder.securityDecode(scheme), holdsKey(apiKey))

/** An empty key opens nothing. */
const holdsKey = (apiKey: Redacted.Redacted) => {
  const isKey = Secret.matcher(Redacted.value(apiKey))
  return (given: Redacted.Redacted): boolean => isKey(Redacted.value(given)) && Redacted.value(given) !== ""
}
