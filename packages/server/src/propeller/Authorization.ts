/** The token that every request for users needs. */
import { Effect, Layer } from "effect"
import { HttpApiBuilder, HttpApiMiddleware, HttpApiSecurity } from "effect/http-api"
import { complain, schema } from "./Complaint.ts"
import type { Tokens } from "./Tokens.ts"

const scheme = HttpApiSecurity.bearer

/** Refuses a request without a token that is good now, before its body is read. */
export class TokenAuthorization extends HttpApiMiddleware.Service<TokenAuthorization>()(
  "@rollcall/server/TokenAuthorization",
  {
    error: schema(
      "AuthenticationException",
      "The token is missing, wrong or has ended; said before anything else."
    ),
    security: { token: scheme }
  }
) {
  /** Lets a request through that carries one of these tokens as its bearer. */
  static readonly layer = (tokens: Tokens) =>
    Layer.succeed(TokenAuthorization, {
      token: (answer, { credential }) =>
        Effect.flatMap(tokens.isGood(credential), good => (good ? answer : Effect.succeed(unauthorized)))
    })
}

const unauthorized = complain(
  "AuthenticationException",
  ["the request needs the header Authorization: Bearer <token>, with a token that has not ended"],
  { "www-authenticate": "Bearer" }
)

/** Whether the current request carries a token that is good now. */
export const isAuthorized = (tokens: Tokens) =>
  Effect.flatMap(HttpApiBuilder.securityDecode(scheme), given => tokens.isGood(given))
