/** The bulk endpoint for users and the endpoint that gives tokens for it, over whatever directory (docs/contract.md 2). */
import { Decision, Directory, Entity, User } from "@rollcall/core"
import { Duration, Effect, Layer, Predicate, Redacted, Result } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { HttpApiBuilder, HttpApiSecurity } from "effect/http-api"
import * as Refusal from "../api/Refusal.ts"
import * as Body from "../Body.ts"
import { answerOf } from "./answer.ts"
import { complain, unauthorized } from "./Complaint.ts"
import { type Demands, rowsOf } from "./rows.ts"
import { type Client, Tokens } from "./Tokens.ts"
import { token } from "./token.ts"

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

export const usersPath = "/v2/users/bulk/sourceId"
export const tokenPath = "/oauth2/token"

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

/** Both endpoints, for a router that has a directory. */
export const routes = ({ tokens, demands, expiresIn }: Propeller) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const directory = yield* Directory.Directory
      const users = Effect.flatMap(isAuthorized(tokens), authorized =>
        authorized ? upsert(demands) : Effect.succeed(unauthorized)
      )
      return HttpRouter.addAll([
        HttpRouter.route("POST", tokenPath, token(tokens, expiresIn)),
        HttpRouter.route("POST", usersPath, Effect.provideService(users, Directory.Directory, directory)),
        ...others.flatMap(method => [
          HttpRouter.route(method, tokenPath, notAllowed),
          HttpRouter.route(method, usersPath, notAllowed)
        ])
      ])
    })
  )

/** Whether the current request carries a token that is good now. */
export const isAuthorized = (tokens: Tokens) =>
  Effect.flatMap(HttpApiBuilder.securityDecode(HttpApiSecurity.bearer), given => tokens.isGood(given))

/** Without a first name, the rules would refuse what the schema has let through. */
const relaxed = Entity.relaxed(User, ["firstName"])

const upsert = (demands: Demands) =>
  Effect.gen(function* () {
    const body = yield* Body.json
    const read = rowsOf(body, demands)
    if (Result.isFailure(read)) return complain("SchemaValidationException", read.failure)
    const decisions = yield* Directory.upsert(
      demands.firstName ? User : relaxed,
      read.success,
      Decision.noOptions
    )
    return HttpServerResponse.jsonUnsafe(answerOf(sentIn(body), decisions))
  }).pipe(
    Effect.catch(failure => Effect.succeed(told(failure))),
    Effect.catchDefect(defect =>
      Effect.map(Refusal.ofDefect(defect), ({ error }) => complain("InternalErrorException", [error.message]))
    )
  )

const told = (failure: Refusal.Refusal | Directory.StorageFault): HttpServerResponse.HttpServerResponse => {
  if ("_tag" in failure) return complain("InternalErrorException", [failure.message])
  const { code, message } = failure.error
  return complain(code === "BODY_TOO_LARGE" ? "PayloadTooLargeException" : "BadRequestException", [message])
}

const sentIn = (body: unknown): ReadonlyArray<unknown> => {
  const users = Predicate.isReadonlyObject(body) ? body.users : undefined
  return Array.isArray(users) ? users : []
}

const others = ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"] as const

const notAllowed = complain("MethodNotAllowedException", ["this path takes POST alone"], { allow: "POST" })
