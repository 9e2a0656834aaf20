import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Stream } from "effect"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { noOptions } from "../../src/rules/Decision.ts"
import { Directory, upsert } from "../../src/rules/Directory.ts"
import { archived, word } from "./holding.ts"

const withDirectory = <A, E>(test: (directory: Directory["Service"]) => Effect.Effect<A, E, Directory>) =>
  Effect.flatMap(Directory, test).pipe(Effect.provide(Layer.fresh(Directory.layerMemory)))

const pupil = (externalReferenceId: string) => ({ externalReferenceId, firstName: "Ann", lastName: "Lee" })

describe("a directory in memory", () => {
  it.effect("keeps what one request made for the next", () =>
    withDirectory(directory =>
      Effect.gen(function* () {
        const year = { externalReferenceId: "year", name: "Year" }
        const lesson = { externalReferenceId: "1a", name: "1A", parentExternalReferenceId: "year" }
        const first = yield* upsert(Group, [year, lesson], noOptions)
        const second = yield* upsert(Group, [lesson, year], noOptions)
        expect(first.map(word)).toEqual(["Create", "PARENT_GROUP_NOT_FOUND"])
        expect(second.map(word)).toEqual(["Create", "Unchanged"])
        const held = yield* Stream.runCollect(directory.held(Group))
        expect(held.map(({ fields }) => fields)).toEqual([year, lesson])
      })
    )
  )

  it.effect("keeps entities apart: one key may name a student, a professor and a group", () =>
    withDirectory(directory =>
      Effect.gen(function* () {
        const a = yield* upsert(Student, [pupil("a")], noOptions)
        const b = yield* upsert(Professor, [{ ...pupil("a"), email: "a@b" }], noOptions)
        const c = yield* upsert(Group, [{ externalReferenceId: "a", name: "A" }], noOptions)
        expect([a, b, c].flat().map(word)).toEqual(["Create", "Create", "Create"])
        expect(yield* Stream.runCollect(directory.held(Student))).toHaveLength(1)
      })
    )
  )

  it.effect("gives every new record an id of its own, also next to ids that were put there", () =>
    withDirectory(directory =>
      Effect.gen(function* () {
        const [first] = yield* upsert(Student, [pupil("a")], noOptions)
        const taken = first?._tag === "Create" ? first.id.replace("1", "2") : "none"
        yield* directory.put(Student, [archived(taken, pupil("b"))])
        yield* upsert(Student, [pupil("c"), pupil("d")], noOptions)
        const held = yield* Stream.runCollect(directory.held(Student))
        expect(new Set(held.map(({ id }) => id)).size).toBe(4)
      })
    )
  )

  it.effect("puts a record in the place of the one with its id, whose key and e-mail are free again", () =>
    withDirectory(directory =>
      Effect.gen(function* () {
        const carl = { ...pupil("a"), email: "carl@school.example" }
        yield* directory.put(Professor, [archived("p-1", carl)])
        yield* directory.put(Professor, [archived("p-1", pupil("b"))])
        const decisions = yield* upsert(Professor, [carl, { ...pupil("b"), email: "b@c" }], noOptions)
        expect(decisions.map(word)).toEqual(["Create", "ARCHIVED_PROFESSOR_EXISTS"])
      })
    )
  )
})

describe("accounts of people (docs/contract.md 1, F43)", () => {
  const wishes = { sendCredentials: true, newPasswordNeeded: false }

  it.effect("are announced for those who are created when the request asks for it, and for nobody else", () =>
    withDirectory(directory =>
      Effect.gen(function* () {
        yield* upsert(Student, [pupil("a")], noOptions)
        yield* directory.put(Student, [archived("old", pupil("b"))])
        expect(yield* directory.announced).toEqual([])
        const request = [
          { ...pupil("a"), firstName: "Anna" },
          pupil("b"),
          pupil("c"),
          pupil("c"),
          { lastName: "Lee" }
        ]
        const decisions = yield* upsert(Student, request, { allowUnarchive: true, onCreated: wishes })
        expect(decisions.map(word)).toEqual([
          "Update",
          "Unarchive",
          "Create",
          "DUPLICATE_IN_REQUEST",
          "REQUIRED_FIELD_MISSING"
        ])
        const [, , created] = decisions
        const id = created?._tag === "Create" ? created.id : "none"
        expect(yield* directory.announced).toEqual([{ entity: "student", id, ...wishes }])
      })
    )
  )
})
