/** `POST /v2/users/bulk/sourceId`, for those who may: refused whole, or decided row by row (docs/contract.md 2). */
import { Decision, Directory, Entity, User } from "@rollcall/core"
import { Effect, Predicate, Result } from "effect"
import { HttpServerResponse } from "effect/http"
import * as Body from "../Body.ts"
import * as Refusal from "../Refusal.ts"
import * as Answer from "./Answer.ts"
import { complain } from "./Complaint.ts"
import { type Demands, rowsOf } from "./rows.ts"

/** The answer to whatever comes. */
export const upsert = (demands: Demands) =>
  Effect.gen(function* () {
    const body = yield* Body.json
    const read = rowsOf(body, demands)
    if (Result.isFailure(read)) return complain("SchemaValidationException", read.failure)
    const entity = demands.firstName ? User : relaxed
    const decisions = yield* Directory.upsert(entity, read.success, Decision.noOptions)
    return HttpServerResponse.jsonUnsafe(Answer.make(sentIn(body), decisions))
  }).pipe(
    Effect.catch(failure => Effect.succeed(told(failure))),
    Effect.catchDefect(defect =>
      Effect.map(Refusal.ofDefect(defect), ({ error }) => complain("InternalErrorException", [error.message]))
    )
  )

/** Without a first name, the rules would refuse what the schema has let through. */
const relaxed = Entity.relaxed(User, ["firstName"])

const told = (failure: Refusal.Refusal | Directory.StorageFault): HttpServerResponse.HttpServerResponse => {
  // The storage failed before anything was judged, so no row has a decision of its own.
  if ("_tag" in failure) return complain("InternalErrorException", [failure.message])
  const { code, message } = failure.error
  return complain(code === "BODY_TOO_LARGE" ? "PayloadTooLargeException" : "BadRequestException", [message])
}

const sentIn = (body: unknown): ReadonlyArray<unknown> => {
  const users = Predicate.isReadonlyObject(body) ? body.users : undefined
  return Array.isArray(users) ? users : []
}
