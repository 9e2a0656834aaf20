import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { Group } from "../../src/entities/Group.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import type { Report } from "../../src/pipeline/Report.ts"
import * as Sync from "../../src/pipeline/Sync.ts"
import type { Source } from "../../src/source/Source.ts"
import { Denied, Misconfigured, Unreadable } from "../../src/Trouble.ts"
import { add, balances } from "../../src/verdict/Ledger.ts"
import { inTestTime } from "../inTestTime.ts"
import { fails, type Reply, scriptedSink } from "../ScriptedSink.ts"
import { lines, type ScriptedSource, scriptedSource } from "../ScriptedSource.ts"
import { type Pupil, pupils, students, toStudent } from "./pupils.ts"

const toGroup = Mapper.make(Group, ({ uid }: Pupil) => ({ externalReferenceId: uid, name: uid }))

interface Given {
  readonly groups?: Source<Pupil>
  readonly learners?: Source<Pupil>
  readonly groupsReply?: Reply
  readonly learnersReply?: Reply
  readonly ready?: Effect.Effect<void, Misconfigured>
}

const classes = (): ScriptedSource<Pupil> => scriptedSource([lines(pupils(3))], { name: "classes.csv" })
const learners = (): ScriptedSource<Pupil> => scriptedSource([lines(pupils(5))], { name: "learners.csv" })

/** A sync of groups, then students, to one target; each request takes a second. */
const school = (given: Given = {}) => {
  const takes = Duration.seconds(1)
  const groupSink = scriptedSink({
    entity: Group,
    name: "school/groups",
    takes,
    ...(given.groupsReply && { otherwise: given.groupsReply })
  })
  const studentSink = students({
    name: "school/students",
    takes,
    ...(given.learnersReply && { otherwise: given.learnersReply }),
    ...(given.ready && { ready: given.ready })
  })
  const sync = Sync.defineSync({
    name: "campus-paris",
    target: { name: "school" },
    steps: [
      { source: given.groups ?? classes(), mapper: toGroup, sink: groupSink },
      { source: given.learners ?? learners(), mapper: toStudent, sink: studentSink }
    ]
  })
  return { sync, requests: () => [groupSink, studentSink].map(({ requests }) => requests.length) }
}

const missing = new Unreadable({ message: "learners.csv: is not there" })
const unopenable: Source<Pupil> = { name: "learners.csv", open: Effect.fail(missing) }
const groupsStep = "classes.csv → school/groups"
const studentsStep = "learners.csv → school/students"

