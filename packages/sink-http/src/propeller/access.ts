/** What it takes to get a token and to send, resolved when a run starts, or explained before anything is sent. */
import { type Misconfigured, Setting } from "@rollcall/core"
import { Effect, type Redacted } from "effect"
import type { Settings } from "./options.ts"

export interface Access {
  readonly clientId: Redacted.Redacted
  readonly clientSecret: Redacted.Redacted
  readonly baseUrl: string
  readonly tokenUrl: string
}

/** The credentials and the addresses; what is missing or cannot be used is `Misconfigured`. */
export const accessOf = Effect.fnUntraced(function* ({
  name,
  clientId,
  clientSecret,
  baseUrl,
  tokenUrl
}: Pick<Settings, "name" | "clientId" | "clientSecret" | "baseUrl" | "tokenUrl">): Effect.fn.Return<
  Access,
  Misconfigured
> {
  const base = yield* Setting.webAddress(name, "base URL", baseUrl)
  return {
    clientId: yield* Setting.secret(name, "client id", clientId, formText),
    clientSecret: yield* Setting.secret(name, "client secret", clientSecret, formText),
    baseUrl: base,
    tokenUrl: yield* Setting.webAddress(name, "token URL", tokenUrl ?? new URL("/oauth2/token", base).href)
  }
})

/** Of what ids and secrets of clients may consist: RFC 6749, A.1 and A.2. */
const formText = /^[\x20-\x7e]+$/
