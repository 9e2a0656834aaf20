/** Whether a target lets us in, by what it says of a request without records (docs/contract.md 3). */
import type { Exchange, Refused, SinkError } from "@rollcall/core"
import { Effect } from "effect"

/** An answer of whatever kind, or a refusal of the request as such, comes from behind the door. */
export const letIn = (
  answered: Effect.Effect<Exchange.Answered, SinkError>
): Effect.Effect<void, Exclude<SinkError, Refused>> =>
  Effect.catchTag(Effect.asVoid(answered), "Refused", () => Effect.void)
