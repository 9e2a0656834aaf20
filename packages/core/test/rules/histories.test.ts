import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { type AnyUpsert, type Entity, named } from "../../src/entities/Entity.ts"
import { canonical } from "../../src/entities/Key.ts"
import { word } from "./holding.ts"
import { accepted, identified, once, play } from "./playing.ts"
import { worlds } from "./worlds.ts"

const runs = { arbitrary: { runs: 150 } }

/** The answers that each world has to bring forth, or its properties prove little. */
const everything: { readonly [entity: string]: ReadonlyArray<string> } = {
  student: ["ARCHIVED_STUDENT_EXISTS", "Unarchive"],
  professor: [
    "AMBIGUOUS_PROFESSOR_IDENTIFIER",
    "ARCHIVED_PROFESSOR_EXISTS",
    "EMAIL_ALREADY_EXISTS",
    "PROFESSOR_NOT_FOUND"
  ],
  group: ["ARCHIVED_GROUP_EXISTS", "GROUP_CYCLE", "PARENT_GROUP_NOT_FOUND"],
  user: ["ARCHIVED_USER_EXISTS", "PARENT_USER_NOT_FOUND", "USER_CYCLE"]
}
const common = [
  "Create",
  "DUPLICATE_IN_REQUEST",
  "REQUIRED_FIELD_MISSING",
  "Unchanged",
  "Update",
  "VALIDATION_ERROR"
]

describe.each(worlds)("any history of requests for a $entity.name", world => {
  it.effect("reaches every decision and every code", () =>
    Effect.gen(function* () {
      const histories = yield* Arbitrary.sampleEffect(world.histories, { count: 150, seed: 1, size: 20 })
      const steps = yield* Effect.forEach(histories, history => play(world, history))
      const reached = new Set(steps.flat().flatMap(step => step.decisions.map(word)))
      expect([...reached].sort()).toEqual([...common, ...(everything[world.entity.name] ?? [])].sort())
    })
  )

  it.effect.prop(
    "gives one decision a record, in order: what is accepted is then held as it was given",
    [world.histories],
    ([history]) =>
      Effect.gen(function* () {
        for (const step of yield* play(world, history)) {
          expect(step.decisions.length).toBe(step.request.records.length)
          for (const { record, decision } of accepted(step)) {
            const held = step.after.find(({ id }) => id === decision.id)
            expect(held?.archived).toBe(false)
            const { professorId, ...said } = truth(world.entity, record)
            if (professorId !== undefined) expect(decision.id).toBe(professorId)
            const now = truth(world.entity, held?.fields ?? {})
            for (const [field, value] of Object.entries(said)) {
              const grows = world.entity.fields[field]?.kind === "list"
              const expected: unknown = grows ? expect.arrayContaining(value as Array<unknown>) : value
              expect([field, now[field] ?? (grows ? [] : undefined)]).toEqual([field, expected])
            }
          }
        }
      }),
    runs
  )

  it.effect.prop(
    "a refused record changes nothing: only what is accepted differs afterwards",
    [world.histories],
    ([history]) =>
      Effect.gen(function* () {
        for (const step of yield* play(world, history)) {
          const decisions = accepted(step).map(({ decision }) => decision)
          const written = new Set(decisions.filter(({ _tag }) => _tag !== "Unchanged").map(({ id }) => id))
          const rest = (records: typeof step.before) => records.filter(({ id }) => !written.has(id))
          expect(rest(step.after)).toEqual(rest(step.before))
          const created = decisions.filter(({ _tag }) => _tag === "Create").map(({ id }) => id)
          expect(step.after.map(({ id }) => id)).toEqual([...step.before.map(({ id }) => id), ...created])
        }
      }),
    runs
  )

  it.effect.prop(
    "one failure blocks no other: without the refused records the rest is decided as before",
    [world.histories],
    ([history]) =>
      Effect.gen(function* () {
        for (const { before, request } of yield* play(world, history)) {
          const all = yield* once(world.entity, before, request)
          const good = { ...request, records: accepted(all).map(({ record }) => record) }
          const alone = yield* once(world.entity, before, good)
          expect(alone.decisions).toEqual(accepted(all).map(({ decision }) => decision))
          expect(alone.after).toEqual(all.after)
        }
      }),
    runs
  )

  it.effect.prop(
    "sent again, what was accepted under a key is unchanged; without a key it is a new create (Law 3)",
    [world.histories],
    ([history]) =>
      Effect.gen(function* () {
        const created = world.entity.unique === undefined ? "Create" : "EMAIL_ALREADY_EXISTS"
        for (const step of yield* play(world, history)) {
          const again = yield* once(world.entity, step.after, step.request)
          const second = again.decisions
            .map(word)
            .filter((_, index) => step.decisions[index]?._tag !== "Refuse")
          const expected = accepted(step).map(({ record }) => (identified(record) ? "Unchanged" : created))
          expect(second).toEqual(expected)
        }
      }),
    runs
  )

  it.effect.prop(
    "sent again, the accepted records with a key change nothing that is held",
    [world.histories],
    ([history]) =>
      Effect.gen(function* () {
        for (const step of yield* play(world, history)) {
          const keyed = accepted(step).flatMap(({ record }) => (identified(record) ? [record] : []))
          const again = yield* once(world.entity, step.after, { ...step.request, records: keyed })
          expect(again.decisions.map(word)).toEqual(keyed.map(() => "Unchanged"))
          expect(again.after).toEqual(step.after)
        }
      }),
    runs
  )
})

/** What a record makes true, in a form in which two spellings of one identifier or one set are equal. */
const truth = (entity: Entity, record: AnyUpsert): AnyUpsert =>
  Object.fromEntries(
    Object.entries(record).map(([given, value]) => {
      const field = entity.aliases[given] ?? given
      const identifies = entity.identifiers.flatMap(named).includes(field)
      if (entity.fields[field]?.kind === "list") return [field, value]
      if (identifies && typeof value === "string") return [field, canonical(value)]
      if (value === null || !Array.isArray(value)) return [field, value ?? undefined]
      return [field, value.length === 0 ? undefined : value.toSorted()]
    })
  )
