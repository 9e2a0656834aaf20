import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { counts } from "../School.ts"
import { attempt, type Expected } from "./Attempt.ts"

const created: Expected = { ledger: { created: 12 }, requests: 3, held: 12 }
const resent: Expected = { ledger: { created: 7, unchanged: 5 }, requests: 4, held: 12 }
const second = { after: 1 }

it.live.each<readonly [name: string, faults: ReadonlyArray<object>, expected: Expected]>([
  ["no fault", [], created],
  ["429 that does not say when", [{ kind: "429", ...second }], { ...created, requests: 4 }],
  [
    "429 for no seconds, twice",
    [{ kind: "429", retryAfter: 0, times: 2, ...second }],
    { ...created, requests: 5 }
  ],
  ["503 that does not say when", [{ kind: "503", ...second }], { ...created, requests: 4 }],
  ["503 for no seconds", [{ kind: "503", retryAfter: 0, ...second }], { ...created, requests: 4 }],
  ["a reset before the commit", [{ kind: "reset-before", ...second }], { ...created, requests: 4 }],
  [
    "two resets before the commit",
    [{ kind: "reset-before", times: 2, ...second }],
    { ...created, requests: 5 }
  ],
  ["a reset after the commit", [{ kind: "reset-after", ...second }], resent],
  ["a failure after the commit", [{ kind: "500-after", ...second }], resent],
  ["two failures after the commit", [{ kind: "500-after", times: 2, ...second }], { ...resent, requests: 5 }],
  ["two resets after the commit", [{ kind: "reset-after", times: 2, ...second }], { ...resent, requests: 5 }],
  ["a cut body", [{ kind: "cut-body", ...second }], resent],
  ["garbled chunks", [{ kind: "garbage", ...second }], resent],
  ["a page", [{ kind: "html", ...second }], resent],
  ["a page before the commit", [{ kind: "html", stored: false, ...second }], { ...created, requests: 4 }],
  ["a zip that swells", [{ kind: "gzip-bomb", ...second }], resent],
  ["a zip that does not swell much", [{ kind: "gzip-bomb", bytes: 100_000, times: "always" }], created],
  ["a body in no hurry", [{ kind: "slow-body", ms: 300, times: "always" }], created],
  ["text, as it says", [{ kind: "content-type", times: "always" }], created],
  ["a page, as it says", [{ kind: "content-type", type: "text/html", times: "always" }], created],
  [
    "UTF-16, as it says",
    [{ kind: "content-type", type: "application/json; charset=utf-16", times: "always" }],
    created
  ],
  ["a wrong index", [{ kind: "index-wrong", ...second }], resent],
  ["indexes from one", [{ kind: "index-one-based", ...second }], resent],
  [
    "a missing index",
    [{ kind: "index-missing", ...second }],
    { ...resent, ledger: { created: 11, unchanged: 1 } }
  ],
  [
    "a repeated index",
    [{ kind: "index-repeated", ...second }],
    { ...resent, ledger: { created: 11, unchanged: 1 } }
  ],
  [
    "a storage that fails",
    [{ kind: "storage", ...second }],
    { ledger: { created: 7, rejected: 5 }, requests: 3, held: 7 }
  ],
  ["a cut body of the first answer", [{ kind: "cut-body" }], resent],
  ["a page for the first answer", [{ kind: "html" }], resent],
  [
    "a missing index in the first answer",
    [{ kind: "index-missing" }],
    { ...resent, ledger: { created: 11, unchanged: 1 } }
  ]
])("%s: the run goes to its end", ([, faults, { ledger, requests, held }]) =>
  Effect.gen(function* () {
    const run = yield* attempt(faults)
    expect(counts(run.report)).toEqual(ledger)
    expect([run.report.ended._tag, run.report.requests, run.held]).toEqual(["Completed", requests, held])
  })
)

