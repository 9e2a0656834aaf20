/** Sources that come in pages, with what proves that a pass over them was complete. */
import { Duration, Effect, Option, Stream } from "effect"
import { type SourceError, Unavailable, Unexpected } from "../Trouble.ts"
import { again, type Waits, waits } from "../Waits.ts"
import { type Page, type Paging, Pass } from "./Pass.ts"
import { numbered } from "./Row.ts"
import type { Source } from "./Source.ts"
import { type Shape, shaped } from "./shaped.ts"
import { thrown } from "./thrown.ts"

/**
 * A source that reads page after page. `read` makes one attempt at the page that stands at `at`, as an Effect or a
 * promise, and fails or throws as in `fromAsyncIterable`; while it is `Unavailable`, it is tried again. The pass is
 * complete when the service calls a page the last or the total is reached, and nothing looks as if the list had changed
 * meanwhile: records on two pages, a short page in the middle, a total that moves (docs/failures.md F25). What looks so
 * is among the findings. Pages without an end are `Unexpected`.
 */
export const paginate = <A, At extends string | number | undefined, R = never>(options: {
  readonly name: string
  readonly schema: Shape<A>
  readonly by: Paging<At>
  readonly read: Read<At, R>
  /** What all pages together are: the name unless said. */
  readonly scope?: string
  /** Waits for a place in a rate limit before each attempt, as `Limiter.make` does. */
  readonly admit?: Effect.Effect<void>
  /** Of one attempt: 2 minutes. */
  readonly timeout?: Duration.Duration
  /** Attempts at one page after the first: five, over about half a minute. */
  readonly patience?: Waits
}): Source<A, R> => ({
  name: options.name,
  open: Effect.gen(function* () {
    const context = yield* Effect.context<R>()
    const { name, by, admit = Effect.void, timeout = Duration.minutes(2), patience = waits } = options
    const shape = shaped(options.schema)
    const pass = new Pass(name, by)
    const late = Effect.fail(new Unavailable({ message: `${name}: no page in time` }))
    const page = Effect.fnUntraced(function* (at: At) {
      const attempt = Effect.timeoutOrElse(attemptAt(name, options.read, at), {
        duration: timeout,
        orElse: () => late
      })
      const page = yield* again(Effect.andThen(admit, attempt), patience)
      const rows = numbered(name, pass.seen, page.records).map(shape)
      const after = pass.take(at, page)
      if (after instanceof Unexpected) return yield* after
      return [rows, after === undefined ? Option.none() : Option.some(after.next)] as const
    })
    return {
      rows: Stream.paginate(by.first, page).pipe(Stream.provideContext(context)),
      findings: [],
      coverage: Effect.sync(() => pass.coverage(options.scope ?? name))
    }
  })
})

/** Pages by their numbers, 1 and up unless said. */
export const byNumber = ({ first = 1 } = {}): Paging<number> => ({
  first,
  next: at => at + 1,
  counted: true
})

/** Pages by how many records come before them. */
export const byOffset = (): Paging<number> => ({
  first: 0,
  next: (at, { records }) => at + records.length,
  counted: true
})

/** Pages that each name the next, by a cursor or a link; the first is asked for without, the last names none. */
export const byCursor = <C extends string | number = string>(): Paging<C | undefined> => ({
  first: undefined,
  next: (_, { next }) => next,
  counted: false
})

type Read<At, R> = (
  at: At,
  signal: AbortSignal
) => Effect.Effect<Page<At>, SourceError, R> | PromiseLike<Page<At>>

/** One attempt; its signal is aborted when it takes too long or the run ends. */
const attemptAt = <At, R>(name: string, read: Read<At, R>, at: At): Effect.Effect<Page<At>, SourceError, R> =>
  Effect.scoped(
    Effect.gen(function* () {
      const abort = yield* Effect.acquireRelease(
        Effect.sync(() => new AbortController()),
        controller => Effect.sync(() => controller.abort())
      )
      const reading = yield* Effect.try({ try: () => read(at, abort.signal), catch: thrown(name) })
      const page = yield* Effect.isEffect(reading)
        ? reading
        : Effect.tryPromise({ try: () => reading, catch: thrown(name) })
      if (Array.isArray(page?.records)) return said(page)
      return yield* new Unexpected({ message: `${name}: a page without records; give [] when it is empty` })
    })
  )

/** JSON says with null that there is no total or no next page, and many services say so with an empty cursor. */
const said = <At>({ records, total, last, next }: Page<At>): Page<At> => ({
  records,
  total: typeof total === "number" ? total : undefined,
  last: last ?? undefined,
  next: next === "" ? undefined : (next ?? undefined)
})
