/** What tells people or programs how a sync goes: on a terminal, in plain lines, or as events. */
import type { Listener, Report, Sync } from "@rollcall/core"
import type { Effect } from "effect"

/** A step that is about to run. */
export type Step = Parameters<NonNullable<Sync.SyncOptions["onStep"]>>[0]

/** Told in order: `start`, then for every step `step`, outcomes and progress, `report`; at last `end`. */
export interface Reporter extends Required<Listener> {
  readonly start: (sync: Sync.Sync) => Effect.Effect<void>
  readonly step: (step: Step) => Effect.Effect<void>
  readonly report: (report: Report) => Effect.Effect<void>
  readonly end: (
    report: Sync.SyncReport,
    exitCode: number,
    rejects: ReadonlyArray<string>
  ) => Effect.Effect<void>
}
