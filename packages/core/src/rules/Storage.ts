/** What a place that keeps a target's records has to do; in memory here, on MySQL elsewhere. */
import { type Effect, Schema, type Stream } from "effect"
import type { Entity } from "../entities/Entity.ts"
import type { Decision, Options, Stored } from "./Decision.ts"
import type { Judge, Wanted } from "./decideBatch.ts"

/** Nothing of the request was stored; `message` holds no value. */
export class StorageFault extends Schema.TaggedError<StorageFault>()("StorageFault", {
  message: Schema.String
}) {}

/** A person who was created and whose account is to be announced or secured. */
export interface Announcement {
  readonly entity: string
  readonly id: string
  readonly sendCredentials: boolean
  readonly newPasswordNeeded: boolean
}

/** A place that holds a target's records. */
export interface Storage {
  /**
   * One request as one transaction, one after another: looks up what is wanted, hands it to `judge`, and commits
   * the decisions or none of them.
   */
  readonly transact: (
    entity: Entity,
    wanted: Wanted,
    options: Options,
    judge: Judge
  ) => Effect.Effect<ReadonlyArray<Decision>, StorageFault>
  /** All that is held of an entity, archived records included, in the order in which it came. */
  readonly held: (entity: Entity) => Stream.Stream<Stored, StorageFault>
  /** Puts records there as they are, replacing those with the same id: for tests and for the sandbox. */
  readonly put: (entity: Entity, records: ReadonlyArray<Stored>) => Effect.Effect<void, StorageFault>
  /** The people whose accounts were to be announced so far. */
  readonly announced: Effect.Effect<ReadonlyArray<Announcement>, StorageFault>
}
