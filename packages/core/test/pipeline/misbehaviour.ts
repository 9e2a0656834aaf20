/** What targets and sources do in trials beyond what histories have: what no type allows, and what no one expects. */
import { Duration, Effect } from "effect"
import type { AnyUpsert } from "../../src/entities/Entity.ts"
import type { Answer } from "../../src/sink/Answer.ts"
import { Refused, Unavailable, Unreadable } from "../../src/Trouble.ts"
import { accepts, answers, fails, type Reply, refuses } from "../ScriptedSink.ts"
import { replies } from "./histories.ts"

/** An answer that no type allows, as a connector in JavaScript may give it. */
const untyped =
  (value: unknown): Reply =>
  () =>
    Effect.succeed(value as Answer)

const refusesBatches =
  (which: (batch: ReadonlyArray<AnyUpsert>) => boolean): Reply =>
  batch =>
    which(batch) ? Effect.fail(new Refused({ message: "target: answered 400" })) : accepts(batch)

/** Trusts the status for what the answer does not list, which is everything. */
const trusts =
  (lists: Answer["lists"], allSucceeded: boolean): Reply =>
  () =>
    Effect.succeed({ items: [], lists, allSucceeded })

/** Every reply of a target. */
export const everyReply = {
  ...replies,
  throws: () => {
    throw new Error("a fault of the connector")
  },
  interrupts: () => Effect.interrupt,
  failsWithAnything: () => Effect.fail(new Error("no reason that the engine knows") as never),
  refusesMany: refusesBatches(batch => batch.length > 1),
  refusesPoison: refusesBatches(batch =>
    batch.some(upsert => /[05]$/.test(String(upsert.firstName ?? upsert.name)))
  ),
  refusesEach: fails(
    new Refused({
      message: "target: answered 422",
      rows: Array.from({ length: 40 }, (_, index) => ({ index }))
    })
  ),
  refusesNobody: fails(
    new Refused({
      message: "target: answered 422",
      rows: [-1, 0.5, Number.NaN, 99].map(index => ({ index }))
    })
  ),
  asksNothing: fails(
    new Unavailable({ message: "target: busy", retryAfter: Duration.zero, maybeApplied: true })
  ),
  late: batch => Effect.delay(accepts(batch), Duration.minutes(3)),
  failuresOnly: trusts("failuresOnly", true),
  trusted: trusts("none", true),
  distrusted: trusts("none", false),
  knowsAll: answers(items =>
    items.map((item, at) => ({ ...item, result: { _tag: at % 2 === 0 ? "Unarchived" : "Unchanged" } }))
  ),
  archived: answers(items =>
    items.map(item => ({
      ...item,
      result: { _tag: "Failed", code: "ARCHIVED_STUDENT_EXISTS", message: "archived" }
    }))
  ),
  refusesHalf: refuses((_, index) => index % 2 === 0),
  nothing: untyped(undefined),
  noItems: untyped({}),
  failsWithNothing: () => Effect.fail(undefined as never),
  nonsense: answers(items => items.map(item => ({ ...item, result: { _tag: "Filtered" } as never }))),
  words: answers(items => items.map(item => ({ ...item, result: "Created" as never }))),
  emptyItems: untyped({ items: [null, undefined], lists: "all", allSucceeded: true })
} as const satisfies { readonly [name: string]: Reply }

/** How a source is opened, where it does not simply open. */
export const openings = {
  fails: Effect.fail(new Unreadable({ message: "school.csv: is empty" })),
  dies: Effect.die(new Error("a fault of the connector")),
  hangs: Effect.never
} as const
