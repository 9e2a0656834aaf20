/** What a request is answered with: one item for every record, in order (docs/contract.md 1.1). */
import { type Decision, refusalCodes } from "@rollcall/core"
import { Schema } from "effect"
import { HttpApiSchema } from "effect/http-api"

const place = {
  inputIndex: Schema.Int.annotate({ description: "The record's position in the request, from 0." }),
  externalReferenceId: Schema.optionalKey(Schema.String).annotate({
    description: "As given, where it was given."
  })
}

const Succeeded = Schema.Struct({
  ...place,
  status: Schema.Literals(["created", "updated", "unchanged", "unarchived"]),
  id: Schema.String
}).annotate({ identifier: "Succeeded" })

const Failed = Schema.Struct({
  ...place,
  status: Schema.Literal("failed"),
  error: Schema.Struct({
    code: Schema.Literals(refusalCodes),
    message: Schema.String,
    field: Schema.optionalKey(Schema.String).annotate({ description: "Where one field is to blame." })
  })
}).annotate({ identifier: "Failed" })

const summary = Schema.Struct({ total: Schema.Int, succeeded: Schema.Int, failed: Schema.Int })

/** The body of a 200. */
export const AllSucceeded = Schema.Struct({ results: Schema.Array(Succeeded), summary }).annotate({
  identifier: "AllSucceeded",
  description: "Every record succeeded."
})

/** The body of a 207, also when every record failed. */
export const SomeFailed = Schema.Struct({ results: Schema.Array(Schema.Union([Succeeded, Failed])), summary })
  .annotate({ identifier: "SomeFailed", description: "At least one record failed; the others are stored." })
  .pipe(HttpApiSchema.status(207))

/** The decisions on the records of a request, as they are told to the client. */
export const make = (records: ReadonlyArray<unknown>, decisions: ReadonlyArray<Decision.Decision>) => {
  const results = decisions.map((decision, index) => ({
    inputIndex: index,
    ...outcome(decision),
    ...echoed(records[index])
  }))
  const failed = decisions.filter(decision => decision._tag === "Refuse").length
  return { results, summary: { total: results.length, succeeded: results.length - failed, failed } }
}

const outcome = (decision: Decision.Decision) => {
  switch (decision._tag) {
    case "Create":
      return { status: "created", id: decision.id }
    case "Update":
      return { status: "updated", id: decision.id }
    case "Unarchive":
      return { status: "unarchived", id: decision.id }
    case "Unchanged":
      return { status: "unchanged", id: decision.id }
    case "Refuse": {
      const { _tag, ...error } = decision
      return { status: "failed", error }
    }
  }
}

const echoed = (record: unknown) => {
  const given = (record as { readonly externalReferenceId?: unknown } | null | undefined)?.externalReferenceId
  return typeof given === "string" ? { externalReferenceId: given } : {}
}
