/** A look at a pipeline before its first run: what it is told, what it reads, and the way in to its target. */
import { Effect, Result, type Scope, Stream } from "effect"
import type { Fields } from "../entities/Entity.ts"
import { missingColumns } from "../mapper/Columns.ts"
import type { Mapper } from "../mapper/Mapper.ts"
import { prepare } from "../mapper/Prepared.ts"
import { watched } from "../mapper/UnknownColumns.ts"
import type { Sink } from "../sink/Sink.ts"
import type { Row } from "../source/Row.ts"
import type { Finding, Source } from "../source/Source.ts"
import { type Misconfigured, type SinkError, type SourceError, Unexpected } from "../Trouble.ts"
import { Counts } from "./Counts.ts"
import { died, fits, header, noRows, type Pipeline } from "./Pipeline.ts"
import type { Count, ReasonCount } from "./Report.ts"

/** What a check found out about a pipeline. */
export interface Checked {
  readonly name: string
  readonly source: string
  readonly sink: string
  /** The plural of the entity. */
  readonly entity: string
  /** What was looked at, in its order. */
  readonly looks: ReadonlyArray<Look>
  /** What was found out about the origin. */
  readonly findings: ReadonlyArray<Finding>
  /** What would become of the first rows; only where they could be read. */
  readonly sample?: Sample
}

/** One thing that was looked at: the configuration as a whole, an origin or a target by its name. */
export interface Look {
  readonly at: "configuration" | "origin" | "columns" | "target"
  readonly name: string
  /** Why a run could not go on from here. */
  readonly problem?: Problem
  /** It was not asked, since asking needs what could not be read before. */
  readonly unasked?: true
}

/** Why a run could not go on, named after who must act. */
export type Problem = SourceError | SinkError | Misconfigured

/** The first rows of a source, mapped and checked, and not sent. */
export interface Sample {
  readonly rows: number
  /** Those that a run would send. */
  readonly sendable: number
  readonly filtered: ReadonlyArray<ReasonCount>
  readonly rejections: ReadonlyArray<Count>
  readonly warnings: ReadonlyArray<Count>
}

/** Rows that are looked at. */
const sampled = 100

/** What was found out about an origin, so that what several steps read is asked once. */
export type Asked = Map<unknown, Result.Result<void, SourceError>>

/**
 * Looks at a pipeline without sending a record: the configuration, each list that it reads, the columns and the first
 * rows, and whether the target lets it in. Never fails: what is wrong stands among the looks.
 */
export const check = <A, F extends Fields, R>(
  pipeline: Pipeline<A, F, R>,
  asked: Asked = new Map()
): Effect.Effect<Checked, never, Exclude<R, Scope.Scope>> =>
  Effect.gen(function* () {
    const { source, sink } = pipeline
    const { name } = header(pipeline)
    const told = yield* Effect.result(Effect.andThen(fits(pipeline), source.ready ?? Effect.void))
    const target = yield* Effect.result(sink.ready ?? Effect.void)
    const configuration = [told, target]
      .filter(Result.isFailure)
      .map(({ failure }): Look => ({ at: "configuration", name, problem: failure }))
    const origin = Result.isSuccess(told) ? yield* originOf(pipeline, asked) : nothing
    const way = Result.isSuccess(target) && sink.reach ? [yield* look("target", sink.name, sink.reach)] : []
    return {
      ...header(pipeline),
      ...origin,
      looks: [
        ...(configuration.length === 0 ? [{ at: "configuration", name } as const] : configuration),
        ...origin.looks,
        ...way
      ]
    }
  }).pipe(
    Effect.scoped,
    Effect.withSpan("Pipeline.check", { attributes: { pipeline: header(pipeline).name } })
  )

type Origin = Pick<Checked, "looks" | "findings" | "sample">

const nothing: Origin = { looks: [], findings: [] }

