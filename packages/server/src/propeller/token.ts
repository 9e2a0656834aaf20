/** `POST /oauth2/token`: a token for a client that shows its id and its secret (RFC 6749 4.4, docs/contract.md 2). */
import { Duration, Effect } from "effect"
import { HttpServerRequest, HttpServerResponse } from "effect/http"
import * as Body from "../Body.ts"
import type { Tokens } from "./Tokens.ts"

/** The answer to whatever comes; `expiresIn` says how the lifetime is told, which the vendor's pages do in both ways. */
export const token = (tokens: Tokens, expiresIn: "number" | "text") =>
  Effect.gen(function* () {
    const { headers } = yield* HttpServerRequest.HttpServerRequest
    const form = new URLSearchParams(yield* Body.text)
    const [grant, ...others] = form.getAll("grant_type")
    const client = clientIn(headers.authorization, form)
    if (grant === undefined || others.length > 0 || client === undefined)
      return refuse(
        400,
        "invalid_request",
        "grant_type, client_id and client_secret are needed, each once, as a form"
      )
    if (!tokens.knows(client.id, client.secret))
      return refuse(401, "invalid_client", "no client has this id and this secret")
    if (grant !== "client_credentials")
      return refuse(400, "unsupported_grant_type", "the grant_type must be client_credentials")
    const seconds = Math.floor(Duration.toSeconds(tokens.lifetime))
    const granted = {
      access_token: yield* tokens.issue,
      token_type: "Bearer",
      expires_in: expiresIn === "text" ? String(seconds) : seconds
    }
    return HttpServerResponse.jsonUnsafe(granted, { headers: unstored })
  }).pipe(Effect.catch(({ error }) => Effect.succeed(refuse(400, "invalid_request", error.message))))

interface Shown {
  readonly id: string
  readonly secret: string
}

/** In the form, or as HTTP Basic; not in both. */
const clientIn = (authorization: string | undefined, form: URLSearchParams): Shown | undefined => {
  const ids = form.getAll("client_id")
  const secrets = form.getAll("client_secret")
  const basic = authorization === undefined ? undefined : basicIn(authorization)
  if (basic !== undefined) return ids.length + secrets.length === 0 ? basic : undefined
  const [id] = ids
  const [secret] = secrets
  if (id === undefined || secret === undefined || ids.length > 1 || secrets.length > 1) return undefined
  return { id, secret }
}

const basicIn = (authorization: string): Shown | undefined => {
  const [, encoded] = /^basic +([\w+/=-]+)$/iu.exec(authorization) ?? []
  if (encoded === undefined) return undefined
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString().split(":")
  const shown = new URLSearchParams(`id=${id}&secret=${secret.join(":")}`)
  return { id: shown.get("id") ?? "", secret: shown.get("secret") ?? "" }
}

const unstored = { "cache-control": "no-store", pragma: "no-cache" }

const refuse = (status: 400 | 401, error: string, description: string) =>
  HttpServerResponse.jsonUnsafe(
    { error, error_description: description },
    { status, headers: status === 401 ? { ...unstored, "www-authenticate": "Basic" } : unstored }
  )
