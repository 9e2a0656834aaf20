/**
 * Why a source or a sink could not go on, named after who must act. The message is for the operator: what, where,
 * what to do; identifiers may stand in it, values and a vendor's text never (Law 9).
 */
import { Data, type Duration } from "effect"

/** A person has to fix credentials or rights. Ends the run at once. */
export class Denied extends Data.TaggedError("Denied")<{ readonly message: string }> {}

/** The same may succeed later: the network, a time-out, an overloaded or failing server. */
export class Unavailable extends Data.TaggedError("Unavailable")<{
  readonly message: string
  /** How long the other side asked us to wait. */
  readonly retryAfter?: Duration.Duration
  /** Sinks only: whether the request may have been carried out all the same. */
  readonly maybeApplied?: boolean
}> {}

/** A person has to mend the input or the configuration: an empty file, a missing column. */
export class Unreadable extends Data.TaggedError("Unreadable")<{ readonly message: string }> {}

/** A record for whose sake a whole request was refused. */
export interface RefusedRow {
  /** Its place in the batch, counted from 0. */
  readonly index: number
  /** A code of docs/errors.md; REMOTE_REJECTED unless said. */
  readonly code?: string
  readonly field?: string
  /** What is wrong, in words of ours without a value; what is said of the whole request, unless given. */
  readonly message?: string
  /** The vendor's own words on it, for the report alone. */
  readonly note?: string
}

/** The target refused a whole request as it stands, and stored nothing of it. */
export class Refused extends Data.TaggedError("Refused")<{
  readonly message: string
  /** The records that the target blames; one that is named more than once has all that is said of it. */
  readonly rows?: ReadonlyArray<RefusedRow>
  /** The vendor's own words, for the report alone; they also stand for a row that has none of its own. */
  readonly note?: string
}> {}

/** We have to fix the connector: the other side does not behave as it is known to. */
export class Unexpected extends Data.TaggedError("Unexpected")<{ readonly message: string }> {}

/** The configuration lacks something or has something wrong: a secret that is not set, an option out of range. */
export class Misconfigured extends Data.TaggedError("Misconfigured")<{ readonly message: string }> {}

export type SourceError = Denied | Unavailable | Unreadable | Unexpected
export type SinkError = Denied | Unavailable | Refused | Unexpected
