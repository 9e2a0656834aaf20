/** How often and how long something unavailable is tried again: the same for what is read and for what is sent. */
import { Duration, Effect, Random } from "effect"
import type { Unavailable } from "./Trouble.ts"

export interface Waits {
  /** Attempts at one request after the first. */
  readonly retries: number
  /** The first wait; it doubles each time, with jitter. */
  readonly firstWait: Duration.Duration
  /** The longest wait; who asks for more is given up. */
  readonly longestWait: Duration.Duration
}

/** Five attempts more, over about half a minute. */
export const waits: Waits = {
  retries: 5,
  firstWait: Duration.seconds(1),
  longestWait: Duration.minutes(2)
}

/** How long to wait after so many waits, given what the other side asked for; nothing when it is not worth one. */
export const next = (
  { retries, firstWait, longestWait }: Waits,
  waited: number,
  asked: Duration.Duration | undefined
): Effect.Effect<Duration.Duration | undefined> =>
  Effect.map(Random.nextBetween(0.5, 1), share => {
    if (waited >= retries) return undefined
    if (asked !== undefined && Duration.isGreaterThan(asked, longestWait)) return undefined
    const doubled = Duration.min(Duration.times(firstWait, 2 ** waited), longestWait)
    return asked ?? Duration.times(doubled, share)
  })

/** Makes an attempt, and others while it is `Unavailable`; only for what changes nothing (Law 3). */
export const again = <A, E extends { readonly _tag: string }, R>(
  attempt: Effect.Effect<A, E | Unavailable, R>,
  patience: Waits
): Effect.Effect<A, E | Unavailable, R> => {
  const from = (waited: number): Effect.Effect<A, E | Unavailable, R> =>
    Effect.catchIf(attempt, isUnavailable, error =>
      Effect.flatMap(next(patience, waited, error.retryAfter), wait =>
        wait === undefined ? Effect.fail(error) : Effect.delay(from(waited + 1), wait)
      )
    )
  return from(0)
}

const isUnavailable = (error: { readonly _tag: string }): error is Unavailable => error._tag === "Unavailable"
