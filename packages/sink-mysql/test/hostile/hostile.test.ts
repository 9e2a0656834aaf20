/** Whatever a text is made of, it is stored byte for byte as it was given, or rejected with a code. */
import { isDeepStrictEqual } from "node:util"
import { describe, expect, it } from "@effect/vitest"
import { type Answer, Entity, Normalise, nothingPermitted } from "@rollcall/core"
import type * as Sandbox from "@rollcall/server/sandbox"
import { Effect } from "effect"
import { MySql } from "../../src/index.ts"
import { all, content, ordered } from "../histories/content.ts"
import { worlds } from "../histories/History.ts"
import { judged } from "../histories/judged.ts"
import { posted, served } from "../histories/posted.ts"
import { mysql, run } from "../histories/run.ts"
import type { Way } from "../histories/Way.ts"
import { migratedFor } from "../Migrated.ts"
import { type Given, given, type Kind, keys, kinds, recordOf } from "./given.ts"
import { altered, hex } from "./stored.ts"
import { veryLong } from "./texts.ts"

/** So many at a time; a key that is two records' is then one of two requests. */
const requests = (all: ReadonlyArray<Given>): ReadonlyArray<ReadonlyArray<Given>> =>
  Array.from({ length: Math.ceil(all.length / 500) }, (_, at) => all.slice(at * 500, (at + 1) * 500))

const noOptions = { allowUnarchive: false, onCreated: { sendCredentials: false, newPasswordNeeded: false } }

/** What a table did not take, or an answer to no record at all: neither may be the text's fault. */
const ownFault = /_FAILED|INTERNAL|"status":5/u

describe.each(kinds)("hostile text in %s", kind => {
  const { entity } = worlds[kind]

  it.live("through its endpoint: as a server in memory takes it, new and then changed, and to the byte", () =>
    Effect.gen(function* () {
      const database = yield* migratedFor()
      const memory = wayOf(kind, yield* served())
      const over = wayOf(kind, yield* served(MySql.directory({ url: database.url })))
      for (const turn of [0, 1]) {
        for (const part of requests(given(kind, turn))) {
          const request = { records: part.map(({ record }) => record), options: noOptions }
          const [wanted, answered] = [yield* memory.send(entity, request), yield* over.send(entity, request)]
          expect(JSON.stringify(answered)).not.toMatch(ownFault)
          expect(differing(wanted, answered, part)).toEqual([])
        }
        const held = yield* all(over.storage, entity)
        expect(content(held)).toEqual(content(yield* all(memory.storage, entity)))
        expect(yield* Effect.promise(() => altered(database, kind, held))).toEqual([])
      }
    })
  )

  it.live("straight into the table, as a sink is given it: to the byte", () =>
    Effect.gen(function* () {
      const database = yield* migratedFor()
      const sink = (yield* mysql(database.url))[kind]
      const sent = new Map<string, Entity.AnyUpsert>()
      for (const part of requests(given(kind, 0))) {
        const batch = part.map(({ record }) => record)
        const { items } = yield* sink.send(batch, nothingPermitted)
        for (const [at, { result }] of items.entries()) {
          if (result._tag === "Failed") expect(refused(result)).not.toMatch(ownFault)
          else sent.set(JSON.stringify(keys[kind].map(key => batch[at]?.[key])), { ...batch[at] })
        }
      }
      expect(sent.size).toBeGreaterThan(given(kind, 0).length / 2)
      const stored = [...sent.values()].map(fields => ({ fields }))
      expect(yield* Effect.promise(() => altered(database, kind, stored))).toEqual([])
    })
  )

  it.live("straight into the table, by a run: to the byte once it is normalised", () =>
    Effect.gen(function* () {
      const database = yield* migratedFor()
      const beside = yield* served(MySql.directory({ url: database.url }))
      const way = run(beside.directory, yield* mysql(database.url), 1000)
      const records = given(kind, 0).map(({ record }) => record)
      const told = JSON.stringify(yield* way.send(entity, { records, options: noOptions }))
      expect(told).toContain('"Completed"')
      expect(told).not.toMatch(/"(Unknown|NotAttempted)"/u)
      expect(told).not.toMatch(ownFault)
      const meant = new Set(records.map(record => JSON.stringify(ordered(sendable(entity, record)))))
      const held = yield* all(beside.directory, entity)
      expect(held.filter(({ fields }) => !meant.has(JSON.stringify(ordered(fields))))).toEqual([])
      expect(held.length).toBe(told.match(/"Created"/gu)?.length)
    })
  )

  it.live("however long: rejected as a server in memory rejects it", () =>
    Effect.gen(function* () {
      const database = yield* migratedFor()
      const memory = wayOf(kind, yield* served())
      const over = wayOf(kind, yield* served(MySql.directory({ url: database.url })))
      const fields = ["email", "professorId", "parentExternalReferenceId", ...keyParts]
      for (const field of fields.filter(field => Object.hasOwn(entity.fields, field))) {
        for (const text of veryLong) {
          const record = recordOf(kind, field, "a", text)
          const { externalReferenceId: _, ...keyless } = record
          const records = [field === "professorId" ? keyless : record, recordOf(kind, "", "b", "")]
          const request = { records, options: noOptions }
          const [wanted, answered] = [yield* memory.send(entity, request), yield* over.send(entity, request)]
          expect([field, text.length, isDeepStrictEqual(answered, wanted)]).toEqual([
            field,
            text.length,
            true
          ])
        }
      }
    })
  )
})

/** The endpoint for users refuses a whole request for one that is none, so that theirs are judged without it. */
const wayOf = (kind: Kind, server: Sandbox.Sandbox): Way =>
  kind === "users" ? judged(server.directory) : posted(server)

const keyParts = ["externalReferenceId", "sourceId", "source", "language"]

const refused = ({ code, message }: Answer.Failed): string => `${code}: ${message}`

/** The fields and the beginnings of those texts for which two answers are not the same. */
const differing = (
  wanted: unknown,
  answered: unknown,
  part: ReadonlyArray<Given>
): ReadonlyArray<unknown> => {
  const [left, right] = [wanted, answered].map(
    answer => (Object(answer).results ?? Object(Object(answer).body).results) as ReadonlyArray<unknown>
  )
  return part.flatMap(({ field, record }, at) =>
    isDeepStrictEqual(left?.[at], right?.[at])
      ? []
      : [[field, JSON.stringify(record[field])?.slice(0, 60), briefly(left?.[at]), briefly(right?.[at])]]
  )
}

const briefly = (item: unknown): unknown => Object(item).error ?? Object(item).status

/** What is held of a record that a run sends: normalised, without the fields that no target takes. */
const sendable = (entity: Entity.Entity, record: Entity.AnyUpsert): Entity.AnyUpsert => {
  const normal = Normalise.normalise(entity, record)
  const wrong = new Set(Entity.problems(entity, normal).map(({ field }) => field))
  return Object.fromEntries(
    Object.entries(normal).filter(([field, value]) => !wrong.has(field) && hex(value) !== null)
  )
}
