/** A source, a mapper and a sink, run as a stream with nothing remembered between runs. */
import { Cause, Effect, Exit, Queue, type Scope, Stream } from "effect"
import type { Fields } from "../entities/Entity.ts"
import { missingColumns } from "../mapper/Columns.ts"
import type { Mapper } from "../mapper/Mapper.ts"
import { watched } from "../mapper/UnknownColumns.ts"
import { nothingPermitted, type Patience, type Permit, patience, type Sink } from "../sink/Sink.ts"
import type { Row } from "../source/Row.ts"
import type { Coverage, Finding, Reading, Source } from "../source/Source.ts"
import { Misconfigured, type SinkError, type SourceError, Unexpected, Unreadable } from "../Trouble.ts"
import { empty } from "../verdict/Ledger.ts"
import type { Listener } from "./Account.ts"
import type { Ended, Outcome, Report } from "./Report.ts"
import { Run } from "./Run.ts"

export interface Pipeline<A, F extends Fields, R = never> {
  /** By default `source → sink`. */
  readonly name?: string
  readonly source: Source<A, R>
  readonly mapper: Mapper<A, F>
  readonly sink: Sink<F, R>
}

export interface Options extends Listener {
  /** Ends the run early, as `Interrupted`, when it completes; what is in flight becomes unknown. */
  readonly stop?: Effect.Effect<void>
  /** Instead of the sink's own. */
  readonly patience?: Patience
  /** What this run may do beyond plain upserts; nothing unless said. */
  readonly permit?: Partial<Permit>
}

/** A pipeline whose source has been opened and has every column that the mapper needs. */
export interface Opened<R> {
  readonly name: string
  readonly source: string
  readonly sink: string
  /** The plural of the entity. */
  readonly entity: string
  /** The columns of the source, where it is a table. */
  readonly columns?: ReadonlyArray<string>
  readonly findings: ReadonlyArray<Finding>
  readonly run: (options?: Options) => Effect.Effect<Report, never, R>
}

/**
 * Runs a pipeline to its end. Fails for its configuration only: why a run ended early stands in the report, and its
 * ledger accounts for every row that was read (Law 1).
 */
export const run = <A, F extends Fields, R>(
  pipeline: Pipeline<A, F, R>,
  options: Options = {}
): Effect.Effect<Report, Misconfigured, Exclude<R, Scope.Scope>> =>
  Effect.scoped(
    Effect.raceFirst(open(pipeline), stopped(pipeline, options)).pipe(
      Effect.flatMap(opened => ("run" in opened ? opened.run(options) : Effect.succeed(opened))),
      Effect.catchIf(isSourceError, error =>
        Effect.succeed(notOpened(pipeline, { _tag: "SourceFailed", error }))
      )
    )
  ).pipe(Effect.withSpan("Pipeline.run", { attributes: { pipeline: nameOf(pipeline) } }))

/** The outcomes of a run, as a stream. It fails after the last of them when the run did not read and send everything. */
export const outcomes = <A, F extends Fields, R>(
  pipeline: Pipeline<A, F, R>,
  options: Omit<Options, "onOutcomes"> = {}
): Stream.Stream<Outcome, SourceError | SinkError | Misconfigured, Exclude<R, Scope.Scope>> =>
  Stream.unwrap(
    Effect.gen(function* () {
      // Few, so that a slow consumer slows the run and does not have the roster in memory (Law 6).
      const queue = yield* Queue.bounded<Outcome, SourceError | SinkError | Misconfigured | Cause.Done>(256)
      yield* run(pipeline, { ...options, onOutcomes: found => Queue.offerAll(queue, found) }).pipe(
        Effect.flatMap(({ ended }) => ("error" in ended ? Queue.fail(queue, ended.error) : Queue.end(queue))),
        Effect.catchCause(cause => Queue.failCause(queue, cause)),
        Effect.forkScoped
      )
      // Runs before the fork is ended: a consumer that stops must not leave the run waiting for room.
      yield* Effect.addFinalizer(() => Queue.shutdown(queue))
      return Stream.fromQueue(queue)
    })
  )

/**
 * Runs a pipeline for code that does not use Effect. Aborting the signal ends the run early; the promise still
 * resolves, with the report so far; it rejects for the configuration, and on a fault of the library itself.
 */
