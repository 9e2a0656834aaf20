/** The three bulk endpoints as an HttpApi (docs/contract.md 1). */
import { HttpApi, HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import * as Refusal from "../Refusal.ts"
import * as Answer from "./Answer.ts"
import { Authorization } from "./Authorization.ts"
import { groups, professors, students } from "./Resource.ts"

const outcome = {
  // The more specific one first: a 207 body also fits the schema of a 200.
  success: [Answer.SomeFailed, Answer.AllSucceeded],
  error: [
    Refusal.schema("INVALID_JSON", "The body is not JSON."),
    Refusal.schema(
      "INVALID_REQUEST",
      "The body is no object, its list has a wrong size, or a name is unknown."
    ),
    Refusal.schema("BODY_TOO_LARGE", "The body is larger than 16 MiB."),
    Refusal.schema("INTERNAL_ERROR", "The request failed; the same may succeed later.")
  ]
} as const

const summary = (plural: string) =>
  OpenApi.annotations({
    summary: `Create or update ${plural}`,
    description:
      "Every record is judged on its own, in order: one that fails blocks no other. A field that is absent is left as it is; null clears one that can be cleared."
  })

/** What clients and documents are made from; `Server.layer` implements it. */
export class Api extends HttpApi.make("rollcall")
  .add(
    HttpApiGroup.make("batchUpsert")
      .add(
        HttpApiEndpoint.post("students", students.path, {
          payload: students.payload,
          ...outcome
        }).annotateMerge(summary("students")),
        HttpApiEndpoint.post("professors", professors.path, {
          payload: professors.payload,
          ...outcome
        }).annotateMerge(summary("professors")),
        HttpApiEndpoint.post("groups", groups.path, { payload: groups.payload, ...outcome }).annotateMerge(
          summary("groups")
        )
      )
      .middleware(Authorization)
  )
  .annotateMerge(OpenApi.annotations({ title: "Rollcall", version: "3" })) {}
