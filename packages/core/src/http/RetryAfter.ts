/** The Retry-After header in both its forms (RFC 9110, 10.2.3). */
import { Clock, Duration, Effect } from "effect"

/** How long the other side asks to wait, never less than nothing; `undefined` when it does not say or says nonsense. */
export const retryAfter = (header: string | undefined): Effect.Effect<Duration.Duration | undefined> =>
  Effect.map(Clock.currentTimeMillis, now => {
    const text = header?.trim() ?? ""
    if (/^\d{1,9}$/.test(text)) return Duration.seconds(Number(text))
    const at = dates.test(text) ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`) : Number.NaN
    return Number.isNaN(at) ? undefined : Duration.millis(Math.max(0, at - now))
  })

/** The three forms of date, all of them GMT whether they say so or not; Date.parse alone takes "retry 120" for one. */
const dates = /^[A-Z][a-z]{2,8},? [\dA-Za-z -]+ \d\d:\d\d:\d\d( \d{4})?( GMT)?$/
