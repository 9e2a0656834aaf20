import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Student } from "../../src/entities/Student.ts"
import { type Decision, noOptions } from "../../src/rules/Decision.ts"
import { type Storage, StorageFault } from "../../src/rules/Directory.ts"
import { memory } from "../../src/rules/memory.ts"
import { archived, stored, word } from "./holding.ts"
import { play, step } from "./playing.ts"
import { worlds } from "./worlds.ts"

/** A storage that reads and judges, and fails to write. */
const readOnly = (storage: Storage): Storage => ({
  ...storage,
  transact: (entity, wanted, options, judge) =>
    storage
      .transact(entity, wanted, options, (held, newId) => {
        judge(held, newId)
        return []
      })
      .pipe(Effect.andThen(Effect.fail(new StorageFault({ message: "the disk is full" }))))
})

const whenNotStored = (decision: Decision): string => {
  if (decision._tag === "Create") return "CREATE_FAILED"
  return decision._tag === "Update" || decision._tag === "Unarchive" ? "UPDATE_FAILED" : word(decision)
}

describe("a storage that fails (docs/contract.md 1.4)", () => {
  it.effect("creates and updates fail by their codes, refusals keep theirs, and nothing is stored", () =>
    Effect.gen(function* () {
      const storage = memory()
      const held = [
        stored("s-1", { externalReferenceId: "a", firstName: "Ann", lastName: "Lee" }),
        archived("s-2", { externalReferenceId: "b", firstName: "Bo", lastName: "Lee" })
      ]
      yield* storage.put(Student, held)
      const { after, decisions } = yield* step(readOnly(storage), Student, {
        records: [
          { externalReferenceId: "c", firstName: "Cy", lastName: "Lee" },
          { externalReferenceId: "a", firstName: "Anna" },
          { externalReferenceId: "b" },
          { externalReferenceId: "d" },
          { externalReferenceId: "a", lastName: "Roe" },
          7
        ],
        options: { allowUnarchive: true, onCreated: { sendCredentials: true, newPasswordNeeded: true } }
      })
      expect(decisions.map(word)).toEqual([
        "CREATE_FAILED",
        "UPDATE_FAILED",
        "UPDATE_FAILED",
        "REQUIRED_FIELD_MISSING",
        "DUPLICATE_IN_REQUEST",
        "VALIDATION_ERROR"
      ])
      expect(after).toEqual(held)
      expect(yield* storage.announced).toEqual([])
    })
  )

  it.effect("the same request goes through once the storage is well", () =>
    Effect.gen(function* () {
      const storage = memory()
      const request = {
        records: [{ externalReferenceId: "c", firstName: "Cy", lastName: "Lee" }],
        options: noOptions
      }
      expect((yield* step(readOnly(storage), Student, request)).decisions.map(word)).toEqual([
        "CREATE_FAILED"
      ])
      expect((yield* step(storage, Student, request)).decisions.map(word)).toEqual(["Create"])
    })
  )

  for (const world of worlds) {
    it.effect.prop(
      `any history for a ${world.entity.name}: as without the fault, but nothing is written`,
      [world.histories],
      ([history]) =>
        Effect.gen(function* () {
          for (const { before, decisions, request } of yield* play(world, history)) {
            const storage = memory()
            yield* storage.put(world.entity, before)
            const failed = yield* step(readOnly(storage), world.entity, request)
            expect(failed.decisions.map(word)).toEqual(decisions.map(whenNotStored))
            expect(failed.after).toEqual(before)
          }
        }),
      { arbitrary: { runs: 100 } }
    )
  }
})
