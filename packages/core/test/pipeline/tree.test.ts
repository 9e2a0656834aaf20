import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { Group } from "../../src/entities/Group.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Outcome } from "../../src/pipeline/Report.ts"
import { Denied } from "../../src/Trouble.ts"
import { inTestTime } from "../inTestTime.ts"
import { answers, fails, type Reply, refuses, scriptedSink } from "../ScriptedSink.ts"
import { lines, scriptedSource } from "../ScriptedSource.ts"

interface Class {
  readonly id: string
  readonly in?: string
  readonly name?: string
}

const toGroup = Mapper.make(Group, (given: Class) =>
  given.name === "gone"
    ? Mapper.skip("gone")
    : {
        externalReferenceId: given.id,
        name: given.name ?? "class",
        parentExternalReferenceId: given.in
      }
)

interface Options {
  readonly script?: ReadonlyArray<Reply>
  readonly otherwise?: Reply
  readonly bytes?: number
  readonly records?: number
  readonly takes?: Duration.Duration
}

/** Runs a tree of classes; gives the verdict of each, by id, and which ids went in which request. */
const run = (
  classes: ReadonlyArray<Class>,
  { bytes = 1_000_000, records = 1000, ...options }: Options = {}
) =>
  Effect.gen(function* () {
    const sink = scriptedSink({ entity: Group, limits: { bytes, records }, ...options })
    const heard: Array<Outcome> = []
    const report = yield* inTestTime(
      Pipeline.run(
        { source: scriptedSource([lines(classes)]), mapper: toGroup, sink },
        { onOutcomes: outcomes => Effect.sync(() => void heard.push(...outcomes)) }
      )
    )
    return {
      report,
      verdicts: Object.fromEntries(
        heard.map(({ at, verdict }) => [classes[(at.line ?? 0) - 2]?.id, verdict])
      ),
      tags: heard.toSorted((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0)).map(({ verdict }) => verdict._tag),
      requests: sink.requests.map(({ batch }) => batch.map(group => group.externalReferenceId)),
      times: sink.requests.map(({ at }) => at)
    }
  })

const refusing = (...ids: ReadonlyArray<string>): Reply =>
  refuses(({ externalReferenceId }) => ids.includes(String(externalReferenceId)))

describe("groups are sent by depth (F42)", () => {
  it.effect("whatever their order in the file, each level after the answer to the one above", () =>
    Effect.gen(function* () {
      const classes = [
        { id: "1A", in: "1" },
        { id: "x", in: "1A" },
        { id: "1" },
        { id: "2" },
        { id: "2A", in: "2" }
      ]
      const { requests, times, report } = yield* run(classes, { takes: Duration.seconds(3) })
      expect(requests).toEqual([["1", "2"], ["1A", "2A"], ["x"]])
      expect(times.map((at, index) => at - (times[index - 1] ?? at))).toEqual([0, 3000, 3000])
      expect(report.ledger).toMatchObject({ read: 5, created: 5 })
    })
  )

  it.effect("with a parent that only the target knows at the top", () =>
    Effect.gen(function* () {
      const { requests } = yield* run([
        { id: "1A", in: "elsewhere" },
        { id: "x", in: "1A" }
      ])
      expect(requests).toEqual([["1A"], ["x"]])
    })
  )

  it.effect("in several requests where a level is larger than one may be", () =>
    Effect.gen(function* () {
      const children = Array.from({ length: 7 }, (_, at) => ({ id: `c${at}`, in: "1" }))
      const { requests } = yield* run([...children, { id: "1" }], { records: 3 })
      expect(requests.map(batch => batch.length)).toEqual([1, 3, 3, 1])
    })
  )

  it.effect("and a key is its parent's in whatever Unicode form (F27)", () =>
    Effect.gen(function* () {
      const { requests, tags } = yield* run([{ id: "x", in: "E\u0301cole " }, { id: " \u00c9cole" }])
      expect(requests).toEqual([["\u00c9cole"], ["x"]])
      expect(tags).toEqual(["Created", "Created"])
    })
  )

  it.effect("a thousand levels deep", () =>
    Effect.gen(function* () {
      const chain = Array.from({ length: 1000 }, (_, at) => ({ id: `g${at}`, in: `g${at - 1}` }))
      const { requests, report } = yield* run(chain.toReversed())
      expect(requests).toHaveLength(1000)
      expect(report.ledger).toMatchObject({ read: 1000, created: 1000 })
    })
  )
})

