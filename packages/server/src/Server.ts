/** The bulk endpoints, ready to be mounted: in an Effect service as routes, anywhere else as a web handler. */
import type { Directory } from "@rollcall/core"
import { Context, Effect, Layer, Redacted } from "effect"
import { HttpEffect, type HttpMethod, HttpRouter, HttpServer } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { Api } from "./api/Api.ts"
import { Authorization } from "./api/Authorization.ts"
import * as Refusal from "./api/Refusal.ts"
import { resources } from "./api/Resource.ts"
import { handlers } from "./handlers.ts"
import * as Propeller from "./propeller/Propeller.ts"

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
export const layer = (
  options: Options
): Layer.Layer<never, never, Directory.Directory | HttpRouter.HttpRouter> =>
  Layer.mergeAll(
    HttpApiBuilder.layer(Api, { openapiPath: options.openapiPath ?? "/openapi.json" }),
    otherMethods,
    options.users === undefined ? Layer.empty : Propeller.routes(Propeller.make(options.users))
  ).pipe(
    Layer.provide(handlers),
    Layer.provide([Authorization.layer(options.apiKey), HttpServer.layerServices])
  )

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

const others: ReadonlyArray<HttpMethod.HttpMethod> = ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"]

const notAllowed = Refusal.respond(Refusal.refuse("METHOD_NOT_ALLOWED", "this path takes POST alone"), {
  allow: "POST"
})

const otherMethods = HttpRouter.addAll(
  resources.flatMap(({ path }) => others.map(method => HttpRouter.route(method, path, notAllowed)))
)
