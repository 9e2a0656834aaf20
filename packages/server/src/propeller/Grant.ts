/** What is asked for a token with, and what is answered (RFC 6749 4.4 and 5). */
import { Schema } from "effect"
import { HttpServerResponse } from "effect/http"
import { HttpApiSchema } from "effect/http-api"

/** The request as the API documents it. */
export const Form = Schema.Struct({
  grant_type: Schema.Literal("client_credentials"),
  client_id: Schema.optionalKey(Schema.String).annotate({ description: "Not with HTTP Basic." }),
  client_secret: Schema.optionalKey(Schema.String).annotate({ description: "Not with HTTP Basic." })
})
  .annotate({ identifier: "TokenForm" })
  .pipe(HttpApiSchema.asFormUrlEncoded())

/** The body of a 200. */
export const Granted = Schema.Struct({
  access_token: Schema.String,
  token_type: Schema.Literal("Bearer"),
  expires_in: Schema.Union([Schema.Int, Schema.String]).annotate({ description: "Seconds." })
}).annotate({ identifier: "TokenGranted", description: "A token." })

const statuses = { invalid_request: 400, unsupported_grant_type: 400, invalid_client: 401 } as const

type Reason = keyof typeof statuses

const refusal = (error: Reason, description: string) =>
  Schema.Struct({ error: Schema.Literal(error), error_description: Schema.String })
    .annotate({ identifier: error, description })
    .pipe(HttpApiSchema.status(statuses[error]))

/** Every way in which no token is given. */
export const refusals = [
  refusal("invalid_request", "Something is missing, or given twice."),
  refusal("unsupported_grant_type", "It is no request for client credentials."),
  refusal("invalid_client", "No client has this id and this secret.")
] as const

const unstored = { "cache-control": "no-store", pragma: "no-cache" }

export const give = (granted: typeof Granted.Type) =>
  HttpServerResponse.jsonUnsafe(granted, { headers: unstored })

/** The description names parameters, never a value. */
export const refuse = (error: Reason, description: string) => {
  const status = statuses[error]
  return HttpServerResponse.jsonUnsafe(
    { error, error_description: description },
    { status, headers: status === 401 ? { ...unstored, "www-authenticate": "Basic" } : unstored }
  )
}
