/** The key before the sandbox's own side. */
import { Effect, type Redacted } from "effect"
import { HttpRouter } from "effect/http"
import { isAuthorized, unauthorized } from "../edusign/Authorization.ts"

/** Asks for the key before any route it is provided to. */
export const keyed = (apiKey: Redacted.Redacted) =>
  HttpRouter.middleware(answer =>
    Effect.flatMap(isAuthorized(apiKey), authorized => (authorized ? answer : Effect.succeed(unauthorized)))
  ).layer