describe("what stands below a group that failed is held back (F41)", () => {
  const family = [{ id: "1" }, { id: "1A", in: "1" }, { id: "x", in: "1A" }, { id: "2" }]
  const blockedBelow = {
    "1A": { _tag: "Blocked", parent: "1" },
    x: { _tag: "Blocked", parent: "1A" },
    "2": { _tag: "Created" }
  }

  it.effect("when the target refuses it: children and grandchildren", () =>
    Effect.gen(function* () {
      const { verdicts, requests } = yield* run(family, { script: [refusing("1")] })
      expect(verdicts).toMatchObject({ ...blockedBelow, "1": { _tag: "Rejected" } })
      expect(requests).toEqual([["1", "2"]])
    })
  )

  it.effect("when nobody knows whether the target has it", () =>
    Effect.gen(function* () {
      const silentOn1 = answers((items, batch) =>
        items.filter((_, at) => batch[at]?.externalReferenceId !== "1")
      )
      // A first request that takes eleven would be the second of the run: an unsound first answer ends it.
      const others = Array.from({ length: 10 }, (_, at) => ({ id: `o${at}` }))
      const all = [...others, ...family]
      const { verdicts } = yield* run(all, { otherwise: silentOn1 })
      expect(verdicts).toMatchObject({ ...blockedBelow, "1": { _tag: "Unknown" } })
    })
  )

  it.effect.each<readonly [string, Class, number?]>([
    ["has a bad field", { id: "1", name: "x".repeat(256) }],
    ["is too large for a request", { id: "1", name: "x".repeat(250) }, 200]
  ])("when it %s and is not sent", ([, parent, bytes]) =>
    Effect.gen(function* () {
      const classes = [parent, ...family.slice(1)]
      const { verdicts, requests } = yield* run(classes, bytes === undefined ? {} : { bytes })
      expect(verdicts).toMatchObject({ ...blockedBelow, "1": { _tag: "Rejected" } })
      expect(requests).toEqual([["2"]])
    })
  )

  it.effect("but not when a later row of the same key was good", () =>
    Effect.gen(function* () {
      const classes = [{ id: "1", name: "x".repeat(256) }, { id: "1" }, { id: "1A", in: "1" }]
      const { tags, requests } = yield* run(classes)
      expect(tags).toEqual(["Rejected", "Created", "Created"])
      expect(requests).toEqual([["1"], ["1A"]])
    })
  )

  it.effect("nor when a later row of the same key is bad or is left out", () =>
    Effect.gen(function* () {
      const later = [{ id: "1", name: "x".repeat(256) }, { id: "1", name: "gone" }, { id: "1" }]
      const { tags } = yield* run([{ id: "1" }, ...later, { id: "1A", in: "1" }])
      expect(tags).toEqual(["Created", "Rejected", "Filtered", "Duplicate", "Created"])
    })
  )

  it.effect("and is not attempted, rather than blocked, when the target ended the run", () =>
    Effect.gen(function* () {
      const denied = new Denied({ message: "target: answered 401" })
      const { tags, report } = yield* run(family, { otherwise: fails(denied) })
      expect(tags).toEqual(["NotAttempted", "NotAttempted", "NotAttempted", "NotAttempted"])
      expect(report).toMatchObject({ requests: 1, ended: { _tag: "TargetFailed", error: denied } })
    })
  )
})

describe("groups in a circle (F41)", () => {
  const circle = [
    { id: "a", in: "b" },
    { id: "b", in: "c" },
    { id: "c", in: "a" }
  ]

  it.effect("are rejected, their keys named; what is below them is blocked, and the rest goes on", () =>
    Effect.gen(function* () {
      const others = [
        { id: "child", in: "b" },
        { id: "grandchild", in: "child" },
        { id: "self", in: "self" },
        { id: "1" }
      ]
      const { verdicts, requests } = yield* run([...circle, ...others])
      for (const id of ["a", "b", "c"]) {
        expect(verdicts[id]).toMatchObject({
          _tag: "Rejected",
          code: "GROUP_CYCLE",
          field: "parentExternalReferenceId",
          message: expect.stringMatching(/a → b → c|b → c → a|c → a → b/) as unknown
        })
      }
      expect(verdicts.self).toMatchObject({ _tag: "Rejected", code: "GROUP_CYCLE" })
      expect(verdicts).toMatchObject({
        child: { _tag: "Blocked", parent: "b" },
        grandchild: { _tag: "Blocked", parent: "child" },
        "1": { _tag: "Created" }
      })
      expect(requests).toEqual([["1"]])
    })
  )

  it.effect("name the column of the parent where the mapper says it", () =>
    Effect.gen(function* () {
      const mapper = Mapper.make(
        Group,
        (given: Class) => ({ externalReferenceId: given.id, name: "n", parentExternalReferenceId: given.in }),
        [{ field: "parentExternalReferenceId", column: "CODE_PARENT", required: false }]
      )
      const sink = scriptedSink({ entity: Group })
      const report = yield* Pipeline.run({ source: scriptedSource([lines(circle)]), mapper, sink })
      expect(report.rejections).toEqual([
        { code: "GROUP_CYCLE", field: "parentExternalReferenceId", column: "CODE_PARENT", count: 3 }
      ])
    })
  )
})
