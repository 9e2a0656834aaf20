/** A named target for one entity: it states facts about one request, and the engine does the rest. */
import type { Duration, Effect } from "effect"
import type { AnyUpsert, Entity, Fields, Upsert } from "../entities/Entity.ts"
import type { Misconfigured, SinkError } from "../Trouble.ts"
import { type Waits, waits } from "../Waits.ts"
import type { Answer } from "./Answer.ts"
import { type Tolerance, tolerance } from "./Breaker.ts"

/**
 * Where upserts go. The engine calls `send` with 1 to `limits.records` upserts whose keys differ and of which none is
 * another's parent, one request at a time; it retries, waits, re-sends and gives up. So `send` is one attempt, bounded
 * in time, and either reads an answer or says why there is none:
 *
 * - `Denied`: the run ends, nothing of the batch counts as sent.
 * - `Unavailable`: the batch is sent again after a while. With `maybeApplied`, only what has a key (Law 3).
 * - `Refused`: the batch was refused as it stands and nothing of it is stored. The records it names are rejected and the
 *   rest is sent again; where it names none, the batch is halved until what spoils it stands alone.
 * - `Unexpected`: the answer cannot be read; every record is unknown, and sent once more after `resendAfter`.
 */
export interface Sink<F extends Fields, R = never> {
  /** `service/entities`, as in `edusign/students`. */
  readonly name: string
  readonly entity: Entity<string, F>
  readonly limits: Limits
  /** Bytes that a record takes on the wire. */
  readonly weigh: (upsert: AnyUpsert) => number
  /** Waits for a place in the target's rate limit; the engine calls it before every request. */
  readonly admit: Effect.Effect<void>
  /** How long the target may take a repeated request for the same one. */
  readonly resendAfter: Duration.Duration
  /** How often and how long the engine tries; by default five times more, over about half a minute. */
  readonly patience?: Patience
  /**
   * With `checked`, every record is known to be one that `entity` accepts: a sink that judges by the rules itself need not
   * look again.
   */
  readonly send: (
    batch: ReadonlyArray<Upsert<F>>,
    permit: Permit,
    checked?: boolean
  ) => Effect.Effect<Answer, SinkError, R>
  /** What two records must not have in common in one request, where the target tells its answers apart by it. */
  readonly apart?: (upsert: AnyUpsert) => string | undefined
  /** Whether the target takes a field; one that it does not take is left out of every record, with a warning. */
  readonly takes?: (field: string) => boolean
  /**
   * `"server"` where the target checks which fields there are and which it needs: then the engine sends fields that it
   * does not know, and records that lack some. What it knows it still checks, and what names a record must be there.
   */
  readonly trust?: "server"
  /** Whether the configuration is whole; asked once a run, before anything is read. */
  readonly ready?: Effect.Effect<void, Misconfigured, R>
  /** Whether the target is there and lets us in, found out without sending a record; asked by a check alone. */
  readonly reach?: Effect.Effect<void, SinkError, R>
}

/**
 * What one run may do beyond plain upserts. These belong to a run and never to a configuration, so that nobody e-mails
 * a school by a setting that was left on (docs/contract.md 1, F13, F43).
 */
export interface Permit {
  /** Bring archived records back. */
  readonly unarchive: boolean
  /** E-mail newly created people their credentials. */
  readonly sendCredentials: boolean
  /** Make newly created people set a password when they first log in. */
  readonly newPasswordNeeded: boolean
}

export const nothingPermitted: Permit = { unarchive: false, sendCredentials: false, newPasswordNeeded: false }

/** What one request may hold. */
export interface Limits {
  readonly records: number
  readonly bytes: number
}

/** How patient the engine is with a target. */
export interface Patience extends Waits {
  /** How much may go wrong before the run is stopped: by default more than half of at least 100 records. */
  readonly tolerance?: Tolerance
}

export const patience: Patience = { ...waits, tolerance }
