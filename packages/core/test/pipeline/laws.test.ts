import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { identify, keyOf, parentOf, problems } from "../../src/entities/Entity.ts"
import type { Outcome } from "../../src/pipeline/Report.ts"
import { firstBatch } from "../../src/sink/Batches.ts"
import { balances } from "../../src/verdict/Ledger.ts"
import { accepted, kindOf, kinds, type Verdict } from "../../src/verdict/Verdict.ts"
import { type Request, refusal, weight } from "../ScriptedSink.ts"
import { type Given, type History, histories, rowsOf } from "./histories.ts"
import { type Played, play, type World, worlds } from "./play.ts"
import { isDenied, mayHaveStored, proved } from "./proved.ts"

const each = { arbitrary: { runs: 120, size: 60 } }

const nOf = ({ row }: Outcome): number => (row.at.line ?? 0) - 2

for (const [name, world] of Object.entries(worlds) as ReadonlyArray<[string, World]>) {
  const always = (claim: string, check: (played: Played, history: History) => void) =>
    it.effect.prop(
      claim,
      [histories],
      ([history]) => Effect.map(play(world, history), played => check(played, history)),
      each
    )
  const within = (request: Request): ReadonlyArray<number> => request.batch.map(world.n)
  const keyIn = (upsert: Request["batch"][number]): string | undefined => {
    const identity = identify(world.entity, upsert)
    return typeof identity === "object" ? identity.key : undefined
  }

  describe(`every run of ${name}, whatever its source and its target do`, () => {
    always(
      "balances, and tells of each row that it took once (Law 1)",
      ({ report, heard, closed }, history) => {
        const counted = Object.fromEntries(
          kinds.map(kind => [kind, heard.filter(({ verdict }) => kindOf(verdict) === kind).length])
        )
        expect(balances(report.ledger)).toBe(true)
        expect(report.ledger).toEqual({ read: heard.length, ...counted })
        const taken = rowsOf(history.given).slice(0, report.ledger.read)
        expect([...heard].sort((a, b) => nOf(a) - nOf(b)).map(({ row }) => row)).toEqual(taken)
        if (report.ended._tag !== "Interrupted") expect(taken).toHaveLength(history.given.length)
        expect(closed).toBe(true)
      }
    )

    always(
      "accepts what an answer proves, and says of the rest what it knows (Law 2)",
      ({ heard, requests, report }) => {
        const early = report.ended._tag === "TargetFailed" || report.ended._tag === "Interrupted"
        for (const outcome of heard) {
          const sent = requests.filter(request => within(request).includes(nOf(outcome)))
          if (sent.length === 0) expect(accepted(outcome.verdict)).toBe(false)
          else
            expect(proved(sent, nOf(outcome), world, early), `record ${nOf(outcome)}`).toContain(
              outcome.verdict._tag
            )
        }
      }
    )

    always("never sends a plain create again that may be stored (Law 3)", ({ requests }) => {
      const stored = new Set<number>()
      for (const request of requests) {
        const creates = request.batch.filter(upsert => keyIn(upsert) === undefined).map(world.n)
        expect(creates.filter(n => stored.has(n))).toEqual([])
        if (mayHaveStored(request)) for (const n of creates) stored.add(n)
      }
    })

    always("has no key twice in a request, and no parent with its child (Law 4)", ({ requests }) => {
      for (const { batch } of requests) {
        const sent = batch.map(keyIn).filter(key => key !== undefined)
        expect(new Set(sent).size).toBe(sent.length)
        const parents = batch.map(upsert => parentOf(world.entity, upsert))
        expect(sent.filter(key => parents.includes(key))).toEqual([])
        const apart = batch.flatMap(upsert => world.apart?.(upsert) ?? [])
        expect(new Set(apart).size).toBe(apart.length)
      }
    })

    always("keeps every request within the limits, the first small", ({ requests, report }, history) => {
      expect(report.requests).toBe(requests.length)
      expect(requests[0]?.batch.length ?? 0).toBeLessThanOrEqual(firstBatch)
      for (const { batch } of requests) {
        expect(batch.length).toBeGreaterThan(0)
        expect(batch.length).toBeLessThanOrEqual(history.records)
        expect(batch.reduce((sum, upsert) => sum + weight(upsert), 0)).toBeLessThanOrEqual(history.bytes)
      }
    })

    always(
      "sends only what the mapper gave and the entity takes, and says that it does (Laws 8 and 11)",
      ({ requests }, history) => {
        for (const { checked } of requests) expect(checked).toBe(true)
        for (const upsert of requests.flatMap(({ batch }) => batch)) {
          expect(problems(world.entity, upsert)).toEqual([])
          const given = history.given[world.n(upsert)]
          expect(given && world.mapper.map(given)).toMatchObject(upsert)
        }
      }
    )

    always(
      "sends each key's first good row, and names it to the others (Law 4, F7)",
      ({ heard, requests }) => {
        const firsts = new Map<string, number>()
        for (const outcome of [...heard].sort((a, b) => nOf(a) - nOf(b))) {
          const { key, verdict } = outcome
          if (key === undefined || early(verdict)) continue
          const first = firsts.get(key)
          if (first === undefined) firsts.set(key, nOf(outcome))
          else
            expect(verdict).toEqual({
              _tag: "Duplicate",
              first: { origin: "school.csv", line: first + 2 },
              identical: false
            })
        }
        const sent = requests.flatMap(({ batch }) => batch.filter(upsert => keyIn(upsert) !== undefined))
        expect(sent.map(upsert => firsts.get(keyIn(upsert) ?? ""))).toEqual(sent.map(world.n))
      }
    )

    always(
      "sends nothing after a denial, and nothing after it was stopped",
      ({ requests, report }, history) => {
        const denied = requests.findIndex(isDenied)
        if (denied !== -1) {
          expect(requests).toHaveLength(denied + 1)
          expect(["TargetFailed", "Interrupted"]).toContain(report.ended._tag)
        }
        if (history.stop !== undefined) {
          for (const { at } of requests) expect(at).toBeLessThanOrEqual(1 + history.stop * 1000)
        }
      }
    )
  })
}

