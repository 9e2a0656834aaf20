/** One rate limit for everything that is sent to one target. */
import { Clock, Duration, Effect, Semaphore } from "effect"

/** So many requests within any span of this length. */
export interface Rate {
  readonly requests: number
  readonly per: Duration.Duration
}

/**
 * Waits, first come first served, until one more request may be made. Share one effect among all that talks to a
 * target. Unlike a token bucket, which lets up to twice the limit through in its first span, no span ever holds more
 * than `requests`. Throws a RangeError for a rate that allows nothing.
 */
export const make = ({ requests, per }: Rate): Effect.Effect<void> => {
  if (!(requests >= 1)) throw new RangeError("a rate must allow at least one request")
  const turn = Semaphore.makeUnsafe(1)
  const started: Array<number> = []
  const wait = Effect.gen(function* () {
    const oldest = started.length < requests ? undefined : started[0]
    const now = yield* Clock.currentTimeMillis
    const until = oldest === undefined ? now : oldest + Duration.toMillis(per)
    yield* Effect.sleep(Duration.millis(Math.max(0, until - now)))
    if (oldest !== undefined) started.shift()
    started.push(yield* Clock.currentTimeMillis)
  })
  return turn.withPermit(wait)
}
