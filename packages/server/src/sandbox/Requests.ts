/** Counts the requests to each list, and gives each the fault that is due. */
import { Effect, Predicate, type Redacted } from "effect"
import { HttpRouter } from "effect/http"
import { isAuthorized } from "../api/Authorization.ts"
import { type Resource, resources } from "../api/Resource.ts"
import * as Body from "../Body.ts"
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
      const keys = state.faults.askForKeys ? yield* keysOf(resource) : noKeys
      const around = state.faults.take(resource.entity.plural, keys)
      return yield* around === undefined ? answer : around(answer)
    })
  ).layer

const noKeys: ReadonlySet<string> = new Set()

/** The external reference ids that a request carries; none when it is not to be understood. */
const keysOf = (resource: Resource) =>
  Effect.map(Body.json, resource.read).pipe(
    Effect.flatMap(Effect.fromResult),
    Effect.map(
      ({ records }) =>
        new Set(
          records
            .map(record => Predicate.isReadonlyObject(record) && record.externalReferenceId)
            .filter(Predicate.isString)
        )
    ),
    Effect.orElseSucceed(() => noKeys)
  )
