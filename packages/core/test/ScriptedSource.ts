/** A source that plays a script: rows, waits, and the way it ends. */
import { Array, type Duration, Effect, Stream } from "effect"
import type { Row } from "../src/source/Row.ts"
import { read } from "../src/source/Row.ts"
import type { Coverage, Source } from "../src/source/Source.ts"
import type { SourceError } from "../src/Trouble.ts"

/** One thing that a source does. */
export type Act<A> =
  | { readonly rows: ReadonlyArray<Row<A>> }
  | { readonly wait: Duration.Duration }
  | { readonly fail: SourceError }
  | { readonly die: unknown }
  | "hang"

export interface ScriptedSource<A> extends Source<A> {
  /** What has happened to it so far. */
  readonly seen: {
    opened: number
    /** Rows that were handed out. */
    rows: number
    closed: number
  }
}

/** Plays the acts one after the other, each time that it is opened. */
export const scriptedSource = <A>(
  acts: Iterable<Act<A>>,
  options: {
    readonly name?: string
    readonly coverage?: Coverage
    readonly columns?: ReadonlyArray<string>
  } = {}
): ScriptedSource<A> => {
  const name = options.name ?? "school.csv"
  const seen = { opened: 0, rows: 0, closed: 0 }
  const play = (act: Act<A>): Effect.Effect<ReadonlyArray<Row<A>>, SourceError> => {
    if (act === "hang") return Effect.never
    if ("wait" in act) return Effect.as(Effect.sleep(act.wait), [])
    if ("fail" in act) return Effect.fail(act.fail)
    if ("die" in act) return Effect.die(act.die)
    return Effect.sync(() => {
      seen.rows += act.rows.length
      return act.rows
    })
  }
  return {
    name,
    seen,
    open: Effect.acquireRelease(
      Effect.sync(() => {
        seen.opened += 1
        return {
          rows: Stream.fromIterable(acts).pipe(
            Stream.rechunk(1),
            Stream.mapEffect(play),
            Stream.filter(Array.isReadonlyArrayNonEmpty),
            Stream.flattenArray
          ),
          findings: [],
          coverage: Effect.succeed(options.coverage ?? { scope: name, complete: true }),
          ...(options.columns && { columns: options.columns })
        }
      }),
      () =>
        Effect.sync(() => {
          seen.closed += 1
        })
    )
  }
}

/** Records as rows of a file, from line 2 on, in one piece. */
export const lines = <A>(records: ReadonlyArray<A>, origin = "school.csv"): Act<A> => ({
  rows: records.map((record, index) => read({ origin, line: index + 2 }, record))
})
