/** The ways into a target that have to come to the same: through the endpoints, and through a sink of the engine. */
import {
  type Decision,
  type Directory,
  type Entity,
  type Outcome,
  Pipeline,
  type Sink,
  Source
} from "@rollcall/core"
import * as Sandbox from "@rollcall/server/sandbox"
import { Edusign } from "@rollcall/sink-http"
import { Duration, Effect, type Layer, Redacted, Stream } from "effect"
import { MySql } from "../../src/index.ts"
import type { Request } from "./History.ts"
import { withIds } from "./professors.ts"

/** A target, a way into it, and a look at what it holds. */
export interface Way {
  readonly storage: Directory.Storage
  /** What is answered to a request, told in a form that no id stands in. */
  readonly send: (entity: Entity.Entity, request: Request) => Effect.Effect<unknown>
}

const apiKey = "key-for-tests"

/** A server over a directory, in memory unless said; it stops with the scope. */
export const served = (directory?: Layer.Layer<Directory.Directory>) =>
  Sandbox.start({ apiKey: Redacted.make(apiKey), ...(directory !== undefined && { directory }) })

/** Requests as they stand, posted to the endpoint: answers are compared item by item, messages included. */
export const posted = ({ url, directory }: Sandbox.Sandbox): Way => ({
  storage: directory,
  send: (entity, { records, options }) =>
    Effect.gen(function* () {
      const before = yield* all(directory, entity)
      const body = { [entity.plural]: withIds(records, idsOf(before)), ...optionsOf(entity, options) }
      const answer = yield* Effect.promise(async () => {
        const response = await fetch(`${url}/v3/${entity.plural}/batch-upsert`, {
          method: "POST",
          headers: { authorization: `Bearer ${apiKey}` },
          body: JSON.stringify(body)
        })
        return { status: response.status, body: (await response.json()) as unknown }
      })
      const after = yield* all(directory, entity)
      return withoutIds(answer, [...before, ...after])
    })
})

const optionsOf = (entity: Entity.Entity, { allowUnarchive, onCreated }: Decision.Options) => {
  if (entity.name === "student") return { options: { allowUnarchive, onStudentCreated: onCreated } }
  return entity.name === "professor" ? { options: { onProfessorCreated: onCreated } } : {}
}

/** The sinks of a target, by the name of their entity. */
export interface Sinks {
  readonly students: Sink<Entity.Fields>
  readonly professors: Sink<Entity.Fields>
  readonly groups: Sink<Entity.Fields>
}

/** Requests as runs of a pipeline, a few records a batch unless said: outcomes are compared by place, and so is the ledger. */
export const run = (storage: Directory.Storage, sinks: Sinks, batch = 3): Way => ({
  storage,
  send: (entity, { records, options }) =>
    Effect.gen(function* () {
      const sink = sinks[entity.plural as keyof Sinks]
      const outcomes: Array<Outcome> = []
      const report = yield* Effect.orDie(
        Pipeline.run(
          {
            source: Source.fromArray({
              name: "school",
              records: withIds(records, idsOf(yield* all(storage, entity)))
            }),
            // Records may be wrong on purpose, so they are not typed as upserts.
            mapper: { entity, map: record => record as Entity.AnyUpsert },
            sink: { ...sink, limits: { ...sink.limits, records: batch } }
          },
          {
            permit: { unarchive: options.allowUnarchive, ...options.onCreated },
            onOutcomes: found => Effect.sync(() => void outcomes.push(...found))
          }
        )
      )
      const verdicts = outcomes
        .toSorted((a, b) => (a.at.record ?? 0) - (b.at.record ?? 0))
        .map(({ at, verdict, warnings }) => ({ at, verdict: wordsOf(verdict), warnings }))
      return { verdicts, ledger: report.ledger, ended: report.ended, requests: report.requests }
    })
})

/** Of a rejection, a client of the endpoints keeps what the code means, and the server's own words apart. */
const wordsOf = (verdict: Outcome["verdict"]): unknown => {
  if (verdict._tag !== "Rejected") return verdict
  const { message: _, note: __, ...rest } = verdict
  return rest
}

const quick = { rate: { requests: 100_000, per: Duration.seconds(1) }, resendAfter: Duration.zero } as const

/** The sinks of the Edusign client, for a server that is there for this test. */
export const edusign = (baseUrl: string): Sinks => sinksOf(Edusign.target({ apiKey, baseUrl, ...quick }))

/** The sinks of a database, closed with the scope. */
export const mysql = (url: string) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => MySql.target({ url })),
      target => Effect.promise(target.close)
    ),
    sinksOf
  )

/** Each is used with records of its own entity, which types cannot say of a record of any. */
const sinksOf = ({ students, professors, groups }: Edusign.EdusignTarget | MySql.MySqlTarget): Sinks =>
  ({ students, professors, groups }) as unknown as Sinks

/** Everything that is held, in the order in which it came. */
export const all = (storage: Directory.Storage, entity: Entity.Entity) =>
  Effect.orDie(Stream.runCollect(storage.held(entity)))

/** What is held, without the ids that each target gives by itself. */
export const content = (records: ReadonlyArray<Decision.Stored>): ReadonlyArray<unknown> =>
  records.map(({ archived, fields }) => ({ archived, fields: ordered(fields) })).toSorted(byText)

const byText = (a: unknown, b: unknown): number => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

const ordered = (fields: Entity.AnyUpsert) =>
  Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Who was announced, as what they are now. */
export const announced = (storage: Directory.Storage, records: ReadonlyArray<Decision.Stored>) =>
  Effect.map(Effect.orDie(storage.announced), announcements => withoutIds(announcements, records))

/** The ids that this target gave, by the order of e-mails. */
const idsOf = (held: ReadonlyArray<Decision.Stored>): ReadonlyArray<string> =>
  held.toSorted((a, b) => byText(a.fields.email, b.fields.email)).map(({ id }) => id)

/** Instead of an id, the record that it names. */
const withoutIds = (value: unknown, records: ReadonlyArray<Decision.Stored>): unknown => {
  const byId = new Map(records.map(({ id, fields }) => [id, ordered(fields)]))
  const text = JSON.stringify(value, (name, inner: unknown) =>
    name === "id" && typeof inner === "string" ? (byId.get(inner) ?? "an id of nobody") : inner
  )
  return JSON.parse(text)
}
