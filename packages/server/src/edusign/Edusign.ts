/** The bulk endpoints for students, professors and groups, over whatever directory (docs/contract.md 1). */
import { Directory } from "@rollcall/core"
import { Effect, Layer, type Redacted, Result } from "effect"
import { HttpServerResponse } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import * as Body from "../Body.ts"
import { postOnly } from "../postOnly.ts"
import * as Refusal from "../Refusal.ts"
import * as Answer from "./Answer.ts"
import { Api } from "./Api.ts"
import { Authorization } from "./Authorization.ts"
import { groups, professors, type Resource, resources, students } from "./Resource.ts"

/** What `Api` is served with: those who send this key may upsert. */
export const handlers = (apiKey: Redacted.Redacted) =>
  // Raw, so that a record is decoded on its own and a wrong one costs no other.
  HttpApiBuilder.group(
    Api,
    "batchUpsert",
    Effect.fnUntraced(function* (endpoints) {
      const directory = yield* Directory.Directory
      const upsert = (resource: Resource) => () =>
        Effect.provideService(batchUpsert(resource), Directory.Directory, directory)
      return endpoints
        .handleRaw("students", upsert(students))
        .handleRaw("professors", upsert(professors))
        .handleRaw("groups", upsert(groups))
    })
  ).pipe(Layer.provide(Authorization.layer(apiKey)))

/** The answers to methods that the endpoints do not take. */
export const otherMethods = postOnly(
  resources.map(({ path }) => path),
  headers => Refusal.respond(Refusal.refuse("METHOD_NOT_ALLOWED", "this path takes POST alone"), headers)
)

const batchUpsert = Effect.fnUntraced(
  function* (resource: Resource) {
    const body = yield* Body.json
    const { records, options } = yield* Effect.fromResult(
      Result.mapError(resource.read(body), Refusal.invalid)
    )
    const decisions = yield* Directory.upsert(resource.entity, records, options)
    const answer = Answer.make(records, decisions)
    return HttpServerResponse.jsonUnsafe(answer, { status: answer.summary.failed === 0 ? 200 : 207 })
  },
  // The storage failed before anything was judged, so no record has a decision of its own.
  Effect.catchTag("StorageFault", ({ message }) => Effect.fail(Refusal.refuse("INTERNAL_ERROR", message))),
  Effect.catchDefect(defect => Effect.flatMap(Refusal.ofDefect(defect), Effect.fail))
)
