/** Counts the requests to each list, and gives each the fault that is due. */
import { Effect, type Redacted } from "effect"
import { HttpRouter } from "effect/http"
import { isAuthorized } from "../api/Authorization.ts"
import { resources } from "../api/Resource.ts"
import type { Faults } from "./faults/Faults.ts"

/** How many requests each list has had, refused ones and those that met a fault included. */
export class Requests {
  readonly #counts = new Map(resources.map(({ entity }) => [entity.plural, 0]))

  count(list: string): void {
    this.#counts.set(list, (this.#counts.get(list) ?? 0) + 1)
  }

  counts(): { readonly [list: string]: number } {
    return Object.fromEntries(this.#counts)
  }
}

/** Stands around the endpoints; a request without the key is counted, and uses up no fault. */
export const watched = (state: {
  readonly apiKey: Redacted.Redacted
  readonly faults: Faults
  readonly requests: Requests
}) =>
  HttpRouter.middleware(answer =>
    Effect.gen(function* () {
      const { route } = yield* HttpRouter.RouteContext
      const resource = resources.find(({ path }) => path === route.path)
      if (resource === undefined || route.method !== "POST") return yield* answer
      state.requests.count(resource.entity.plural)
      if (!(yield* isAuthorized(state.apiKey))) return yield* answer
      const around = state.faults.take(resource.entity.plural)
      return yield* around === undefined ? answer : around(answer)
    })
  ).layer
