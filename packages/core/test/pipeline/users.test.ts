import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Duration, Effect } from "effect"
import { keyOf, parentOf, relaxed } from "../../src/entities/Entity.ts"
import { User } from "../../src/entities/User.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Outcome } from "../../src/pipeline/Report.ts"
import type { Sink } from "../../src/sink/Sink.ts"
import { read } from "../../src/source/Row.ts"
import { Refused } from "../../src/Trouble.ts"
import { list, number, pick } from "../generate.ts"
import { inTestTime } from "../inTestTime.ts"
import { fails, type Reply, refuses, scriptedSink } from "../ScriptedSink.ts"
import { type Act, lines, scriptedSource } from "../ScriptedSource.ts"

interface Person {
  readonly id: string
  readonly language?: string
  readonly boss?: string
  readonly name?: string
}

const columns = [{ field: "firstName", column: "PRENOM", required: true }]
const toUser = Mapper.make(
  User,
  ({ id, language, boss, name }: Person) => ({
    sourceId: id,
    source: "acme",
    language,
    firstName: name ?? "Ann",
    parent: { sourceId: boss, source: "acme" }
  }),
  columns
)

type Users = (typeof User)["fields"]

interface Options {
  readonly script?: ReadonlyArray<Reply>
  readonly records?: number
  /** What the sink has beyond those of other tests. */
  readonly sink?: Partial<Sink<Users>>
}

const run = (acts: ReadonlyArray<Act<Person>>, { records = 1000, script, sink: more }: Options = {}) =>
  Effect.gen(function* () {
    const sink = scriptedSink({
      entity: User,
      limits: { records },
      apart: ({ sourceId }) => String(sourceId),
      ...(script && { script })
    })
    const heard: Array<Outcome> = []
    const report = yield* inTestTime(
      Pipeline.run(
        { source: scriptedSource(acts, { columns: ["PRENOM"] }), mapper: toUser, sink: { ...sink, ...more } },
        { onOutcomes: outcomes => Effect.sync(() => void heard.push(...outcomes)) }
      )
    )
    const verdicts = heard.toSorted((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0))
    return {
      report,
      verdicts: verdicts.map(({ verdict }) => verdict),
      tags: verdicts.map(({ verdict }) => verdict._tag),
      keys: verdicts.map(({ key }) => key),
      batches: sink.requests.map(({ batch }) => batch),
      checked: sink.requests.map(({ checked }) => checked),
      ids: sink.requests.map(({ batch }) => batch.map(user => user.sourceId)),
      times: sink.requests.map(({ at }) => at)
    }
  })

const people = (count: number, from = 0): ReadonlyArray<Person> =>
  Array.from({ length: count }, (_, at) => ({ id: `p${from + at}` }))

