/** Two requests that come to two servers at the same time end as if one had gone after the other. */
import { isDeepStrictEqual } from "node:util"
import { expect, it } from "@effect/vitest"
import type { Decision, Entity } from "@rollcall/core"
import type * as Sandbox from "@rollcall/server/sandbox"
import { Arbitrary, Effect } from "effect"
import { MySql } from "../../src/index.ts"
import { migratedFor } from "../Migrated.ts"
import { all, content } from "./content.ts"
import { type Request, requestFor, worlds } from "./History.ts"
import { judged } from "./judged.ts"
import { posted, served } from "./posted.ts"
import { withIds } from "./professors.ts"
import type { Way } from "./Way.ts"

it.live.each(["students", "professors", "groups", "users"] as const)("two requests for %s at once", kind =>
  Effect.gen(function* () {
    const world = worlds[kind]
    const { entity } = world
    const database = yield* migratedFor()
    const directory = () => served(MySql.directory({ url: database.url }))
    const [one, other] = [wayOf(entity, yield* directory()), wayOf(entity, yield* directory())]
    const meeting = Arbitrary.all({ held: world.held, first: requestFor(world), second: requestFor(world) })
    const result = yield* Arbitrary.checkEffect(
      meeting,
      ({ held, ...requests }) =>
        Effect.gen(function* () {
          // Ids that are there before, so that both ways round speak of the same professors.
          const ids = held.map(({ id }) => id)
          const fixed = ({ records, options }: Request): Request => ({
            records: withIds(records, ids),
            options
          })
          const [first, second] = [fixed(requests.first), fixed(requests.second)]
          yield* Effect.promise(database.clear)
          yield* Effect.orDie(one.storage.put(entity, held))
          const [told, toldOther] = yield* Effect.all([one.send(entity, first), other.send(entity, second)], {
            concurrency: 2
          })
          const ended = {
            verdicts: verdictsOf([told, toldOther]),
            held: content(yield* all(one.storage, entity))
          }
          const after = yield* inTurn(entity, held, [first, second])
          const before = yield* inTurn(entity, held, [second, first])
          const possible = [after, { ...before, verdicts: before.verdicts.toReversed() }]
          return (
            possible.some(end => isDeepStrictEqual(end, ended)) || (yield* Effect.fail({ ended, possible }))
          )
        }),
      { runs: 40, seed: 1, size: 30 }
    )
    expect(Arbitrary.formatCheckFailure(result)).toBeUndefined()
  })
)

/** The endpoint for users would refuse whole what only some of a request are to blame for. */
const wayOf = (entity: Entity.Entity, server: Sandbox.Sandbox): Way =>
  entity.name === "user" ? judged(server.directory) : posted(server)

/** What memory makes of them, one after the other. */
const inTurn = (
  entity: Entity.Entity,
  held: ReadonlyArray<Decision.Stored>,
  requests: ReadonlyArray<Request>
) =>
  Effect.scoped(
    Effect.gen(function* () {
      const way = wayOf(entity, yield* served())
      yield* Effect.orDie(way.storage.put(entity, held))
      const verdicts = verdictsOf(yield* Effect.forEach(requests, request => way.send(entity, request)))
      return { verdicts, held: content(yield* all(way.storage, entity)) }
    })
  )

/** Without the records that were named: the other request may have changed them before one could look. */
const verdictsOf = (answers: ReadonlyArray<unknown>): ReadonlyArray<unknown> =>
  answers.map(answer =>
    JSON.parse(JSON.stringify(answer, (name, value: unknown) => (name === "id" ? true : value)))
  )
