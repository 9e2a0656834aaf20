/** Every kind of fault, by its name (docs/sandbox.md). */
import { Effect, Schema } from "effect"
import * as Connection from "../Connection.ts"
import { CommitFails } from "../FailingStorage.ts"
import * as bodies from "./bodies.ts"
import { items, lastItem } from "./items.ts"
import { connectionKind, kind } from "./Kind.ts"
import { refuse } from "./Refuse.ts"
import * as refusals from "./refusals.ts"
import { unnamed } from "./unnamed.ts"

const milliseconds = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 600_000 }))

/** To add a kind, add an entry: the fields it takes, and what it does around the answer. */
export const kinds = {
  /** Waits before the request is looked at. */
  delay: kind({ ms: milliseconds }, ({ ms }) => Effect.delay(ms)),
  "slow-accept": connectionKind({ ms: milliseconds }, ({ ms }) => ms),
  "429": refusals.busy(429),
  "503": refusals.busy(503),
  refuse: refusals.refused,
  poison: refusals.poisoned,
  redirect: refusals.redirected,
  /** Every token ends before the request that shows one is looked at. */
  "token-ends": kind(
    {},
    (_, { revokeTokens }) =>
      answer =>
        Effect.andThen(Effect.sync(revokeTokens), answer)
  ),
  unnamed,
  /** The connection is reset before anything is stored. */
  "reset-before": kind({}, () => () => Connection.reset),
  /** All is stored, and the connection is reset without an answer. */
  "reset-after": kind({}, () => answer => Effect.andThen(answer, Connection.reset)),
  /** All is stored, and the answer says that the server failed. */
  "500-after": kind({}, () => Effect.andThen(refuse(500, "something broke, after all was stored"))),
  /** The process ends in the middle of the request, as by a power cut. */
  kill: kind({ when: Schema.Literals(["before", "after"]) }, ({ when }, { kill }) => {
    if (kill === undefined) {
      return "kill: this sandbox shares its process with others and was given no way to end it; use `rollcall sandbox`"
    }
    const die = Effect.andThen(Effect.sync(kill), Connection.reset)
    return answer => (when === "before" ? die : Effect.andThen(answer, die))
  }),
  /** All is stored, and the answer breaks off in its middle. */
  "cut-body": kind({}, () => Effect.flatMap(Connection.cut)),
  /** All is stored, and the answer's chunks are garbled on the wire. */
  garbage: kind({}, () => Effect.flatMap(Connection.garble)),
  "slow-body": bodies.trickled(milliseconds),
  html: bodies.html,
  "content-type": bodies.mislabelled,
  "gzip-bomb": bodies.inflating,
  /** The last item names a record beyond the batch. */
  "index-wrong": lastItem((item, count) => ({ ...item, place: count })),
  /** The last item names no record. */
  "index-missing": lastItem(item => ({ ...item, place: undefined })),
  /** The last item stands there twice. */
  "index-repeated": items(all => [...all, ...all.slice(-1)]),
  /** Records are counted from 1. */
  "index-one-based": items(all => all.map((item, index) => ({ ...item, place: index + 1 }))),
  /** Nothing is stored: CREATE_FAILED and UPDATE_FAILED. */
  storage: kind({}, () => Effect.provideService(CommitFails, true))
}