describe("users who name a parent (F41, F42, Law 6)", () => {
  it.effect("wait for the end of the source; the others are sent as they come", () =>
    Effect.gen(function* () {
      const child = { id: "child", boss: "p29" }
      const acts = [lines([child, ...people(25)]), { wait: Duration.hours(1) }, lines(people(5, 25))]
      const { ids, times, report } = yield* run(acts, { records: 10 })
      expect(ids.map(batch => batch.length)).toEqual([10, 10, 10, 1])
      expect(ids[3]).toEqual(["child"])
      expect(times.slice(0, 2).every(at => at < 3_600_000)).toBe(true)
      expect(report.ledger).toMatchObject({ read: 31, created: 31 })
    })
  )

  it.effect("are blocked when the parent was refused, even though it was sent long before", () =>
    Effect.gen(function* () {
      const acts = [
        lines([
          { id: "boss" },
          ...people(12),
          { id: "child", boss: "boss" },
          { id: "grandchild", boss: "child" }
        ])
      ]
      const { verdicts, ids } = yield* run(acts, { script: [refuses(({ sourceId }) => sourceId === "boss")] })
      expect(verdicts.slice(-2)).toEqual([
        { _tag: "Blocked", parent: "boss/acme" },
        { _tag: "Blocked", parent: "child/acme" }
      ])
      expect(ids.flat()).not.toContain("child")
    })
  )

  it.effect("are not blocked by a bad row that repeats a parent who was taken", () =>
    Effect.gen(function* () {
      const later = [
        { id: "boss", name: "x".repeat(300) },
        { id: "child", boss: "boss" }
      ]
      const acts = [
        lines([{ id: "boss" }, ...people(12)]),
        { wait: Duration.hours(1) },
        { rows: later.map((person, at) => read({ origin: "school.csv", line: 50 + at }, person)) }
      ]
      const { tags } = yield* run(acts, { records: 5 })
      expect(tags.slice(-2)).toEqual(["Rejected", "Created"])
    })
  )

  it.effect("in a circle are rejected with their keys", () =>
    Effect.gen(function* () {
      const acts = [
        lines([{ id: "a", boss: "b" }, { id: "b", boss: "a" }, { id: "c", boss: "a" }, { id: "d" }])
      ]
      const { verdicts } = yield* run(acts)
      const circle = { _tag: "Rejected", code: "USER_CYCLE", field: "parent" }
      expect(verdicts).toMatchObject([
        { ...circle, message: expect.stringContaining("a/acme → b/acme") as unknown },
        circle,
        { _tag: "Blocked", parent: "a/acme" },
        { _tag: "Created" }
      ])
    })
  )

  it.effect("in another language than the parent they name are sent, for the target to judge (2.7)", () =>
    Effect.gen(function* () {
      const acts = [
        lines([
          { id: "boss", language: "fr" },
          { id: "child", boss: "boss" }
        ])
      ]
      const { ids, keys } = yield* run(acts, { script: [refuses(() => true)] })
      expect(ids).toEqual([["boss"], ["child"]])
      expect(keys).toEqual(["boss/acme/fr", "child/acme"])
    })
  )

  const person = Arbitrary.map(
    Arbitrary.all([number(0, 30), pick(undefined, undefined, "fr"), number(-30, 30)]),
    ([id, language, boss]): Person => ({
      id: `p${id}`,
      ...(language && { language }),
      ...(boss >= 0 && { boss: `p${boss}` })
    })
  )

  it.effect.prop(
    "come after their parent, whatever the order of the rows; each row has one verdict",
    [list(person, 40), number(1, 12)],
    ([rows, records]) =>
      Effect.map(run([lines(rows)], { records }), ({ batches, report, tags }) => {
        expect(tags).toHaveLength(rows.length)
        expect(report.ledger.read).toBe(rows.length)
        const request = new Map(
          batches.flatMap((batch, at) => batch.map(user => [keyOf(User, user), at] as const))
        )
        for (const [at, batch] of batches.entries()) {
          for (const user of batch) {
            const above = request.get(parentOf(User, user))
            if (above !== undefined) expect(above).toBeLessThan(at)
          }
        }
      }),
    { arbitrary: { runs: 200, size: 60 } }
  )
})

describe("users whom an answer could not tell apart (docs/contract.md 2.5)", () => {
  const person = Arbitrary.map(
    Arbitrary.all([number(0, 5), pick(undefined, "fr", "en", "nl"), number(-9, 5)]),
    ([id, language, boss]): Person => ({
      id: `p${id}`,
      ...(language && { language }),
      ...(boss >= 0 && { boss: `p${boss}` })
    })
  )

  it.effect.prop(
    "never share a request, and each has one verdict",
    [list(person, 30), number(1, 12)],
    ([rows, records]) =>
      Effect.map(run([lines(rows)], { records }), ({ ids, tags, report }) => {
        for (const batch of ids) expect(new Set(batch).size).toBe(batch.length)
        expect(tags).toHaveLength(rows.length)
        expect(report.ledger.created).toBe(ids.flat().length)
        expect(report.ledger.notAttempted + report.ledger.unknown).toBe(0)
      }),
    { arbitrary: { runs: 200, size: 60 } }
  )

  it.effect("are few requests where ids differ", () =>
    Effect.gen(function* () {
      const { ids } = yield* run([lines([...people(100), { id: "p50", language: "fr" }, { id: "q" }])])
      expect(ids.map(batch => batch.length)).toEqual([10, 90, 2])
    })
  )
})

