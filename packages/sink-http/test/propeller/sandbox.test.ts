/** Users against the sandbox: what its endpoint refuses, and what becomes of the others. */
import { expect, it } from "@effect/vitest"
import { Mapper, Pipeline, Row, Source, User } from "@rollcall/core"
import * as Sandbox from "@rollcall/server/sandbox"
import { Duration, Effect, Redacted, Schema, Stream } from "effect"
import { Propeller } from "../../src/index.ts"
import { apiKey, patience } from "../Target.ts"

type Line = { readonly [column: string]: string }

/** A sandbox that forbids `company`, and a target there. */
const arena = (options: Partial<Propeller.Options> = {}, users: Sandbox.Options["users"] = {}) =>
  Effect.gen(function* () {
    const key = Redacted.make(apiKey)
    const { url, directory } = yield* Sandbox.start({ apiKey: key, users: { forbid: ["company"], ...users } })
    const call = (method: string, path: string, body?: unknown) =>
      Effect.promise(async () => {
        const headers = { authorization: `Bearer ${apiKey}` }
        const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
        return (await fetch(`${url}/sandbox/${path}`, init)).text()
      })
    const target = Propeller.target({
      clientId: apiKey,
      clientSecret: apiKey,
      baseUrl: `${url}/v2`,
      tokenUrl: `${url}/oauth2/token`,
      rate: { requests: 1000, per: Duration.seconds(1) },
      patience,
      ...options
    })
    return {
      target,
      faults: (faults: ReadonlyArray<unknown>) => call("PUT", "faults", faults),
      held: Stream.runCount(directory.held(User)),
      /** Requests to the endpoint for users. */
      requests: Effect.map(call("GET", "requests"), text => (JSON.parse(text) as { users: number }).users)
    }
  })

const mapper = Mapper.make(User, (row: Line) => ({
  source: "Ypareo",
  sourceId: row.id,
  firstName: row.name,
  company: row.company
}))

/** So many users, the first on line 2; what is told of some of them replaces what they have. */
const users = (count: number, odd: { readonly [line: number]: Line } = {}): Source.Source<Line> =>
  Source.make({
    name: "users.csv",
    schema: Schema.Record(Schema.String, Schema.String),
    read: Stream.fromIterable(
      Array.from({ length: count }, (_, at) =>
        Row.read({ origin: "users.csv", line: at + 2 }, { id: String(at + 1), name: "Ada", ...odd[at + 2] })
      )
    )
  })

/** By their lines: seven without a first name, three with a company, none of them among the first ten. */
const nameless = [50, 100, 150, 400, 401, 900, 1001]
const employed = [60, 500, 1000]
const odd = Object.fromEntries<Line>([
  ...nameless.map(line => [line, { id: String(line - 1), name: "" }] as const),
  ...employed.map(line => [line, { id: String(line - 1), name: "Ada", company: "Acme" }] as const)
])

const run = (target: Propeller.PropellerTarget, source: Source.Source<Line>) =>
  Effect.gen(function* () {
    const rejected: Array<readonly [line: number | undefined, code: string, note: string | undefined]> = []
    const report = yield* Pipeline.run(
      { source, mapper, sink: target.users },
      {
        onOutcomes: outcomes =>
          Effect.sync(() => {
            for (const { at, verdict } of outcomes)
              if (verdict._tag === "Rejected") rejected.push([at.line, verdict.code, verdict.note])
          })
      }
    )
    return { report, rejected: rejected.toSorted(([a = 0], [b = 0]) => a - b) }
  })

it.live("of 1,000 users under trust, the ten that the target refuses are rejected with its words", () =>
  Effect.gen(function* () {
    const { target, held, requests } = yield* arena({ trust: "server" })
    const { report, rejected } = yield* run(target, users(1000, odd))
    expect(report).toMatchObject({
      ended: { _tag: "Completed" },
      ledger: { read: 1000, created: 990, rejected: 10, unknown: 0 }
    })
    const expected = [
      ...nameless.map(
        line => [line, "REQUIRED_FIELD_MISSING", "required key [firstName] not found"] as const
      ),
      ...employed.map(
        line => [line, "VALIDATION_ERROR", "extraneous key [company] is not permitted"] as const
      )
    ].toSorted(([a], [b]) => a - b)
    expect(rejected).toEqual(
      expected.map(([line, code, words]) => [line, code, expect.stringContaining(words)])
    )
    expect(yield* held).toBe(990)
    expect(yield* requests).toBeLessThanOrEqual(3)
    const again = yield* run(target, users(1000, odd))
    expect(again.report.ledger).toMatchObject({ created: 0, updated: 990, rejected: 10 })
    expect(yield* held).toBe(990)
  }).pipe(Effect.scoped)
)

it.live("without trust, those that lack what every request needs are rejected before anything is sent", () =>
  Effect.gen(function* () {
    const { target, requests } = yield* arena()
    const { report, rejected } = yield* run(target, users(1000, odd))
    expect(report.ledger).toMatchObject({ read: 1000, created: 990, rejected: 10 })
    const before = rejected.filter(([, , note]) => note === undefined)
    expect(before.map(([line, code]) => [line, code])).toEqual(
      nameless.map(line => [line, "REQUIRED_FIELD_MISSING"])
    )
    expect(yield* requests).toBeLessThanOrEqual(3)
  }).pipe(Effect.scoped)
)

it.live("a target that names no row has its ten found by halving, within the bound of a search", () =>
  Effect.gen(function* () {
    const { target, held, faults, requests } = yield* arena({ trust: "server", batchRecords: 250 })
    yield* faults([{ kind: "unnamed", times: "always" }])
    const { report, rejected } = yield* run(target, users(1000, odd))
    expect(report.ledger).toMatchObject({ read: 1000, created: 990, rejected: 10, unknown: 0 })
    expect(rejected.map(([line]) => line)).toEqual([...nameless, ...employed].toSorted((a, b) => a - b))
    expect(yield* held).toBe(990)
    // The first ten, four batches, and for each bad record of a batch two halves for every time 250 is halved.
    expect(yield* requests).toBeLessThanOrEqual(1 + 4 + 10 * 2 * 8)
  }).pipe(Effect.scoped)
)

it.live(
  "a token that ends in the middle of 50 batches is renewed once; none is lost, none counted twice",
  () =>
    Effect.gen(function* () {
      const { target, held, faults, requests } = yield* arena({ batchRecords: 20 })
      yield* faults([{ kind: "token-ends", after: 25 }])
      const { report } = yield* run(target, users(10 + 49 * 20))
      expect(report).toMatchObject({ ended: { _tag: "Completed" }, ledger: { read: 990, created: 990 } })
      expect(yield* held).toBe(990)
      expect(yield* requests).toBe(51)
    }).pipe(Effect.scoped)
)
