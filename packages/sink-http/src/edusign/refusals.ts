/** The codes that this target gives to a record it refuses (docs/contract.md 1.4, 1.9 to 1.12). */
import type { Code } from "@rollcall/core"

/** Whether a text is such a code; the engine's own codes, as UNKNOWN, mean something else in a target's mouth. */
export const isRefusal = (text: unknown): text is Code => refusals.has(text)

const refusals: ReadonlySet<unknown> = new Set<Code>([
  "VALIDATION_ERROR",
  "REQUIRED_FIELD_MISSING",
  "DUPLICATE_IN_REQUEST",
  "CREATE_FAILED",
  "UPDATE_FAILED",
  "PROFESSOR_NOT_FOUND",
  "AMBIGUOUS_PROFESSOR_IDENTIFIER",
  "ARCHIVED_STUDENT_EXISTS",
  "ARCHIVED_PROFESSOR_EXISTS",
  "ARCHIVED_GROUP_EXISTS",
  "EMAIL_ALREADY_EXISTS",
  "PARENT_GROUP_NOT_FOUND",
  "GROUP_CYCLE"
])
