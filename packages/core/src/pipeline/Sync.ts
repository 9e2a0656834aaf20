/** The steps of one target: all opened before anything is sent, then run in their order. */
import { Effect, Result, type Scope } from "effect"
import type { Fields } from "../entities/Entity.ts"
import type { Group } from "../entities/Group.ts"
import type { Professor } from "../entities/Professor.ts"
import type { Student } from "../entities/Student.ts"
import type { User } from "../entities/User.ts"
import type { Misconfigured, SourceError } from "../Trouble.ts"
import { add, empty, type Ledger } from "../verdict/Ledger.ts"
import * as Check from "./Check.ts"
import { misshapen } from "./misshapen.ts"
import {
  isSourceError,
  nameOf,
  notOpened,
  type Opened,
  type Options,
  open,
  type Pipeline
} from "./Pipeline.ts"
import type { Ended, Report } from "./Report.ts"

/** What all steps of a sync are sent to; it owns its rate limit and its credentials. */
export interface Target {
  readonly name: string
}

/** What a `rollcall.config.ts` exports. */
export interface Sync {
  readonly name: string
  readonly target: Target
  readonly steps: ReadonlyArray<Step>
}

/** A pipeline of whatever record and entity, ready to be opened. */
export interface Step {
  readonly name: string
  readonly open: Effect.Effect<Opened<never>, SourceError | Misconfigured, Scope.Scope>
  readonly notOpened: (ended: Ended) => Report
  readonly check: (asked: Check.Asked) => Effect.Effect<Check.Checked>
}

/** The pipelines that a step may be: its mapper's entity is its sink's, its mapper's record its source's. */
type AnyPipeline<A> =
  | Pipeline<A, (typeof Student)["fields"]>
  | Pipeline<A, (typeof Professor)["fields"]>
  | Pipeline<A, (typeof Group)["fields"]>
  | Pipeline<A, (typeof User)["fields"]>

/**
 * Declares a sync; steps run in the order given: groups, then professors, students and users. Throws a `TypeError` that
 * says what is missing where nobody has checked the types.
 */
export const defineSync = <const Records extends ReadonlyArray<unknown>>(sync: {
  readonly name: string
  readonly target: Target
  readonly steps: readonly [...{ [I in keyof Records]: AnyPipeline<Records[I]> }]
}): Sync => {
  const mistake = misshapen(sync)
  if (mistake !== undefined) throw new TypeError(`defineSync: ${mistake}`)
  return {
    name: sync.name,
    target: sync.target,
    // The signature has checked each step within itself, which a list of them can no longer say.
    steps: (sync.steps as ReadonlyArray<unknown>).map(pipeline => step(pipeline as Pipeline<unknown, Fields>))
  }
}

const step = (pipeline: Pipeline<unknown, Fields>): Step => ({
  name: nameOf(pipeline),
  open: open(pipeline),
  notOpened: ended => notOpened(pipeline, ended),
  check: asked => Check.check(pipeline, asked)
})

/** What became of a sync: a report for every step that was opened or could not be. */
export interface SyncReport {
  readonly name: string
  readonly target: string
  readonly reports: ReadonlyArray<Report>
  /** Steps that were not run because an earlier one ended the sync. */
  readonly notRun: ReadonlyArray<string>
  readonly ledger: Ledger
}

/** Outcomes and progress are those of the step that was told of last. */
export interface SyncOptions extends Options {
  /** Told before a step runs. */
  readonly onStep?: (step: Omit<Opened<never>, "run">) => Effect.Effect<void>
  readonly onReport?: (report: Report) => Effect.Effect<void>
}

/**
 * Fails for the configuration only. Opens the source of every step, and sends nothing if one cannot be opened. A step whose source fails midway does not
 * stop the others; a target that fails, or an interruption, ends the sync.
 */
export const run = (sync: Sync, options: SyncOptions = {}): Effect.Effect<SyncReport, Misconfigured> =>
  Effect.scoped(
    Effect.gen(function* () {
      const results: Array<Result.Result<Opened<never>, Report>> = []
      for (const step of sync.steps) {
        const result = yield* openOrReport(step, options)
        results.push(result)
        if (Result.isFailure(result) && result.failure.ended._tag === "Interrupted") {
          return summary(
            sync,
            [result.failure],
            sync.steps.filter(other => other !== step)
          )
        }
      }
      const failed = results.filter(result => Result.isFailure(result)).map(result => result.failure)
      const opened = results.filter(result => Result.isSuccess(result)).map(result => result.success)
      if (failed.length > 0) return summary(sync, failed, opened)
      const reports: Array<Report> = []
      const { onStep, onReport, ...each } = options
      for (const { run, ...step } of opened) {
        yield* onStep?.(step) ?? Effect.void
        const report = yield* run(each)
        reports.push(report)
        yield* onReport?.(report) ?? Effect.void
        if (report.ended._tag === "TargetFailed" || report.ended._tag === "Interrupted") break
      }
      return summary(sync, reports, opened.slice(reports.length))
    })
  ).pipe(Effect.withSpan("Sync.run", { attributes: { sync: sync.name } }))

/** Looks at every step, one after the other, without sending a record; each is told of when it was looked at. */
export const check = (
  sync: Sync,
  onStep: (checked: Check.Checked) => Effect.Effect<void> = () => Effect.void
): Effect.Effect<ReadonlyArray<Check.Checked>> =>
  Effect.suspend(() => {
    const asked: Check.Asked = new Map()
    return Effect.forEach(sync.steps, step => Effect.tap(step.check(asked), onStep))
  }).pipe(Effect.withSpan("Sync.check", { attributes: { sync: sync.name } }))

const openOrReport = (step: Step, { stop }: SyncOptions) =>
  Effect.raceFirst(
    Effect.map(step.open, Result.succeed),
    Effect.as(stop ?? Effect.never, Result.fail(step.notOpened({ _tag: "Interrupted" })))
  ).pipe(
    Effect.catchIf(isSourceError, error =>
      Effect.succeed(Result.fail(step.notOpened({ _tag: "SourceFailed", error })))
    )
  )

const summary = (
  sync: Sync,
  reports: ReadonlyArray<Report>,
  notRun: ReadonlyArray<{ readonly name: string }>
): SyncReport => ({
  name: sync.name,
  target: sync.target.name,
  reports,
  notRun: notRun.map(({ name }) => name),
  ledger: reports.reduce((sum, report) => add(sum, report.ledger), empty)
})
