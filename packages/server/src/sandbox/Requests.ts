/** Counts the requests to each list, and gives each the fault that is due. */
import { Effect, type Redacted } from "effect"
import { HttpRouter } from "effect/http"
import * as Body from "../Body.ts"
import * as ApiKey from "../edusign/Authorization.ts"
import * as Tokens from "../propeller/Authorization.ts"
import type { Propeller } from "../propeller/Propeller.ts"
import type { Faults } from "./faults/Faults.ts"
import { Vendor } from "./faults/Refuse.ts"
import { type List, lists } from "./lists.ts"

/** How many requests each list has had, refused ones and those that met a fault included. */
export class Requests {
  readonly #counts = new Map(lists.map(({ name }) => [name, 0]))

  count(list: string): void {
    this.#counts.set(list, (this.#counts.get(list) ?? 0) + 1)
  }

  counts(): { readonly [list: string]: number } {
    return Object.fromEntries(this.#counts)
  }
}

/** Stands around the endpoints; a request that may not is counted, and uses up no fault. */
export const watched = (state: {
  readonly apiKey: Redacted.Redacted
  readonly propeller: Propeller
  readonly faults: Faults
  readonly requests: Requests
}) =>
  HttpRouter.middleware(answer =>
    Effect.gen(function* () {
      const { route } = yield* HttpRouter.RouteContext
      const list = lists.find(({ path }) => path === route.path)
      if (list === undefined || route.method !== "POST") return yield* answer
      state.requests.count(list.name)
      const may =
        list.vendor === "propeller"
          ? Tokens.isAuthorized(state.propeller.tokens)
          : ApiKey.isAuthorized(state.apiKey)
      if (!(yield* may)) return yield* answer
      const keys = state.faults.askForKeys ? yield* keysOf(list) : noKeys
      const around = state.faults.take(list.name, keys)
      return yield* around === undefined ? answer : Effect.provideService(around(answer), Vendor, list.vendor)
    })
  ).layer

const noKeys: ReadonlySet<string> = new Set()

const keysOf = ({ keysIn }: List) => Effect.orElseSucceed(Effect.map(Body.json, keysIn), () => noKeys)
