/** The bulk endpoint for users and the endpoint that gives tokens for it, over whatever directory (docs/contract.md 2). */
import { Directory, type User } from "@rollcall/core"
import { Duration, Effect, Layer, Redacted } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { postOnly } from "../postOnly.ts"
import { PropellerApi, tokenPath, usersPath } from "./Api.ts"
import { TokenAuthorization } from "./Authorization.ts"
import { complain } from "./Complaint.ts"
import type { Demands } from "./rows.ts"
import { type Client, Tokens } from "./Tokens.ts"
import { token } from "./token.ts"
import { upsert } from "./upsert.ts"

/** How users by source id are taken. */
export interface Options {
  /** Who may ask for a token. */
  readonly clients: ReadonlyArray<{ readonly id: string; readonly secret: string | Redacted.Redacted }>
  /** How long a token is good for: 30 minutes, as the vendor's [seen]. */
  readonly tokenLifetime?: Duration.Duration
  /** How a token's lifetime is told: as a number, or as text [seen]. */
  readonly expiresIn?: "number" | "text"
  /** Fields that are refused, as an account at the vendor may refuse them: a request with one is turned away whole. */
  readonly forbid?: ReadonlyArray<keyof typeof User.fields>
  /** Whether every user must have `firstName`, in every request: yes (docs/contract.md 2.1). */
  readonly requireFirstName?: boolean
}

/** What the endpoints share while they are mounted. */
export interface Propeller {
  readonly tokens: Tokens
  readonly demands: Demands
  readonly expiresIn: "number" | "text"
}

/** The state of one mounting. */
export const make = (options: Options): Propeller => {
  const { clients, tokenLifetime = Duration.minutes(30), expiresIn = "number" } = options
  const { forbid = [], requireFirstName = true } = options
  const known = clients.map(
    ({ id, secret }): Client => ({ id, secret: typeof secret === "string" ? Redacted.make(secret) : secret })
  )
  return {
    tokens: new Tokens(known, tokenLifetime),
    demands: { forbidden: new Set<string>(forbid), firstName: requireFirstName },
    expiresIn
  }
}

/** What `PropellerApi` is served with: those who have a token may upsert. */
export const handlers = ({ tokens, demands, expiresIn }: Propeller) =>
  HttpApiBuilder.group(
    PropellerApi,
    "propeller",
    Effect.fnUntraced(function* (endpoints) {
      const directory = yield* Directory.Directory
      return endpoints
        .handleRaw("users", () => Effect.provideService(upsert(demands), Directory.Directory, directory))
        .handleRaw("token", () => token(tokens, expiresIn))
    })
  ).pipe(Layer.provide(TokenAuthorization.layer(tokens)))

/** The answers to methods that the endpoints do not take. */
export const otherMethods = postOnly([usersPath, tokenPath], headers =>
  complain("MethodNotAllowedException", ["this path takes POST alone"], headers)
)
