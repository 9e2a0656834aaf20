/** A token by OAuth2 client credentials, or the reason why there is none (docs/contract.md 2). */
import { Denied, Exchange, type SinkError, Unavailable } from "@rollcall/core"
import { Effect, Redacted, Result } from "effect"
import { HttpClientRequest } from "effect/http"
import type { Access } from "./access.ts"
import { readGrant } from "./grant.ts"
import type { Granted } from "./Tokens.ts"

/** Asks for a token as the client; secrets travel in the body, which no trace shows. */
export const fetchToken = (
  { tokenUrl, clientId, clientSecret }: Access,
  { name, timeout }: Pick<Exchange.Bounds, "name" | "timeout">
): Effect.Effect<Granted, Denied | Unavailable> => {
  const request = HttpClientRequest.post(tokenUrl).pipe(
    HttpClientRequest.acceptJson,
    HttpClientRequest.bodyUrlParams({
      grant_type: "client_credentials",
      client_id: Redacted.value(clientId),
      client_secret: Redacted.value(clientSecret)
    })
  )
  const bounds = { name: `${name}/token`, timeout, answerBytes }
  return Exchange.exchange(request, bounds).pipe(
    Effect.flatMap(({ status, body }) =>
      Result.match(readGrant(body), {
        onSuccess: Effect.succeed,
        onFailure: what =>
          Effect.fail(
            new Unavailable({ message: `${bounds.name}: answered ${status}, but the answer ${what}` })
          )
      })
    ),
    Effect.mapError(withoutToken),
    Effect.provide(Exchange.client)
  )
}

/** An answer with a token in it has some hundred bytes, and a few thousand at the most. */
const answerBytes = 64 * 1024

/** Why there is no token. Whatever befell that request, none that carries records was made. */
const withoutToken = (error: SinkError): Denied | Unavailable => {
  const { message } = error
  switch (error._tag) {
    case "Denied":
      return new Denied({ message: `${message} and the token URL` })
    // RFC 6749, 5.2: 400 is how a client is turned away whose id or secret is wrong.
    case "Refused":
      return new Denied({ message: `${message}; check the client id, the client secret and the token URL` })
    case "Unavailable": {
      const { retryAfter } = error
      return new Unavailable({ message, ...(retryAfter && { retryAfter }) })
    }
    // An answer that says nothing has granted nothing: asking again does no harm, and may help.
    case "Unexpected":
      return new Unavailable({ message })
  }
}
