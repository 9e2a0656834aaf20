import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { type Entity, keyOf, parentOf, problems } from "../../src/entities/Entity.ts"
import { canonicalEmail } from "../../src/entities/Key.ts"
import type { Stored } from "../../src/rules/Decision.ts"
import { play } from "./playing.ts"
import { worlds } from "./worlds.ts"

const runs = { arbitrary: { runs: 200 } }

const value = (record: Stored, field: string, form: (text: string) => string): string | undefined => {
  const held = record.fields[field]
  return typeof held === "string" ? form(held) : undefined
}

/** The values that more than one record holds. */
const shared = (records: ReadonlyArray<Stored>, field: string, form: (text: string) => string) => {
  const values = records.map(record => value(record, field, form)).filter(held => held !== undefined)
  return values.filter((held, index) => values.indexOf(held) !== index)
}

/** The keys of the records from which the way up never ends. */
const endless = (entity: Entity, records: ReadonlyArray<Stored>): ReadonlyArray<string> => {
  const parents = new Map<string | undefined, string | undefined>()
  for (const { fields } of records) parents.set(keyOf(entity, fields), parentOf(entity, fields))
  parents.delete(undefined)
  return [...parents.keys()].flatMap(key => {
    let above = key
    for (let steps = 0; above !== undefined && steps <= records.length; steps += 1) above = parents.get(above)
    return above === undefined || key === undefined ? [] : [key]
  })
}

describe.each(worlds)("whatever is asked for a $entity.name", world => {
  it.effect.prop(
    "no two records share a key, archived or not (docs/contract.md 1.6)",
    [world.histories],
    ([history]) =>
      Effect.gen(function* () {
        for (const { after } of yield* play(world, history)) {
          const keys = after.flatMap(({ fields }) => keyOf(world.entity, fields) ?? [])
          expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
        }
      }),
    runs
  )

  it.effect.prop(
    "every record keeps what it needs, null is never held, and nothing that a request could not say",
    [world.histories],
    ([history]) =>
      Effect.gen(function* () {
        for (const { after } of yield* play(world, history)) {
          for (const { fields } of after) {
            expect(Object.keys(fields)).toEqual(expect.arrayContaining([...world.entity.createNeeds]))
            expect(Object.values(fields)).not.toContain(null)
            expect(problems(world.entity, fields)).toEqual([])
          }
        }
      }),
    runs
  )
})

describe.each(worlds.filter(({ entity }) => entity.name === "professor"))(
  "whatever is asked of professors",
  world => {
    it.effect.prop(
      "no two share an e-mail, archived or not (docs/contract.md 1.10)",
      [world.histories],
      ([history]) =>
        Effect.gen(function* () {
          for (const { after } of yield* play(world, history)) {
            expect(shared(after, "email", canonicalEmail)).toEqual([])
          }
        }),
      runs
    )
  }
)

describe.each(worlds.filter(({ entity }) => entity.parent !== undefined))(
  "whatever is asked for a $entity.name",
  world => {
    it.effect.prop(
      "every way up ends: no circle, and none is its own parent (docs/contract.md 1.12)",
      [world.histories],
      ([history]) =>
        Effect.gen(function* () {
          for (const { after } of yield* play(world, history))
            expect(endless(world.entity, after)).toEqual([])
        }),
      runs
    )
  }
)