/** Whether a row was settled before its key was claimed. */
const early = (verdict: Verdict): boolean =>
  verdict._tag === "Rejected" && earlyCodes.has(verdict.code) && verdict.message !== refusal.message

const earlyCodes = new Set([
  "RAGGED_ROW",
  "MAPPER_FAILED",
  "VALIDATION_ERROR",
  "KEY_MISSING",
  "AMBIGUOUS_PROFESSOR_IDENTIFIER",
  "RECORD_TOO_LARGE"
])

describe.each([worlds.groups, worlds.users])("a tree of $entity.plural", (world: World) => {
  const keyed = (key: string | undefined) => (key === undefined ? undefined : world.keyOf(key))
  const parents = (history: History) =>
    new Map(history.given.map(({ n, parent }: Given) => [n, keyed(parent)]))

  it.effect.prop(
    "has each level sent after the answer to the one above, and nothing below what failed (F41, F42)",
    [histories],
    ([history]) =>
      Effect.map(play(world, history), ({ heard, requests }) => {
        const parentOf = parents(history)
        const verdictOf = new Map(
          heard.flatMap(({ key, verdict }) =>
            key === undefined || verdict._tag === "Duplicate" || early(verdict)
              ? []
              : [[key, verdict] as const]
          )
        )
        for (const outcome of heard) {
          const n = nOf(outcome)
          const parent = parentOf.get(n)
          const above = parent === undefined ? undefined : verdictOf.get(parent)
          const place = requests.findIndex(({ batch }) => batch.some(upsert => world.n(upsert) === n))
          if (outcome.verdict._tag === "Blocked") {
            expect(place).toBe(-1)
            expect(outcome.verdict.parent).toBe(parent)
            expect(above === undefined || !accepted(above)).toBe(true)
          }
          if (place === -1 || above === undefined) continue
          expect(accepted(above)).toBe(true)
          const before = requests.slice(0, place).flatMap(({ batch }) => batch)
          expect(before.some(upsert => keyOf(world.entity, upsert) === parent)).toBe(true)
        }
      }),
    each
  )
})