describe("a sync", () => {
  it.effect("runs its steps in their order and adds up their ledgers", () =>
    Effect.gen(function* () {
      const told: Array<string> = []
      const { sync } = school()
      const report = yield* inTestTime(
        Sync.run(sync, {
          onStep: ({ name }) => Effect.sync(() => void told.push(`step ${name}`)),
          onOutcomes: found => Effect.sync(() => void told.push(`outcomes of ${found.length}`)),
          onReport: ({ name }) => Effect.sync(() => void told.push(`report ${name}`))
        })
      )
      expect(told).toEqual([
        `step ${groupsStep}`,
        "outcomes of 3",
        `report ${groupsStep}`,
        `step ${studentsStep}`,
        "outcomes of 5",
        `report ${studentsStep}`
      ])
      expect(report).toMatchObject({ name: "campus-paris", target: "school", notRun: [] })
      const [groups, learned] = report.reports
      expect(report.ledger).toEqual(groups && learned && add(groups.ledger, learned.ledger))
      expect(report.ledger).toMatchObject({ read: 8, created: 8 })
    })
  )

  it.effect("opens every source before it sends anything: one that cannot be opened means no request", () =>
    Effect.gen(function* () {
      const groups = classes()
      const { sync, requests } = school({ groups, learners: unopenable })
      const report = yield* Sync.run(sync)
      expect(requests()).toEqual([0, 0])
      expect(groups.seen).toEqual({ opened: 1, rows: 0, closed: 1 })
      expect(report.reports).toMatchObject([
        { name: studentsStep, ended: { _tag: "SourceFailed", error: missing }, ledger: { read: 0 } }
      ])
      expect(report.notRun).toEqual([groupsStep])
    })
  )

  it.effect("tells of all sources that cannot be opened, not of the first alone (Law 12)", () =>
    Effect.gen(function* () {
      const { sync } = school({ groups: { ...unopenable, name: "classes.csv" }, learners: unopenable })
      const report = yield* Sync.run(sync)
      expect(report.reports.map(({ name }) => name)).toEqual([groupsStep, studentsStep])
      expect(report.notRun).toEqual([])
    })
  )

  it.effect("fails for the configuration before anything is sent, and closes what it opened", () =>
    Effect.gen(function* () {
      const wrong = new Misconfigured({ message: "EDUSIGN_API_KEY is not set" })
      const groups = classes()
      const { sync, requests } = school({ groups, ready: Effect.fail(wrong) })
      expect(yield* Effect.flip(Sync.run(sync))).toBe(wrong)
      expect(requests()).toEqual([0, 0])
      expect(groups.seen.closed).toBe(groups.seen.opened)
    })
  )

  it.effect("ends with a target that failed, and lists the steps that were not run", () =>
    Effect.gen(function* () {
      const denied = new Denied({ message: "school: answered 401" })
      const late = learners()
      const { sync, requests } = school({ groupsReply: fails(denied), learners: late })
      const report = yield* inTestTime(Sync.run(sync))
      expect(report.reports).toMatchObject([{ ended: { _tag: "TargetFailed", error: denied } }])
      expect(report.notRun).toEqual([studentsStep])
      expect(requests()).toEqual([1, 0])
      expect(late.seen).toEqual({ opened: 1, rows: 0, closed: 1 })
    })
  )

  it.effect("lists a step that was not run by its place, even if an earlier one has the same name", () =>
    Effect.gen(function* () {
      const denied = fails(new Denied({ message: "school: answered 401" }))
      const sink = students({ otherwise: denied })
      const step = () => ({ source: learners(), mapper: toStudent, sink })
      const sync = Sync.defineSync({ name: "two files", target: { name: "school" }, steps: [step(), step()] })
      const report = yield* Sync.run(sync)
      expect(report.reports).toHaveLength(1)
      expect(report.notRun).toHaveLength(1)
    })
  )

  it.effect("goes on after a source that failed midway, or that was empty", () =>
    Effect.gen(function* () {
      const broken = scriptedSource([lines(pupils(1)), { fail: missing }], { name: "classes.csv" })
      for (const groups of [broken, scriptedSource<Pupil>([], { name: "classes.csv" })]) {
        const { sync } = school({ groups })
        const report = yield* inTestTime(Sync.run(sync))
        expect(report.reports.map(({ ended }) => ended._tag)).toEqual(["SourceFailed", "Completed"])
        expect(balances(report.ledger)).toBe(true)
      }
    })
  )

  it.effect("ends when it is stopped while a source is being opened", () =>
    Effect.gen(function* () {
      const { sync, requests } = school({ learners: { name: "learners.csv", open: Effect.never } })
      const report = yield* inTestTime(Sync.run(sync, { stop: Effect.sleep("1 second") }))
      expect(requests()).toEqual([0, 0])
      const named = [...report.reports.map(({ name }) => name), ...report.notRun]
      expect(named.toSorted()).toEqual([groupsStep, studentsStep].toSorted())
      expect(report.reports.every(({ ended }) => ended._tag === "Interrupted")).toBe(true)
    })
  )

  it.effect("ends when it is stopped, with what each step came to", () =>
    Effect.gen(function* () {
      const reported: Array<Report> = []
      const { sync, requests } = school()
      const report = yield* inTestTime(
        Sync.run(sync, {
          stop: Effect.sleep("500 millis"),
          onReport: found => Effect.sync(() => void reported.push(found))
        })
      )
      expect(report.reports).toMatchObject([
        { ended: { _tag: "Interrupted" }, ledger: { read: 3, unknown: 3 } }
      ])
      expect(reported).toEqual(report.reports)
      expect(report.notRun).toEqual([studentsStep])
      expect(requests()).toEqual([1, 0])
    })
  )
})
