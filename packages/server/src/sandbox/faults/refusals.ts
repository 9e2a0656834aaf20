/** Requests that are turned away whole: nothing is stored, and no record is named. */
import { Clock, Effect, Schema } from "effect"
import { HttpServerResponse } from "effect/http"
import { type Around, kind } from "./Kind.ts"
import { refuse, type Status } from "./Refuse.ts"

const retryAfter = {
  retryAfter: Schema.optionalKey(
    Schema.Union([Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)), Schema.Literal("date")]).annotate({
      message: `must be seconds or "date"`
    })
  )
}

/** Not now. A date is the earliest whole second that is at least one second away. */
export const busy = (status: 429 | 503) =>
  kind(
    retryAfter,
    ({ retryAfter }) =>
      () =>
        Effect.flatMap(Clock.currentTimeMillis, now => {
          const message = "not now; nothing was stored"
          if (retryAfter === undefined) return refuse(status, message)
          const date = new Date(Math.ceil(now / 1000 + 1) * 1000)
          return refuse(status, message, {
            "retry-after": retryAfter === "date" ? date.toUTCString() : String(retryAfter)
          })
        })
  )

const status = Schema.Literals([400, 413, 422])

const turnedAway =
  (status: Status): Around =>
  () =>
    refuse(status, "the request is refused as it stands; nothing was stored")

/** Every request. */
export const refused = kind({ status }, ({ status }) => turnedAway(status))

/** Every request that carries one of these keys. */
export const poisoned = kind(
  {
    status,
    keys: Schema.Array(Schema.String).check(Schema.isMinLength(1, { message: "must name at least one key" }))
  },
  ({ status }) => turnedAway(status),
  ({ keys }) => keys
)

const fieldText = Schema.String.check(
  Schema.isPattern(/^[!-~]+$/u, { message: "must be an address as it stands in a header" })
)

/** To elsewhere; nobody is there unless said. */
export const redirected = kind(
  {
    status: Schema.optionalKey(Schema.Literals([301, 302, 303, 307, 308])),
    location: Schema.optionalKey(fieldText)
  },
  ({ status = 307, location = "http://elsewhere.invalid/" }) =>
    () =>
      Effect.succeed(HttpServerResponse.empty({ status, headers: { location } }))
)
