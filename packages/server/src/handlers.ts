/** The handlers of the three endpoints, over whatever directory is given. */
import { Directory } from "@rollcall/core"
import { Effect, Result } from "effect"
import { HttpServerResponse } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import * as Answer from "./api/Answer.ts"
import { Api } from "./api/Api.ts"
import * as Refusal from "./api/Refusal.ts"
import { groups, professors, type Resource, students } from "./api/Resource.ts"
import * as Body from "./Body.ts"

/** Raw, so that a record is decoded on its own and a wrong one costs no other. */
export const handlers = HttpApiBuilder.group(
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
