/** A check tells all that stands in the way of a run, and sends nothing. */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Group } from "../../src/entities/Group.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Check from "../../src/pipeline/Check.ts"
import * as Sync from "../../src/pipeline/Sync.ts"
import { damaged } from "../../src/source/Row.ts"
import { lookup, type Source } from "../../src/source/Source.ts"
import { Denied, Misconfigured, Unavailable } from "../../src/Trouble.ts"
import { scriptedSink } from "../ScriptedSink.ts"
import { type Act, lines, scriptedSource } from "../ScriptedSource.ts"
import { file, type Pupil, pupils, type StudentSink, students, toStudent } from "./pupils.ts"

const denied = (name: string) => new Denied({ message: `${name}: the token may not` })
const list = (name: string, ...acts: ReadonlyArray<Act<Pupil>>) => scriptedSource(acts, { name })
const closed = (name: string) => list(name, { fail: denied(name) })

const look = (source: Source<Pupil>, sink: StudentSink = students(), mapper = toStudent) =>
  Effect.map(Check.check({ source, mapper, sink }), checked => ({
    ...checked,
    told: checked.looks.map(({ at, name, problem, unasked }) =>
      [at, name, problem?._tag, unasked && "unasked"].filter(Boolean).join(" ")
    ),
    sent: sink.requests.length
  }))

describe("a pipeline that could run", () => {
  it.effect("is looked at from one end to the other, and nothing is sent", () =>
    Effect.gen(function* () {
      const source = file(3)
      const { told, sample, sent } = yield* look(source, students({ reach: Effect.void }))
      expect(told).toEqual([
        "configuration school.csv → school/records",
        "origin school.csv",
        "target school/records"
      ])
      expect(sample).toEqual({ rows: 3, sendable: 3, filtered: [], rejections: [], warnings: [] })
      expect(sent).toBe(0)
      expect(source.seen.closed).toBe(source.seen.opened)
    })
  )

  it.effect("says nothing of a target that cannot be asked without a record", () =>
    Effect.map(look(file(1)), ({ told }) =>
      expect(told.filter(text => text.startsWith("target"))).toEqual([])
    )
  )

  it.effect("tells what would become of its first hundred rows, and reads no more", () =>
    Effect.gen(function* () {
      const some = Mapper.make(toStudent.entity, ({ uid }: Pupil) => {
        if (uid === "s1") return Mapper.skip("has left")
        if (uid === "s2") return { firstName: "Ann" }
        return { externalReferenceId: uid, email: uid === "s3" ? "no address" : undefined }
      })
      const broken = damaged({ origin: "school.csv", line: 2 }, "", {
        code: "RAGGED_ROW",
        message: "has 2 cells"
      })
      const source = list("school.csv", { rows: [broken] }, ...pupils(500).map(pupil => lines([pupil])))
      const { sample } = yield* look(source, students(), some)
      expect(sample).toMatchObject({ rows: 100, sendable: 97, filtered: [{ reason: "has left", count: 1 }] })
      expect(sample?.rejections).toEqual([
        { code: "RAGGED_ROW", count: 1 },
        { code: "KEY_MISSING", field: "externalReferenceId", count: 1 }
      ])
      expect(sample?.warnings).toEqual([{ code: "FIELD_DROPPED", field: "email", count: 1 }])
      expect(source.seen.rows).toBeLessThan(500)
    })
  )
})

describe("what stands in the way", () => {
  const misconfigured = Effect.fail(new Misconfigured({ message: "the key is not set" }))

  it.effect("in the configuration of one end does not hide the other", () =>
    Effect.gen(function* () {
      const { told, sample } = yield* look(
        file(2),
        students({ ready: misconfigured, reach: Effect.die("asked") })
      )
      expect(told).toEqual(["configuration school.csv → school/records Misconfigured", "origin school.csv"])
      expect(sample?.sendable).toBe(2)
      const other = yield* look(
        { ...file(2), ready: misconfigured, open: Effect.die("opened") },
        students({ reach: Effect.fail(denied("school/records")) })
      )
      expect(other.told).toEqual([
        "configuration school.csv → school/records Misconfigured",
        "target school/records Denied"
      ])
    })
  )

  it.effect("are the columns, each by its name", () =>
    Effect.gen(function* () {
      const mapper = { ...toStudent, columns: [{ field: "email", column: "EMAIL", required: true }] }
      const source = scriptedSource([lines(pupils(1))], { columns: ["CODE", "E-MAIL"] })
      const { looks, sample } = yield* look(source, students(), mapper)
      expect(looks.at(-1)).toMatchObject({ at: "columns", problem: { _tag: "Unreadable" } })
      expect(looks.at(-1)?.problem?.message).toContain('did you mean "E-MAIL"')
      expect(sample).toBeUndefined()
    })
  )

  it.effect(
    "is a source without a row, one that breaks, and an end that throws, whose words are not repeated",
    () =>
      Effect.gen(function* () {
        expect((yield* look(list("empty.csv"))).told.at(-1)).toBe("origin empty.csv Unreadable")
        const away = list("api", { fail: new Unavailable({ message: "api: no answer in time" }) })
        expect((yield* look(away)).told.at(-1)).toBe("origin api Unavailable")
        const { looks } = yield* look(list("api", { die: new Error("Ann Lee") }))
        expect(looks.at(-1)?.problem).toMatchObject({ _tag: "Unexpected" })
        expect(JSON.stringify(looks)).not.toContain("Ann")
        const breaks = students({ reach: Effect.die(new Error("Ann Lee")) })
        const other = yield* look(file(1), breaks)
        expect(other.told.at(-1)).toBe("target school/records Unexpected")
        expect(JSON.stringify(other.looks)).not.toContain("Ann")
      })
  )
})

describe("lists that a source is made of", () => {
  const joined = (source: Source<Pupil>, from: Source<Pupil>) =>
    lookup({ source, from, key: ({ uid }) => uid, join: record => record })

  it.effect("are asked one by one, so that all that are denied are told at once", () =>
    Effect.map(look(joined(joined(closed("pupils"), closed("contracts")), closed("companies"))), ({ told }) =>
      expect(told.slice(1)).toEqual([
        "origin pupils Denied",
        "origin contracts Denied",
        "origin companies Denied"
      ])
    )
  )

  it.effect("are not asked for where a list that they need is denied", () =>
    Effect.gen(function* () {
      const periods = closed("periods")
      const { told } = yield* look({ ...file(1), parts: [periods, { ...list("groups"), parts: [periods] }] })
      expect(told.slice(1)).toEqual(["origin periods Denied", "origin groups unasked"])
    })
  )

  it.effect("may be empty, and are asked once for all steps of a sync", () =>
    Effect.gen(function* () {
      const periods = list("periods")
      const toGroup = Mapper.make(Group, ({ uid }: Pupil) => ({ externalReferenceId: uid, name: uid }))
      const sync = Sync.defineSync({
        name: "school",
        target: { name: "school" },
        steps: [
          {
            source: { ...file(1), parts: [periods] },
            mapper: toGroup,
            sink: scriptedSink({ entity: Group })
          },
          { source: { ...file(1), parts: [periods] }, mapper: toStudent, sink: students() }
        ]
      })
      const told: Array<string> = []
      const checked = yield* Sync.check(sync, ({ entity }) => Effect.sync(() => void told.push(entity)))
      expect(told).toEqual(["groups", "students"])
      expect(checked.flatMap(({ looks }) => looks.filter(({ name }) => name === "periods"))).toEqual([
        { at: "origin", name: "periods" },
        { at: "origin", name: "periods" }
      ])
      expect(periods.seen.opened).toBe(1)
    })
  )
})
