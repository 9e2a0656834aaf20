import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import type { Entity } from "../../src/entities/Entity.ts"
import { parentOf } from "../../src/entities/Entity.ts"
import { Professor } from "../../src/entities/Professor.ts"
import type { Stored } from "../../src/rules/Decision.ts"
import { decideBatch, type Held, wanted } from "../../src/rules/decideBatch.ts"
import { holding } from "./holding.ts"
import { play } from "./playing.ts"
import { worlds } from "./worlds.ts"

/** What a directory that looks up no more than is wanted hands over: with a parent, all that stand above it. */
const lookedUp = (entity: Entity, records: ReadonlyArray<unknown>, stored: ReadonlyArray<Stored>): Held => {
  const all = holding(...stored)
  const want = wanted(entity, records)
  const keys = new Set(want.keys)
  for (const parent of want.parents) {
    let key: string | undefined = parent
    while (key !== undefined) {
      keys.add(key)
      key = parentOf(entity, all.byKey(key)?.fields ?? {})
    }
  }
  return {
    byKey: key => (keys.has(key) ? all.byKey(key) : undefined),
    byId: id => (want.ids.has(id) ? all.byId(id) : undefined),
    byUnique: value => (want.uniques.has(value) ? all.byUnique(value) : undefined)
  }
}

describe("what has to be looked up for a request", () => {
  it("is named in the form in which it is compared (docs/contract.md 1.6)", () => {
    const records = [
      { externalReferenceId: " e\u0301", email: "Ann@School.example " },
      { externalReferenceId: "\u00e9", professorId: " p-1 " },
      { externalReferenceId: 7, email: null },
      "no object"
    ]
    expect(wanted(Professor, records)).toEqual({
      keys: new Set(["\u00e9"]),
      ids: new Set(["p-1"]),
      uniques: new Set(["ann@school.example"]),
      parents: new Set()
    })
  })

  it.effect.prop(
    "is enough: a request is decided over it as over all that is held",
    worlds.map(({ histories }) => histories),
    histories =>
      Effect.gen(function* () {
        for (const [index, world] of worlds.entries()) {
          for (const { before, request } of yield* play(world, histories[index] ?? [])) {
            const over = (held: Held) =>
              decideBatch(world.entity, held, request.records, request.options, () => "new")
            expect(over(lookedUp(world.entity, request.records, before))).toEqual(over(holding(...before)))
          }
        }
      }),
    { arbitrary: { runs: 150 } }
  )
})
