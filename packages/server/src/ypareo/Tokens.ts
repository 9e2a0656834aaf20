/** Who may call what: endpoints are ticked one by one for each token (docs/ypareo.md 1). */
import { createHash } from "node:crypto"
import { Redacted } from "effect"
import type { Endpoint } from "./endpoints.ts"

export interface Token<Value = Redacted.Redacted> {
  /** What a client sends as `X-Auth-Token`; a blank one opens nothing. */
  readonly value: Value
  /** The endpoints that are not ticked for it, each with what it answers. */
  readonly denied?: { readonly [E in Endpoint]?: 401 | 403 }
}

/** Gives the status with which a request is turned away, or undefined where it may pass. */
export const makeTokens = (tokens: ReadonlyArray<Token>) => {
  const known = new Map(tokens.map(token => [digest(Redacted.value(token.value)), token]))
  return (endpoint: Endpoint, given: string | undefined): 401 | 403 | undefined => {
    const token = known.get(digest(given ?? ""))
    return token === undefined || !given ? 401 : token.denied?.[endpoint]
  }
}

/** Tokens are compared by their digests, so that the time says nothing about them. */
const digest = (token: string): string => createHash("sha256").update(token).digest("hex")