/** The lists that a source is made of, each by itself, and then the source as the pipeline would read it. */
const originOf = <A, F extends Fields, R>(
  pipeline: Pipeline<A, F, R>,
  asked: Asked
): Effect.Effect<Origin, never, R | Scope.Scope> =>
  Effect.gen(function* () {
    const { source } = pipeline
    const looks: Array<Look> = []
    const seen = (name: string) => looks.some(look => look.name === name)
    for (const part of source.parts ?? []) {
      // A join goes by the name of one of its lists, each of which is a part of its own.
      if (seen(part.name)) continue
      if (part.parts?.some(before => failed(asked, before))) {
        looks.push({ at: "origin", name: part.name, unasked: true })
        continue
      }
      const answer = asked.get(part) ?? (yield* Effect.result(probe(part)))
      asked.set(part, answer)
      looks.push({
        at: "origin",
        name: part.name,
        ...(Result.isFailure(answer) && { problem: answer.failure })
      })
    }
    if (looks.some(({ problem }) => problem !== undefined)) return { looks, findings: [] }
    const origin = yield* guarded(source, read(pipeline)).pipe(
      Effect.catch(problem =>
        Effect.succeed<Origin>({ looks: [{ at: "origin", name: source.name, problem }], findings: [] })
      )
    )
    const more = origin.looks.filter(({ at, name, problem }) => at !== "origin" || problem || !seen(name))
    return { ...origin, looks: [...looks, ...more] }
  })

const failed = (asked: Asked, part: unknown): boolean => {
  const answer = asked.get(part)
  return answer !== undefined && Result.isFailure(answer)
}

/** Whether a list can be read, be it empty. */
const probe = <R>(source: Source<unknown, R>): Effect.Effect<void, SourceError, R | Scope.Scope> =>
  guarded(
    source,
    Effect.flatMap(source.open, ({ rows }) => Stream.runDrain(Stream.take(rows, 1)))
  )

/** A connector may break on what it meets. */
const guarded = <A, R>(
  { name }: { readonly name: string },
  reading: Effect.Effect<A, SourceError, R>
): Effect.Effect<A, SourceError, R> => Effect.catchDefect(reading, () => Effect.fail(died(name)))

const read = <A, F extends Fields, R>(
  pipeline: Pipeline<A, F, R>
): Effect.Effect<Origin, SourceError, R | Scope.Scope> =>
  Effect.gen(function* () {
    const { source, mapper } = pipeline
    const { name } = source
    const { rows, columns, findings } = yield* source.open
    const missing = columns && missingColumns(name, mapper.columns ?? [], columns)
    const looks: ReadonlyArray<Look> = [
      { at: "origin", name },
      ...(columns ? [{ at: "columns", name, ...(missing && { problem: missing }) } as const] : [])
    ]
    if (missing !== undefined) return { looks, findings }
    const first = yield* Stream.runCollect(Stream.take(rows, sampled))
    if (first.length === 0) return yield* noRows(name)
    const watching = watched(mapper, columns)
    const sample = sampleOf(watching.mapper, pipeline.sink, first)
    return { looks, findings: [...findings, ...watching.findings()], sample }
  })

const sampleOf = <A, F extends Fields, R>(
  mapper: Mapper<A, F>,
  sink: Sink<F, R>,
  rows: ReadonlyArray<Row<A>>
): Sample => {
  const counts = new Counts()
  let sendable = 0
  for (const row of rows) {
    const prepared = prepare(mapper, row, sink)
    if (prepared._tag === "Sendable") sendable += 1
    const { verdict, warnings } =
      prepared._tag === "Settled" ? { ...prepared, warnings: [] } : { ...prepared, verdict: unsent }
    counts.add({ at: row.at, row, verdict, warnings })
  }
  const { filtered, rejections, warnings } = counts.summary()
  return { rows: rows.length, sendable, filtered, rejections, warnings }
}

/** A check sends nothing. */
const unsent = { _tag: "NotAttempted" } as const

const look = <E extends Problem, R>(
  at: Look["at"],
  name: string,
  effect: Effect.Effect<void, E, R>
): Effect.Effect<Look, never, R> =>
  effect.pipe(
    Effect.catchDefect(() =>
      Effect.fail(new Unexpected({ message: `${name}: the connector broke when asked` }))
    ),
    Effect.result,
    Effect.map(answer => (Result.isFailure(answer) ? { at, name, problem: answer.failure } : { at, name }))
  )
