/** Every kind of fault, by its name. */
import { Clock, Effect, Schema } from "effect"
import { HttpServerResponse } from "effect/http"
import * as Refusal from "../../api/Refusal.ts"
import * as Connection from "../Connection.ts"
import { CommitFails } from "../FailingStorage.ts"
import { kind } from "./Kind.ts"

interface Item {
  readonly inputIndex?: number
}

/** Alters the items of an answer; other answers pass as they are. */
const items = (change: (items: ReadonlyArray<Item>) => ReadonlyArray<Item>) =>
  kind({}, () =>
    Effect.flatMap(response =>
      Effect.promise(async () => {
        const body = (await HttpServerResponse.toWeb(response).json()) as { results?: ReadonlyArray<Item> }
        if (body.results === undefined) return response
        const altered = { ...body, results: change(body.results) }
        return HttpServerResponse.jsonUnsafe(altered, { status: response.status })
      })
    )
  )

const last = (all: ReadonlyArray<Item>, change: (item: Item) => Item) =>
  all.map((item, index) => (index === all.length - 1 ? change(item) : item))

const retryAfter = {
  retryAfter: Schema.optionalKey(
    Schema.Union([Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)), Schema.Literal("date")]).annotate({
      message: `must be seconds or "date"`
    })
  )
}

/** A date is the earliest whole second that is at least one second away. */
const refused = (code: "RATE_LIMITED" | "UNAVAILABLE") =>
  kind(
    retryAfter,
    ({ retryAfter }) =>
      () =>
        Effect.map(Clock.currentTimeMillis, now => {
          const refusal = Refusal.refuse(code, "not now; nothing was stored")
          if (retryAfter === undefined) return Refusal.respond(refusal)
          const date = new Date(Math.ceil(now / 1000 + 1) * 1000)
          return Refusal.respond(refusal, {
            "retry-after": retryAfter === "date" ? date.toUTCString() : String(retryAfter)
          })
        })
  )

const milliseconds = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 600_000 }))

/** To add a kind, add an entry: the fields it takes, and what it does around the answer. */
export const kinds = {
  /** Waits before the request is looked at. */
  delay: kind({ ms: milliseconds }, ({ ms }) => Effect.delay(ms)),
  "429": refused("RATE_LIMITED"),
  "503": refused("UNAVAILABLE"),
  /** The connection is reset before anything is stored. */
  "reset-before": kind({}, () => () => Connection.reset),
  /** All is stored, and the connection is reset without an answer. */
  "reset-after": kind({}, () => answer => Effect.andThen(answer, Connection.reset)),
  /** All is stored, and the answer breaks off in its middle. */
  "cut-body": kind({}, () => Effect.flatMap(Connection.cut)),
  /** The last item names a record beyond the batch. */
  "index-wrong": items(all => last(all, item => ({ ...item, inputIndex: all.length }))),
  /** The last item names no record. */
  "index-missing": items(all => last(all, ({ inputIndex: _, ...item }) => item)),
  /** The last item stands there twice. */
  "index-repeated": items(all => [...all, ...all.slice(-1)]),
  /** Records are counted from 1. */
  "index-one-based": items(all => all.map((item, index) => ({ ...item, inputIndex: index + 1 }))),
  /** Nothing is stored: CREATE_FAILED and UPDATE_FAILED. */
  storage: kind({}, () => Effect.provideService(CommitFails, true))
}
