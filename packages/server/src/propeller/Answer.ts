/** What a request that was taken is answered with: a row for every user, which may have failed (docs/contract.md 2). */
import type { Decision } from "@rollcall/core"
import { Predicate, Schema } from "effect"

const named = {
  key: Schema.Union([Schema.Int, Schema.String]).annotate({
    description: "The sourceId as it was sent: a number or a text."
  }),
  lookupKey: Schema.Literal("sourceId")
}

const Done = Schema.Struct({
  action: Schema.Literals(["create", "update"]),
  id: Schema.String,
  ...named,
  success: Schema.Literal(true)
}).annotate({ identifier: "UserDone" })

const Failed = Schema.Struct({
  action: Schema.Literals(["create", "update"]),
  error: Schema.String,
  ...named,
  success: Schema.Literal(false)
}).annotate({ identifier: "UserFailed" })

/** The body of a 200, also when every row failed. */
export const Taken = Schema.Struct({
  data: Schema.Array(Schema.Union([Done, Failed])),
  messages: Schema.Tuple([Schema.Literal("Completed")]),
  total: Schema.Int
}).annotate({
  identifier: "UsersTaken",
  description: "A row for every user; those that did not fail are stored."
})

/** The decisions on the users of a request, beside the rows as they were sent. */
export const make = (sent: ReadonlyArray<unknown>, decisions: ReadonlyArray<Decision.Decision>) => ({
  data: decisions.map((decision, index) => rowOf(keyOf(sent[index]), decision)),
  messages: ["Completed"],
  total: decisions.length
})

const rowOf = (key: unknown, decision: Decision.Decision) => {
  const named = { key, lookupKey: "sourceId" }
  if (decision._tag === "Refuse") {
    const { code, message, field } = decision
    const error = `${code}: ${field === undefined ? "" : `${field}: `}${message}`
    return { action: failedAction(code), error, ...named, success: false }
  }
  const action = decision._tag === "Create" ? "create" : "update"
  return { action, id: decision.id, ...named, success: true }
}

/** Only a fault of the storage says what failed; where the rules refuse, this is the word of the vendor's example. */
const failedAction = (code: string) => (code === "CREATE_FAILED" ? "create" : "update")

/** As it was sent: a number or a text. */
const keyOf = (row: unknown): unknown => (Predicate.isReadonlyObject(row) ? row.sourceId : undefined)
