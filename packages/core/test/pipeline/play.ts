/** Plays a history, and keeps what a person could have seen of it. */
import { Duration, Effect } from "effect"
import { type AnyUpsert, type Entity, type Fields, keyOf } from "../../src/entities/Entity.ts"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { User } from "../../src/entities/User.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Outcome, Report } from "../../src/pipeline/Report.ts"
import { inTestTime } from "../inTestTime.ts"
import { type Request, scriptedSink } from "../ScriptedSink.ts"
import { scriptedSource } from "../ScriptedSource.ts"
import { actsOf, type Given, type History, replies } from "./histories.ts"

export interface Played {
  readonly report: Report
  /** Every outcome that the listener heard, in order. */
  readonly heard: ReadonlyArray<Outcome>
  readonly requests: ReadonlyArray<Request>
  /** Whether the source was closed again. */
  readonly closed: boolean
}

/** An entity, and how the records of a history become upserts of it. */
export interface World<F extends Fields = Fields> {
  readonly entity: Entity<string, F>
  readonly mapper: Mapper.Mapper<Given, F>
  /** Which record an upsert came from. */
  readonly n: (upsert: AnyUpsert) => number
  /** Under which key a record of a history is sent. */
  readonly keyOf: (key: string) => string
  /** What two records of a request must not have in common. */
  readonly apart?: (upsert: AnyUpsert) => string
}

const itself = (key: string): string => key

const numbered = (text: unknown): number => Number(String(text).slice(1))

const skipOrThrow = ({ kind }: Given): Mapper.Skip | undefined => {
  if (kind === "throws") throw new Error("a fault of the mapper")
  return kind === "skipped" ? Mapper.skip("has left") : undefined
}

const name = ({ n, kind }: Given) => (kind === "nameless" ? "x".repeat(300) : `n${n}`)
const remark = ({ kind }: Given) =>
  kind === "cleared"
    ? null
    : kind === "overlong"
      ? "x".repeat(300)
      : kind === "long"
        ? "x".repeat(150)
        : undefined

const students: World<(typeof Student)["fields"]> = {
  entity: Student,
  keyOf: itself,
  n: ({ firstName }) => numbered(firstName),
  mapper: Mapper.make(
    Student,
    given =>
      skipOrThrow(given) ?? {
        externalReferenceId: given.key,
        firstName: name(given),
        curriculumName: remark(given),
        phone: undefined
      }
  )
}

const professors: World<(typeof Professor)["fields"]> = {
  entity: Professor,
  keyOf: itself,
  n: ({ firstName }) => numbered(firstName),
  mapper: Mapper.make(
    Professor,
    given =>
      skipOrThrow(given) ?? {
        externalReferenceId: given.key,
        professorId: given.kind === "twoKeys" ? "p1" : undefined,
        firstName: name(given),
        speciality: remark(given)
      }
  )
}

const groups: World<(typeof Group)["fields"]> = {
  entity: Group,
  keyOf: itself,
  n: ({ name }) => numbered(name),
  mapper: Mapper.make(
    Group,
    given =>
      skipOrThrow(given) ?? {
        externalReferenceId: given.key,
        name: name(given),
        parentExternalReferenceId: given.parent,
        description: remark(given)
      }
  )
}

/** Two keys of a history are one id in two languages, so that records have to be kept apart. */
const named = (key: string) => ({
  sourceId: `s${Math.floor(key.charCodeAt(0) / 2)}`,
  source: "acme",
  language: key.charCodeAt(0) % 2 === 0 ? "fr" : undefined
})

const users: World<(typeof User)["fields"]> = {
  entity: User,
  keyOf: key => keyOf(User, named(key)) ?? "",
  apart: ({ sourceId }) => String(sourceId),
  n: ({ firstName }) => numbered(firstName),
  mapper: Mapper.make(
    User,
    given =>
      skipOrThrow(given) ?? {
        ...(given.key !== undefined && named(given.key)),
        ...(given.kind === "twoKeys" && { source: undefined }),
        firstName: name(given),
        company: remark(given) ?? undefined,
        parent: given.parent === undefined ? undefined : named(given.parent),
        attributes:
          given.kind === "long" ? [{ class: "user", name: "n", type: "number", value: name(given) }] : []
      }
  )
}

export const worlds = { students, professors, groups, users }

/** Plays a history in the test's time: requests take a second, and a run that nothing ends is stopped after a month. */
export const play = <F extends Fields>(world: World<F>, history: History): Effect.Effect<Played> =>
  Effect.gen(function* () {
    const source = scriptedSource(actsOf(history))
    const sink = scriptedSink({
      entity: world.entity,
      script: history.script.map(reply => replies[reply]),
      limits: { records: history.records, bytes: history.bytes },
      takes: Duration.seconds(1),
      apart: world.apart
    })
    const heard: Array<Outcome> = []
    const stop = Effect.sleep(history.stop === undefined ? Duration.days(30) : Duration.seconds(history.stop))
    const onOutcomes = (outcomes: ReadonlyArray<Outcome>) =>
      Effect.delay(
        Effect.sync(() => void heard.push(...outcomes)),
        Duration.seconds(history.listens)
      )
    const run = Pipeline.run({ source, mapper: world.mapper, sink }, { stop, onOutcomes })
    const report = yield* inTestTime(Effect.orDie(run))
    return { report, heard, requests: sink.requests, closed: source.seen.closed === source.seen.opened }
  })
