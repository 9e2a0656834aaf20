/** What a request that was taken is answered with: a row for every user, which may have failed (docs/contract.md 2). */
import type { Decision } from "@rollcall/core"
import { Predicate } from "effect"

/** The decisions on the users of a request, beside the rows as they were sent. */
export const answerOf = (sent: ReadonlyArray<unknown>, decisions: ReadonlyArray<Decision.Decision>) => ({
  data: decisions.map((decision, index) => rowOf(keyOf(sent[index]), decision)),
  messages: ["Completed"],
  total: decisions.length
})

/** A failed row has neither an id nor an index. Which action failed is not said by the rules: the vendor's example has this. */
const rowOf = (key: unknown, decision: Decision.Decision) => {
  const named = { key, lookupKey: "sourceId" }
  if (decision._tag === "Refuse") {
    const { code, message, field } = decision
    const error = `${code}: ${field === undefined ? "" : `${field}: `}${message}`
    return { action: "update", error, ...named, success: false }
  }
  const action = decision._tag === "Create" ? "create" : "update"
  return { action, id: decision.id, ...named, success: true }
}

/** As it was sent: a number or a text. */
const keyOf = (row: unknown): unknown => (Predicate.isReadonlyObject(row) ? row.sourceId : undefined)
