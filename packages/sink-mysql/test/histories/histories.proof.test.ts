/** The proof that all ways end in the same: in memory and over MySQL, through the endpoints, by runs, and as it is judged. */
import { isDeepStrictEqual } from "node:util"
import { expect, it } from "@effect/vitest"
import type { Entity } from "@rollcall/core"
import type { DatabaseOptions } from "@rollcall/test-databases"
import { Arbitrary, Effect } from "effect"
import { inject } from "vitest"
import { MySql } from "../../src/index.ts"
import { migratedFor } from "../Migrated.ts"
import { onEach } from "../onEach.ts"
import { all, announced, content } from "./content.ts"
import { type History, histories, worlds } from "./History.ts"
import { judged } from "./judged.ts"
import { posted, served } from "./posted.ts"
import { clients, mysql, run } from "./run.ts"
import type { Way } from "./Way.ts"

it.live("any history ends alike on every way: the same verdicts, rows and announcements", ({ task }) =>
  Effect.gen(function* () {
    const { histories: runs, seed } = inject("counts")
    const tried = yield* onEach(options => tryOn(options, { runs, seed, size: 40 }))
    const sum = (name: "requests" | "records" | "differing") =>
      tried.reduce((sum, figures) => sum + figures[name], 0)
    task.meta.proof = {
      proof: "histories",
      tried: Math.min(...tried.map(({ histories }) => histories)),
      figures: {
        "requests on all servers, each on every way": sum("requests"),
        "records in them": sum("records"),
        "histories that ended differently": sum("differing")
      }
    }
    expect(tried.flatMap(({ failure }) => failure ?? [])).toEqual([])
  })
)

const tryOn = (options: DatabaseOptions, check: { runs: number; seed: number; size: number }) =>
  Effect.scoped(
    Effect.gen(function* () {
      const behind = yield* migratedFor(options)
      const straight = yield* migratedFor(options)
      const over = yield* served(MySql.directory({ url: behind.url }))
      const overMySql = posted(over)
      const beside = yield* served(MySql.directory({ url: straight.url }))
      const sinks = yield* mysql(straight.url)
      const figures = { histories: 0, requests: 0, records: 0, differing: 0 }
      const result = yield* Arbitrary.checkEffect(
        histories,
        stories =>
          Effect.gen(function* () {
            yield* Effect.promise(() => Promise.all([behind.clear(), straight.clear()]))
            const memory = yield* served()
            const other = yield* served()
            const posting = [posted(memory), overMySql] as const
            const running = [run(other.directory, clients(other.url)), run(beside.directory, sinks)] as const
            figures.histories += 1
            for (const { requests } of Object.values(stories)) {
              figures.requests += requests.length
              for (const { records } of requests) figures.records += records.length
            }
            const differences = [
              ...(yield* playing("posted", posting, stories, kinds)),
              ...(yield* playing("run", running, stories, kinds))
            ]
            // The endpoint for users refuses a whole request for one that is none: so they are judged without it too.
            yield* Effect.promise(behind.clear)
            const judging = [judged((yield* served()).directory), judged(over.directory)] as const
            differences.push(...(yield* playing("judged", judging, stories, ["users"])))
            if (differences.length === 0) return true
            figures.differing += 1
            return yield* Effect.fail(differences)
          }).pipe(Effect.scoped),
        check
      )
      return { ...figures, failure: Arbitrary.formatCheckFailure(result) }
    })
  )

/** Plays histories on two ways at once, and says after which request they differ, and in what. */
const playing = (
  name: string,
  [one, other]: readonly [Way, Way],
  stories: { readonly [K in Kind]: History },
  kinds: ReadonlyArray<Kind>
): Effect.Effect<ReadonlyArray<unknown>> =>
  Effect.gen(function* () {
    const both = <A, E>(look: (way: Way) => Effect.Effect<A, E>) =>
      Effect.orDie(Effect.all([look(one), look(other)]))
    for (const kind of kinds) {
      const { entity } = worlds[kind]
      const { held, requests } = stories[kind]
      yield* both(({ storage }) => storage.put(entity, held))
      for (const [at, request] of requests.entries()) {
        const [left, right] = yield* both(({ send, storage }) =>
          Effect.gen(function* () {
            const verdicts = yield* send(entity, request)
            const records = yield* all(storage, entity)
            const told = isTold(name, entity) ? yield* announced(storage, records) : []
            return { verdicts, held: content(records), told }
          })
        )
        const differing = parts.filter(part => !isDeepStrictEqual(left[part], right[part]))
        if (differing.length > 0)
          return [
            {
              way: name,
              entity: entity.name,
              at,
              differing: differing.map(part => [part, left[part], right[part]])
            }
          ]
      }
    }
    return []
  })

type Kind = keyof typeof worlds
const kinds = ["students", "professors", "groups", "users"] as const
/** Nobody is announced through the endpoint for users, and by a run straight into a database they are. */
const isTold = (way: string, { name }: Entity.Entity): boolean =>
  name === "professor" || (name === "user" && way === "judged")

const parts = ["verdicts", "held", "told"] as const
