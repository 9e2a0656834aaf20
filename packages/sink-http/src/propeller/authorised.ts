/** Requests that carry a token: one that is answered 401 is made once more, with a new token (docs/contract.md 2.9). */
import { Exchange, type SinkError } from "@rollcall/core"
import { Data, Effect, type Redacted } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import type { Access } from "./access.ts"
import { fetchToken } from "./fetchToken.ts"
import * as Tokens from "./Tokens.ts"

/** Fails as an exchange does; without a token nothing was sent, and so nothing can have been carried out. */
export type Authorised = (
  request: HttpClientRequest.HttpClientRequest,
  bounds: Exchange.Bounds
) => Effect.Effect<Exchange.Answered, SinkError>

/** Requests of one target, which share a token; a repeated one waits for its place in the rate limit. */
export const authorised = (
  access: Effect.Effect<Access>,
  bounds: Pick<Exchange.Bounds, "name" | "timeout">,
  admit: Effect.Effect<void>
): Authorised => {
  const tokens = Tokens.make(Effect.flatMap(access, given => fetchToken(given, bounds)))
  return (request, bounds) => {
    const once = Effect.flatMap(tokens.current, token => attempt(request, token, bounds))
    return once.pipe(
      Effect.catchTag("TokenRefused", ({ token }) =>
        tokens.giveUp(token).pipe(Effect.andThen(admit), Effect.andThen(once))
      ),
      Effect.catchTag("TokenRefused", ({ denied }) => Effect.fail(denied)),
      Effect.provide(Exchange.client)
    )
  }
}

/** Answered 401: the token is not, or no longer, good. */
class TokenRefused extends Data.TaggedError("TokenRefused")<{
  readonly token: Redacted.Redacted
  readonly denied: SinkError
}> {}

const attempt = Effect.fnUntraced(function* (
  request: HttpClientRequest.HttpClientRequest,
  token: Redacted.Redacted,
  bounds: Exchange.Bounds
) {
  let status: number | undefined
  const client = HttpClient.tap(yield* HttpClient.HttpClient, response =>
    Effect.sync(() => {
      status = response.status
    })
  )
  // Tokens are called `Bearer` or `BearerToken`; the header says Bearer for both.
  return yield* Exchange.exchange(HttpClientRequest.bearerToken(request, token), bounds).pipe(
    Effect.provideService(HttpClient.HttpClient, client),
    Effect.mapError(denied => (status === 401 ? new TokenRefused({ token, denied }) : denied))
  )
})
