/** `POST /oauth2/token`: a token for a client that shows its id and its secret (RFC 6749 4.4, docs/contract.md 2). */
import { Duration, Effect } from "effect"
import { HttpServerRequest } from "effect/http"
import * as Body from "../Body.ts"
import * as Grant from "./Grant.ts"
import type { Tokens } from "./Tokens.ts"

/** The answer to whatever comes; `expiresIn` says how the lifetime is told, which the vendor's pages do in both ways. */
export const token = (tokens: Tokens, expiresIn: "number" | "text") =>
  Effect.gen(function* () {
    const { headers } = yield* HttpServerRequest.HttpServerRequest
    const form = new URLSearchParams(yield* formText)
    const [grant, ...others] = form.getAll("grant_type")
    const client = clientIn(headers.authorization, form)
    if (grant === undefined || others.length > 0 || client === undefined)
      return Grant.refuse(
        "invalid_request",
        "grant_type, client_id and client_secret are needed, each once, as a form"
      )
    if (!tokens.knows(client.id, client.secret))
      return Grant.refuse("invalid_client", "no client has this id and this secret")
    if (grant !== "client_credentials")
      return Grant.refuse("unsupported_grant_type", "the grant_type must be client_credentials")
    const seconds = Math.floor(Duration.toSeconds(tokens.lifetime))
    return Grant.give({
      access_token: yield* tokens.issue,
      token_type: "Bearer",
      expires_in: expiresIn === "text" ? String(seconds) : seconds
    })
  }).pipe(Effect.catch(({ error }) => Effect.succeed(Grant.refuse("invalid_request", error.message))))

/** Whoever asks is not known yet, so little is read from them. */
const formText = Body.textWithin(1)

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

/** Both are encoded as in a form, before they are put together (RFC 6749 2.3.1). */
const basicIn = (authorization: string): Shown | undefined => {
  const [, encoded] = /^basic +([\w+/=-]+)$/iu.exec(authorization) ?? []
  if (encoded === undefined) return undefined
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString().split(":")
  return { id: decoded(id), secret: decoded(secret.join(":")) }
}

/** Clients that encode nothing send an `&` as it is. */
const decoded = (text: string): string =>
  new URLSearchParams(`text=${text.replaceAll("&", "%26")}`).get("text") ?? ""