it.live.each<readonly [name: string, faults: ReadonlyArray<object>, expected: Expected]>([
  [
    "a cut body",
    [{ kind: "cut-body", times: 2, ...second }],
    { ledger: { created: 7, unknown: 5 }, requests: 4, held: 12 }
  ],
  [
    "a page",
    [{ kind: "html", times: 2, ...second }],
    { ledger: { created: 7, unknown: 5 }, requests: 4, held: 12 }
  ],
  [
    "a page before the commit",
    [{ kind: "html", stored: false, times: 2, ...second }],
    { ledger: { created: 7, unknown: 5 }, requests: 4, held: 7 }
  ],
  [
    "garbled chunks",
    [{ kind: "garbage", times: 2, ...second }],
    { ledger: { created: 7, unknown: 5 }, requests: 4, held: 12 }
  ],
  [
    "a zip that swells",
    [{ kind: "gzip-bomb", times: 2, ...second }],
    { ledger: { created: 7, unknown: 5 }, requests: 4, held: 12 }
  ],
  [
    "a wrong index",
    [{ kind: "index-wrong", times: 2, ...second }],
    { ledger: { created: 7, unknown: 5 }, requests: 4, held: 12 }
  ],
  [
    "indexes from one",
    [{ kind: "index-one-based", times: 2, ...second }],
    { ledger: { created: 7, unknown: 5 }, requests: 4, held: 12 }
  ],
  [
    "a missing index",
    [{ kind: "index-missing", times: 2, ...second }],
    { ledger: { created: 11, unknown: 1 }, requests: 4, held: 12 }
  ],
  [
    "a repeated index",
    [{ kind: "index-repeated", times: 2, ...second }],
    { ledger: { created: 11, unknown: 1 }, requests: 4, held: 12 }
  ]
])(
  "%s that comes again leaves records unknown, and they are not sent a third time",
  ([, faults, { ledger, requests, held }]) =>
    Effect.gen(function* () {
      const run = yield* attempt(faults)
      expect(counts(run.report)).toEqual(ledger)
      expect([run.report.ended._tag, run.report.requests, run.held]).toEqual(["Completed", requests, held])
    })
)

it.live.each<readonly [name: string, faults: ReadonlyArray<object>, expected: Expected]>([
  [
    "429 for longer than anyone waits",
    [{ kind: "429", retryAfter: 7, ...second }],
    { ledger: { created: 5, notAttempted: 7 }, requests: 2, held: 5 }
  ],
  [
    "429 until a date beyond that",
    [{ kind: "429", retryAfter: "date", ...second }],
    { ledger: { created: 5, notAttempted: 7 }, requests: 2, held: 5 }
  ],
  [
    "429 for ever",
    [{ kind: "429", times: "always", ...second }],
    { ledger: { created: 5, notAttempted: 7 }, requests: 4, held: 5 }
  ],
  [
    "429 for ever, for no seconds",
    [{ kind: "429", retryAfter: 0, times: "always", ...second }],
    { ledger: { created: 5, notAttempted: 7 }, requests: 4, held: 5 }
  ],
  [
    "429 for ever from the first",
    [{ kind: "429", times: "always" }],
    { ledger: { notAttempted: 12 }, requests: 3, held: 0 }
  ],
  [
    "503 for longer than anyone waits",
    [{ kind: "503", retryAfter: 7, ...second }],
    { ledger: { created: 5, unknown: 5, notAttempted: 2 }, requests: 2, held: 5 }
  ],
  [
    "503 until a date beyond that",
    [{ kind: "503", retryAfter: "date", ...second }],
    { ledger: { created: 5, unknown: 5, notAttempted: 2 }, requests: 2, held: 5 }
  ],
  [
    "503 for ever",
    [{ kind: "503", times: "always", ...second }],
    { ledger: { created: 5, unknown: 5, notAttempted: 2 }, requests: 4, held: 5 }
  ],
  [
    "resets for ever",
    [{ kind: "reset-after", times: "always", ...second }],
    { ledger: { created: 5, unknown: 5, notAttempted: 2 }, requests: 4, held: 10 }
  ],
  [
    "failures after the commit for ever",
    [{ kind: "500-after", times: "always", ...second }],
    { ledger: { created: 5, unknown: 5, notAttempted: 2 }, requests: 4, held: 10 }
  ]
])("%s: the target is given up as unavailable", ([, faults, { ledger, requests, held }]) =>
  Effect.gen(function* () {
    const run = yield* attempt(faults)
    expect(counts(run.report)).toEqual(ledger)
    expect([run.report.requests, run.held]).toEqual([requests, held])
    expect(run.report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unavailable" } })
  })
)

it.live.each<readonly [kind: string, unknown: number]>([
  ["cut-body", 5],
  ["garbage", 5],
  ["html", 5],
  ["gzip-bomb", 5],
  ["index-wrong", 5],
  ["index-one-based", 5],
  ["index-missing", 1],
  ["index-repeated", 1]
])("%s in the first answer and again: nothing more is sent", ([kind, unknown]) =>
  Effect.gen(function* () {
    const run = yield* attempt([{ kind, times: 2 }])
    const ledger = { created: 5 - unknown, unknown, notAttempted: 7 }
    expect(run.report.ledger).toMatchObject(ledger)
    expect([run.report.requests, run.held]).toEqual([2, 5])
    expect(run.report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unexpected" } })
  })
)
