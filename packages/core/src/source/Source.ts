/** A named, typed, lazy stream of rows: what every connector gives, and the ways to make one. */
import { Array, Effect, type Scope, Stream } from "effect"
import type { Misconfigured, SourceError } from "../Trouble.ts"
import { numbered, type Row } from "./Row.ts"
import { type Shape, shaped } from "./shaped.ts"
import { thrown } from "./thrown.ts"

export { lookup } from "./lookup.ts"
export type { Page, Paging } from "./Pass.ts"
export { byCursor, byNumber, byOffset, paginate } from "./paginate.ts"
export type { Shape } from "./shaped.ts"

/**
 * Where records come from. The engine calls `open` once a run, before anything is sent, and reads `rows` once.
 * Whatever `open` acquires is released when its scope closes, also on interruption.
 */
export interface Source<A, R = never> {
  /** `service/records`, as in `ypareo/apprenants`. */
  readonly name: string
  readonly open: Effect.Effect<Reading<A>, SourceError, R | Scope.Scope>
  /** Whether the configuration is whole; asked once a run, before `open`. */
  readonly ready?: Effect.Effect<void, Misconfigured, R>
  /**
   * The lists that it reads besides or within, in the order in which they are needed; none unless said. A check asks for
   * each by itself, so that everything that is denied is told at once.
   */
  readonly parts?: ReadonlyArray<Source<unknown, R>>
}

/** An opened source. */
export interface Reading<A> {
  /**
   * The rows, lazily. A record that cannot be read is a `Damaged` row and the stream goes on; a failure ends the
   * read, and what was read until then still gets its verdict.
   */
  readonly rows: Stream.Stream<Row<A>, SourceError>
  /** The columns of a table, in its own order. */
  readonly columns?: ReadonlyArray<string>
  /** What was found out about the origin, for the report: encoding, delimiter, period. Names no person. */
  readonly findings: ReadonlyArray<Finding>
  /** What the read covered; asked once, after the rows have ended without failing. */
  readonly coverage: Effect.Effect<Coverage>
}

export interface Finding {
  readonly name: string
  readonly value: string
  /** Whether something may be wrong, so that a person should be shown it without asking. */
  readonly doubtful?: true
}

/** What a read covered: absence says something only within an equal scope, after a complete read (Law 10). */
export interface Coverage {
  readonly scope: string
  /** Whether something proves that no record is lacking: the end of the file, a page count, a total. */
  readonly complete: boolean
  /** How many records the origin said it has. */
  readonly expected?: number
  /** What was found out while reading, as blank rows passed over. */
  readonly findings?: ReadonlyArray<Finding>
}

/** A source from a stream of rows; those that do not have the shape become damaged rows of their own. */
export const make = <A, R = never>(options: {
  readonly name: string
  readonly schema: Shape<A>
  readonly read: Stream.Stream<Row<unknown>, SourceError, R>
  readonly coverage?: Coverage
}): Source<A, R> => ({
  name: options.name,
  open: Effect.gen(function* () {
    const context = yield* Effect.context<R>()
    return {
      rows: options.read.pipe(Stream.map(shaped(options.schema)), Stream.provideContext(context)),
      findings: [],
      coverage: Effect.succeed(options.coverage ?? { scope: options.name, complete: false })
    }
  })
})

/** A source of records that are already there. */
export const fromArray = <A>(options: {
  readonly name: string
  readonly records: ReadonlyArray<A>
}): Source<A> => ({
  name: options.name,
  open: Effect.succeed({
    rows: Stream.fromArray(numbered(options.name, 0, options.records)),
    findings: [],
    coverage: Effect.succeed({ scope: options.name, complete: true, expected: options.records.length })
  })
})

/**
 * A source from an async iterable of arrays of records: pages of an API, chunks of a cursor. `read` is called once a
 * run; its signal is aborted when the run ends early. Throw `new Denied(…)`, `new Unavailable(…)` or
 * `new Unreadable(…)` to say who must act. A fault of the network or the system is `Unavailable` by itself; anything
 * else that is thrown ends the read as `Unexpected`, without its text.
 */
export const fromAsyncIterable = <A>(options: {
  readonly name: string
  readonly schema: Shape<A>
  readonly read: (signal: AbortSignal) => AsyncIterable<ReadonlyArray<unknown>>
  /** What it covers when it comes to its end; without it, nothing proves that no record is lacking. */
  readonly coverage?: Coverage
}): Source<A> => make({ ...options, read: pages(options.name, options.read) })

const pages = (
  name: string,
  start: (signal: AbortSignal) => AsyncIterable<ReadonlyArray<unknown>>
): Stream.Stream<Row<unknown>, SourceError> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const abort = yield* Effect.acquireRelease(
        Effect.sync(() => new AbortController()),
        controller => Effect.sync(() => controller.abort())
      )
      const started = yield* Effect.try({ try: () => start(abort.signal), catch: thrown(name) })
      let seen = 0
      return Stream.fromAsyncIterable(started, thrown(name)).pipe(
        Stream.map(records => {
          const rows = numbered(name, seen, records)
          seen += records.length
          return rows
        }),
        Stream.filter(Array.isReadonlyArrayNonEmpty),
        Stream.flattenArray
      )
    })
  )
