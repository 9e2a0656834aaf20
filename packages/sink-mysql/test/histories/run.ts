/** Requests as runs of a pipeline, into the sinks of a client or straight into a database. */
import {
  type Directory,
  type Entity,
  type Ledger,
  type Outcome,
  Pipeline,
  type Sink,
  Source
} from "@rollcall/core"
import { Edusign, Propeller } from "@rollcall/sink-http"
import { Duration, Effect } from "effect"
import { MySql } from "../../src/index.ts"
import { all, idsOf } from "./content.ts"
import { apiKey } from "./posted.ts"
import { withIds } from "./professors.ts"
import type { Way } from "./Way.ts"

/** The sinks of a target, by the name of their entity. */
export interface Sinks {
  readonly students: Sink<Entity.Fields>
  readonly professors: Sink<Entity.Fields>
  readonly groups: Sink<Entity.Fields>
  readonly users: Sink<Entity.Fields>
}

/** A few records a batch unless said: outcomes are compared by place, and so is the ledger. */
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
      const { ledger, ended, requests } = report
      const verdicts = outcomes
        .toSorted((a, b) => (a.at.record ?? 0) - (b.at.record ?? 0))
        .map(({ at, verdict, warnings }) => ({ at, verdict: wordsOf(entity, verdict), warnings }))
      if (entity.name !== "user") return { verdicts, ledger, ended, requests }
      // Users with like ids do not share a request over HTTP.
      return { verdicts, ledger: accepted(ledger), ended }
    })
})

/** Of a rejection, a client of the endpoints keeps what the code means, and the server's own words apart. */
const wordsOf = (entity: Entity.Entity, verdict: Outcome["verdict"]): unknown => {
  if (entity.name === "user" && verdict._tag === "Unchanged") return { _tag: "Updated" }
  if (verdict._tag !== "Rejected") return verdict
  const { message: _, note = "", ...rest } = verdict
  // The endpoint for users has no codes; the sandbox begins with ours what it says.
  const [, code, field] = /^([A-Z_]+): (?:(\w+): )?/u.exec(note) ?? []
  if (rest.code !== "REMOTE_REJECTED" || code === undefined) return rest
  return { ...rest, code, ...(field !== undefined && { field }) }
}

/** The endpoint for users does not tell whether it has changed anything. */
const accepted = ({ updated, unchanged, ...rest }: Ledger.Ledger) => ({
  ...rest,
  updated: updated + unchanged
})

const quick = { rate: { requests: 100_000, per: Duration.seconds(1) }, resendAfter: Duration.zero } as const

/** The sinks of the clients, for a server that is there for this test. */
export const clients = (url: string): Sinks =>
  sinksOf({
    ...Edusign.target({ apiKey, baseUrl: url, ...quick }),
    users: Propeller.target({ clientId: apiKey, clientSecret: apiKey, baseUrl: `${url}/v2`, ...quick }).users
  })

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
const sinksOf = ({
  students,
  professors,
  groups,
  users
}: Pick<MySql.MySqlTarget, "students" | "professors" | "groups" | "users">): Sinks =>
  ({ students, professors, groups, users }) as unknown as Sinks
