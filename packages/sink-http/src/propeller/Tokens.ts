/** One token for all that is sent to a target: fetched once, however many ask for it, and renewed in time. */
import { Cache, Duration, Effect, Exit, type Redacted } from "effect"

/** What a token endpoint has granted. */
export interface Granted {
  readonly token: Redacted.Redacted
  /** From now on. */
  readonly lasts: Duration.Duration
}

export interface Tokens<E> {
  /** The token in force; where there is none, one is fetched for all who are asking. A failure is not kept. */
  readonly current: Effect.Effect<Redacted.Redacted, E>
  /** Gives up a token that was refused, unless another has already taken its place. */
  readonly giveUp: (refused: Redacted.Redacted) => Effect.Effect<void>
}

/** Fetches a token when one is first asked for, and another before it ends. */
export const make = <E>(fetched: Effect.Effect<Granted, E>): Tokens<E> => {
  // A cache is made without doing anything else, so this is no more than a constructor.
  const cache = Effect.runSync(
    Cache.makeWith((_: "token") => fetched, {
      capacity: 1,
      timeToLive: exit => (Exit.isSuccess(exit) ? keptFor(exit.value) : Duration.zero)
    })
  )
  return {
    current: Effect.map(Cache.get(cache, "token"), ({ token }) => token),
    // A token endpoint may grant the same text again: what counts is the grant.
    giveUp: refused => Effect.asVoid(Cache.invalidateWhen(cache, "token", ({ token }) => token === refused))
  }
}

/** Renewed a minute before it ends (docs/contract.md 2.9); one that lives less than two, at half of its life. */
const keptFor = ({ lasts }: Granted): Duration.Duration =>
  Duration.max(Duration.subtract(lasts, Duration.minutes(1)), Duration.divideUnsafe(lasts, 2))