export const runPromise = <A, F extends Fields>(
  pipeline: Pipeline<A, F>,
  options: {
    readonly signal?: AbortSignal
    readonly onOutcomes?: (outcomes: ReadonlyArray<Outcome>) => Promise<void> | void
  } = {}
): Promise<Report> => {
  const { signal, onOutcomes } = options
  return Effect.runPromise(
    run(pipeline, {
      ...(signal && { stop: aborted(signal) }),
      ...(onOutcomes && { onOutcomes: found => Effect.promise(async () => onOutcomes(found)) })
    })
  )
}

/** Opens a pipeline's source and checks its columns; nothing is sent. Close the scope when done with it. */
export const open = <A, F extends Fields, R>(
  pipeline: Pipeline<A, F, R>
): Effect.Effect<Opened<R>, SourceError | Misconfigured, R | Scope.Scope> =>
  Effect.gen(function* () {
    yield* fits(pipeline)
    if (pipeline.source.ready !== undefined) yield* pipeline.source.ready
    if (pipeline.sink.ready !== undefined) yield* pipeline.sink.ready
    const reading = yield* Effect.catchDefect(pipeline.source.open, () => died(pipeline.source.name))
    const missing = missingColumns(pipeline.source.name, pipeline.mapper.columns ?? [], reading.columns ?? [])
    if (reading.columns !== undefined && missing !== undefined) return yield* missing
    return {
      ...header(pipeline),
      ...(reading.columns && { columns: reading.columns }),
      findings: reading.findings,
      run: (options = {}) => execute(pipeline, reading, options)
    }
  })

/** Types say so too, but a configuration may be JavaScript. */
export const fits = <A, F extends Fields, R>(
  pipeline: Pipeline<A, F, R>
): Effect.Effect<void, Misconfigured> => {
  const { mapper, sink } = pipeline
  if (mapper.entity.name === sink.entity.name) return Effect.void
  const message = `${nameOf(pipeline)}: the mapper makes ${mapper.entity.plural}, the sink takes ${sink.entity.plural}`
  return Effect.fail(new Misconfigured({ message }))
}

const execute = <A, F extends Fields, R>(
  pipeline: Pipeline<A, F, R>,
  reading: Reading<A>,
  options: Options
): Effect.Effect<Report, never, R> =>
  Effect.uninterruptibleMask(restore =>
    Effect.gen(function* () {
      const { sink } = pipeline
      const { mapper, findings } = watched(pipeline.mapper, reading.columns)
      const permit = { ...nothingPermitted, ...options.permit }
      const running = new Run(mapper, sink, options, options.patience ?? sink.patience ?? patience, permit)
      const stop = Effect.as(options.stop ?? Effect.never, interrupted)
      const exit = yield* Effect.exit(restore(Effect.raceFirst(toTheEnd(pipeline, reading, running), stop)))
      running.account.closeAll()
      yield* running.account.publish
      if (Exit.isFailure(exit) && !Cause.hasInterrupts(exit.cause)) return yield* Effect.failCause(exit.cause)
      const ended = Exit.isSuccess(exit) ? exit.value : interrupted
      const asked: Covered =
        ended._tag === "Completed"
          ? yield* restore(
              Effect.raceFirst(
                covered(pipeline, reading),
                Effect.map(stop, (ended): Covered => ({ ended }))
              )
            )
          : { ended }
      return {
        ...header(pipeline),
        ...asked,
        ...running.account.summary(),
        findings: [...reading.findings, ...findings(), ...running.findings()],
        ledger: running.account.ledger(),
        requests: running.requests
      }
    })
  )

const interrupted: Ended = { _tag: "Interrupted" }

interface Covered {
  readonly ended: Ended
  readonly coverage?: Coverage
}

/** What a source that came to its end says it covered; without that, its end proves nothing. */
const covered = <A, F extends Fields, R>(
  { source }: Pipeline<A, F, R>,
  reading: Reading<A>
): Effect.Effect<Covered> =>
  reading.coverage.pipe(
    Effect.map((coverage): Covered => ({ ended: { _tag: "Completed" }, coverage })),
    Effect.catchCause(cause =>
      Effect.succeed<Covered>({
        ended: Cause.hasInterrupts(cause) ? interrupted : { _tag: "SourceFailed", error: died(source.name) }
      })
    )
  )

