/** The bulk endpoints, ready to be mounted: in an Effect service as routes, anywhere else as a web handler. */
import type { Directory } from "@rollcall/core"
import { Context, Effect, Layer, Redacted } from "effect"
import { HttpEffect, HttpRouter } from "effect/http"
import { endpoints } from "./endpoints.ts"
import * as Propeller from "./propeller/Propeller.ts"
import * as Refusal from "./Refusal.ts"

/** What the API is mounted with. */
export interface Options {
  /** What a client must send as its bearer. */
  readonly apiKey: Redacted.Redacted
  /** Where the OpenAPI document is served, without a key; `/openapi.json` unless said. */
  readonly openapiPath?: `/${string}`
  /** Takes users by source id too, for these clients (docs/contract.md 2); without it, there is no such endpoint. */
  readonly users?: Propeller.Options
}

/** The routes of the API, for an `HttpRouter` of your own; every other path stays yours. */
export const layer = ({
  apiKey,
  openapiPath = "/openapi.json",
  users
}: Options): Layer.Layer<never, never, Directory.Directory | HttpRouter.HttpRouter> =>
  endpoints({ apiKey, openapiPath, propeller: users && Propeller.make(users) })

/** A whole server as one function, for those who do not use Effect. Call `dispose` to release the directory. */
export const toWebHandler = <E>(options: {
  readonly apiKey: string | Redacted.Redacted
  readonly openapiPath?: `/${string}`
  readonly users?: Propeller.Options
  /** Where records are kept: `Directory.Directory.layerMemory`, or one of a storage package. */
  readonly directory: Layer.Layer<Directory.Directory, E>
}): {
  readonly handler: (request: Request) => Promise<Response>
  readonly dispose: () => Promise<void>
} => {
  const { apiKey, directory, ...rest } = options
  const routes = layer({ ...rest, apiKey: typeof apiKey === "string" ? Redacted.make(apiKey) : apiKey })
  return HttpEffect.toWebHandlerLayerWith(
    routes.pipe(Layer.provide(directory), Layer.provideMerge(HttpRouter.layer)),
    {
      toHandler: services => {
        const router = Context.get(services, HttpRouter.HttpRouter)
        return Effect.succeed(Refusal.answerTheRest(router.asHttpEffect()))
      }
    }
  )
}
