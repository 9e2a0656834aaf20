/** The routes of both vendors' endpoints, and the one document that describes them. */
import type { Directory } from "@rollcall/core"
import { Layer, type Redacted } from "effect"
import { type HttpRouter, HttpServer } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { Api } from "./edusign/Api.ts"
import * as Edusign from "./edusign/Edusign.ts"
import { PropellerApi } from "./propeller/Api.ts"
import * as Propeller from "./propeller/Propeller.ts"

/** For a router that has a directory; without a `propeller` there is no endpoint for users, and none in the document. */
export const endpoints = (mounted: {
  readonly apiKey: Redacted.Redacted
  readonly openapiPath: `/${string}`
  readonly propeller: Propeller.Propeller | undefined
}): Layer.Layer<never, never, Directory.Directory | HttpRouter.HttpRouter> => {
  const { apiKey, openapiPath, propeller } = mounted
  const edusign = HttpApiBuilder.layer(Api, { openapiPath })
  const both = HttpApiBuilder.layer(Api.addHttpApi(PropellerApi), { openapiPath })
  const documented =
    propeller === undefined
      ? edusign
      : both.pipe(Layer.provide(Propeller.handlers(propeller)), Layer.merge(Propeller.otherMethods))
  return Layer.merge(documented, Edusign.otherMethods).pipe(
    Layer.provide(Edusign.handlers(apiKey)),
    Layer.provide(HttpServer.layerServices)
  )
}
