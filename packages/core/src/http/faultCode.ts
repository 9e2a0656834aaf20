/** The system's code of a fault, wherever it is wrapped; an error's text may quote what was sent (Law 9). */
import { Predicate } from "effect"

export const faultCode = (cause: unknown): string | undefined => {
  if (!Predicate.isObject(cause)) return undefined
  if ("code" in cause && typeof cause.code === "string") return cause.code
  return "cause" in cause ? faultCode(cause.cause) : undefined
}