describe("a refusal that names rows (docs/contract.md 2.4)", () => {
  it.effect("rejects each for its own reason, in the words of its column; the rest goes on", () =>
    Effect.gen(function* () {
      const rows = [
        { index: 1, code: "REQUIRED_FIELD_MISSING", field: "firstName", note: "required key [firstName]" },
        { index: 3, note: "extraneous key [company]" }
      ]
      const refused = new Refused({ message: "school: refused the request", rows, note: "all of it" })
      const { verdicts, report } = yield* run([lines(people(6))], { script: [fails(refused)] })
      const { message } = refused
      const created = { _tag: "Created" }
      expect(verdicts).toEqual([
        created,
        {
          _tag: "Rejected",
          code: "REQUIRED_FIELD_MISSING",
          field: "firstName",
          column: "PRENOM",
          message,
          note: "required key [firstName]"
        },
        created,
        { _tag: "Rejected", code: "REMOTE_REJECTED", message, note: "extraneous key [company]" },
        created,
        created
      ])
      expect(report.requests).toBe(2)
    })
  )
})

describe("what a sink says of its fields", () => {
  it.effect("is asked of every record: what it does not take is not sent", () =>
    Effect.gen(function* () {
      const { batches, report } = yield* run([lines([{ id: "a", language: "fr" }])], {
        sink: { takes: field => field !== "language" }
      })
      expect(batches).toEqual([[{ sourceId: "a", source: "acme", firstName: "Ann" }]])
      expect(report.warnings).toEqual([{ code: "FIELD_DROPPED", field: "language", count: 1 }])
    })
  )

  it.effect("keeps the records from being called checked, and so does another entity than the mapper's", () =>
    Effect.gen(function* () {
      const checked = Effect.fnUntraced(function* (sink?: Options["sink"]) {
        return (yield* run([lines(people(1))], sink && { sink })).checked
      })
      expect(yield* checked()).toEqual([true])
      expect(yield* checked({ takes: () => true })).toEqual([false])
      expect(yield* checked({ trust: "server" })).toEqual([false])
      expect(yield* checked({ entity: relaxed(User, ["firstName"]) })).toEqual([false])
    })
  )

  it.effect("may leave the checking to the target", () =>
    Effect.gen(function* () {
      const nameless = [lines([{ id: "a", name: " " }])]
      const trusting = yield* run(nameless, { sink: { trust: "server" } })
      expect(trusting.batches).toEqual([[{ sourceId: "a", source: "acme" }]])
      const checking = yield* run(nameless)
      expect(checking.batches).toEqual([])
      expect(checking.verdicts).toMatchObject([
        { _tag: "Rejected", code: "REQUIRED_FIELD_MISSING", field: "firstName", column: "PRENOM" }
      ])
    })
  )

  const breaks = (): never => {
    throw new Error("canary")
  }

  it.effect.each<readonly [string, Partial<Sink<Users>>]>([
    ["what it takes", { takes: breaks }],
    ["what keeps records apart", { apart: breaks }]
  ])("ends the run when it breaks over %s, with nothing sent", ([, sink]) =>
    Effect.gen(function* () {
      const { report, batches, tags } = yield* run([lines(people(3))], { sink })
      expect(batches).toEqual([])
      expect(tags).toEqual(["NotAttempted", "NotAttempted", "NotAttempted"])
      expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unexpected" } })
      expect(JSON.stringify(report)).not.toContain("canary")
    })
  )
})
