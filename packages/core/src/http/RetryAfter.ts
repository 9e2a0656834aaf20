/** The Retry-After header in both its forms (RFC 9110, 10.2.3). */
import { Clock, Duration, Effect } from "effect"

/** How long the other side asks to wait, never less than nothing; `undefined` when it does not say or says nonsense. */
export const retryAfter = (header: string | undefined): Effect.Effect<Duration.Duration | undefined> =>
  Effect.map(Clock.currentTimeMillis, now => {
    const text = header?.trim() ?? ""
    if (/^\d{1,9}$/.test(text)) return Duration.seconds(Number(text))
    // Three forms of date, all of them GMT whether they say so or not; Date.parse alone would also take "7.5".
    const at = /^[A-Za-z]{3}/.test(text) ? Date.parse(/GMT$/.test(text) ? text : `${text} GMT`) : Number.NaN
    return Number.isNaN(at) ? undefined : Duration.millis(Math.max(0, at - now))
  })
