import { expect, it } from "@effect/vitest"
import { Group } from "@rollcall/core"
import { Arbitrary, Effect, Schema } from "effect"
import { counts, group, send } from "../School.ts"
import { type Reply, recordsOf, says, scripted } from "../Scripted.ts"
import { targetAt } from "../Target.ts"
import { trial } from "../Trial.ts"

/** Two schools with years, classes and half classes: 2, 4, 8 and 8 groups on four levels. */
const tree = ["a", "b"].flatMap(school => [
  group(school),
  ...["1", "2"].flatMap(year => [
    group(`${school}${year}`, school),
    group(`${school}${year}x`, `${school}${year}`),
    group(`${school}${year}y`, `${school}${year}`),
    group(`${school}${year}xl`, `${school}${year}x`),
    group(`${school}${year}xr`, `${school}${year}x`)
  ])
])
const deepestFirst = tree.toReversed()

/** The tree in any order. */
const shuffled = Arbitrary.map(
  Arbitrary.array(Arbitrary.schema(Schema.Int), { minLength: tree.length, maxLength: tree.length }),
  numbers =>
    tree
      .map((group, index) => ({ group, by: numbers[index] ?? 0 }))
      .sort((a, b) => a.by - b.by)
      .map(({ group }) => group)
)

const levelOf = ({ externalReferenceId }: { readonly externalReferenceId?: unknown }) =>
  String(externalReferenceId).length

it.live.prop(
  "a tree of four levels in any order is created parents first, a request a level (F42)",
  [shuffled],
  ([groups]) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { target, held, requests } = yield* trial
        const { report } = yield* send(target().groups, groups)
        expect([counts(report), report.ended._tag]).toEqual([{ created: 22 }, "Completed"])
        const levels = (yield* held(Group)).map(levelOf)
        expect(levels).toEqual(tree.map(levelOf).sort())
        expect(yield* requests("groups")).toBe(4)
      })
    ),
  { arbitrary: { runs: 20 } }
)

it.live("a second run finds nothing to do, in whatever order", () =>
  Effect.gen(function* () {
    const { groups } = (yield* trial).target()
    yield* send(groups, tree)
    expect(counts((yield* send(groups, deepestFirst)).report)).toEqual({ unchanged: 22 })
  })
)

it.live("no parent goes with its child, and each level waits for the answer to the one above (Law 4)", () =>
  Effect.gen(function* () {
    const answered = new Set<unknown>()
    const watches: Reply = (response, request) => {
      const keys = recordsOf(request).map(({ externalReferenceId }) => externalReferenceId)
      const results = recordsOf(request).map(({ parentExternalReferenceId: parent }, inputIndex) =>
        parent === undefined || answered.has(parent)
          ? { inputIndex, status: "created" }
          : { inputIndex, status: "failed", error: "PARENT_GROUP_NOT_FOUND" }
      )
      for (const key of keys) answered.add(key)
      says(200, { results })(response, request)
    }
    const { url, requests } = yield* scripted(watches)
    const { report } = yield* send(targetAt(url, { batchRecords: 3 }).groups, deepestFirst)
    expect(counts(report)).toEqual({ created: 22 })
    // 2, 4, 8 and 8 groups, by three at the most.
    expect(requests.map(request => recordsOf(request).length)).toEqual([2, 3, 1, 3, 3, 2, 3, 3, 2])
  })
)

it.live(
  "the members of a circle are named and not sent, what hangs below is blocked, the rest goes on (F41)",
  () =>
    Effect.gen(function* () {
      const { target, held } = yield* trial
      const { report, verdicts } = yield* send(target().groups, [
        group("below", "c1"),
        group("further", "below"),
        group("c1", "c3"),
        group("c2", "c1"),
        group("c3", "c2"),
        group("own", "own"),
        group("child", "root"),
        group("root")
      ])
      expect(verdicts.map(({ _tag }) => _tag)).toEqual([
        "Blocked",
        "Blocked",
        "Rejected",
        "Rejected",
        "Rejected",
        "Rejected",
        "Created",
        "Created"
      ])
      expect(verdicts[2]).toEqual({
        _tag: "Rejected",
        code: "GROUP_CYCLE",
        field: "parentExternalReferenceId",
        message: "the parents form a circle: c1 → c3 → c2"
      })
      expect(verdicts[5]).toMatchObject({ message: "the parents form a circle: own" })
      expect(report.ended._tag).toBe("Completed")
      expect((yield* held(Group)).map(({ externalReferenceId }) => externalReferenceId)).toEqual([
        "root",
        "child"
      ])
    })
)

it.live("the children of a refused parent are blocked, and theirs; its siblings are not", () =>
  Effect.gen(function* () {
    const { target, held, seed } = yield* trial
    yield* seed("groups", [{ archived: true, fields: group("old") }])
    const { verdicts, report } = yield* send(target().groups, [
      group("grandchild", "child"),
      group("child", "old"),
      group("old"),
      group("lost", "nowhere"),
      group("of-lost", "lost"),
      group("root"),
      group("leaf", "root")
    ])
    expect(verdicts).toMatchObject([
      { _tag: "Blocked", parent: "child" },
      { _tag: "Blocked", parent: "old" },
      { _tag: "Rejected", code: "ARCHIVED_GROUP_EXISTS" },
      { _tag: "Rejected", code: "PARENT_GROUP_NOT_FOUND", field: "parentExternalReferenceId" },
      { _tag: "Blocked", parent: "lost" },
      { _tag: "Created" },
      { _tag: "Created" }
    ])
    expect(report.ended._tag).toBe("Completed")
    expect((yield* held(Group)).map(({ externalReferenceId }) => externalReferenceId)).toEqual([
      "old",
      "root",
      "leaf"
    ])
  })
)

it.live("the children of a parent of unknown fate are blocked", () =>
  Effect.gen(function* () {
    const { target, faults } = yield* trial
    yield* faults({ kind: "cut-body", after: 1, times: 2 })
    const { verdicts } = yield* send(target().groups, [
      group("root"),
      group("child", "root"),
      group("leaf", "child")
    ])
    expect(verdicts).toMatchObject([
      { _tag: "Created" },
      { _tag: "Unknown" },
      { _tag: "Blocked", parent: "child" }
    ])
  })
)

it.live("a parent that the target holds already needs no place in the run", () =>
  Effect.gen(function* () {
    const { target, seed } = yield* trial
    yield* seed("groups", [{ fields: group("there") }])
    const { verdicts } = yield* send(target().groups, [group("child", "there")])
    expect(verdicts).toEqual([{ _tag: "Created" }])
  })
)