/** The report of a run that is stopped before its source is open. */
const stopped = <A, F extends Fields, R>(
  pipeline: Pipeline<A, F, R>,
  { stop }: Options
): Effect.Effect<Report> => Effect.as(stop ?? Effect.never, notOpened(pipeline, interrupted))

/** Reads ahead of the sending by a few chunks, so that neither waits for the other. */
const toTheEnd = <A, F extends Fields, R>(
  { source }: Pipeline<A, F, R>,
  reading: Reading<A>,
  running: Run<A, F, R>
): Effect.Effect<Ended, never, R> =>
  reading.rows.pipe(
    Stream.catchDefect(() => Stream.fail(died(source.name))),
    Stream.bufferArray({ capacity: 4 }),
    Stream.runForEachArray(rows =>
      rows.every(isRow) ? inParts(rows, part => running.take(part)) : Effect.fail(died(source.name))
    ),
    Effect.andThen(Effect.suspend(() => running.finish())),
    Effect.map((): Ended => {
      if (running.account.ledger().read === 0) return { _tag: "SourceFailed", error: noRows(source.name) }
      return { _tag: "Completed" }
    }),
    Effect.catch(error => Effect.as(running.idle, { _tag: "SourceFailed", error } satisfies Ended)),
    Effect.map(ended =>
      running.halted === undefined ? ended : { _tag: "TargetFailed", error: running.halted }
    )
  )

/** A few rows at a time, about a millisecond's work, between which the request that is under way goes on. */
const inParts = <A, R>(
  rows: ReadonlyArray<A>,
  take: (part: ReadonlyArray<A>) => Effect.Effect<void, never, R>
): Effect.Effect<void, never, R> => {
  const parts = Array.from({ length: Math.ceil(rows.length / atOnce) }, (_, part) =>
    rows.slice(part * atOnce, (part + 1) * atOnce)
  )
  return Effect.forEach(parts, part => Effect.andThen(take(part), Effect.yieldNow), { discard: true })
}

const atOnce = 64

/** A connector in JavaScript may give anything. */
const isRow = <A>(row: Row<A> | undefined): boolean => row?.at !== undefined

/** Whether a pipeline could not be opened for its source's sake, and not for its configuration. */
export const isSourceError = (error: SourceError | Misconfigured): error is SourceError =>
  error._tag !== "Misconfigured"

/** An empty source is refused on its own account, whatever a target would make of it (F1). */
export const noRows = (source: string): Unreadable =>
  new Unreadable({ message: `${source}: has no rows at all. Look at the export; nothing was sent.` })

/** What a connector throws is a fault of its own, and may hold a value (Law 9). */
export const died = (name: string): Unexpected =>
  new Unexpected({ message: `${name}: the connector broke while reading; this is a fault in the connector` })

/** What tells a pipeline from others. */
export const header = <A, F extends Fields, R>(pipeline: Pipeline<A, F, R>) => ({
  name: nameOf(pipeline),
  source: pipeline.source.name,
  sink: pipeline.sink.name,
  entity: pipeline.sink.entity.plural
})

/** How a pipeline is called in reports. */
export const nameOf = <A, F extends Fields, R>({ name, source, sink }: Pipeline<A, F, R>): string =>
  name ?? `${source.name} → ${sink.name}`

/** The report of a pipeline whose source was not opened: nothing was read or sent. */
export const notOpened = <A, F extends Fields, R>(pipeline: Pipeline<A, F, R>, ended: Ended): Report => ({
  ...header(pipeline),
  findings: [],
  ledger: empty,
  rejections: [],
  warnings: [],
  filtered: [],
  troubles: [],
  requests: 0,
  ended
})

const aborted = (signal: AbortSignal): Effect.Effect<void> =>
  Effect.callback<void>(resume => {
    const stop = () => resume(Effect.void)
    if (signal.aborted) return stop()
    signal.addEventListener("abort", stop, { once: true })
    return Effect.sync(() => signal.removeEventListener("abort", stop))
  })
