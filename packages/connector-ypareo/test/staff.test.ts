import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Ypareo } from "../src/index.ts"
import { apprenant, personnel } from "./records.ts"
import { run } from "./Target.ts"
import { paths, periods, schoolAt, vendor } from "./Vendor.ts"

const staff = "/utilisateur/personnels"

const sync = (records: ReadonlyArray<object>, mapping: Ypareo.ProfessorOptions = {}) =>
  Effect.gen(function* () {
    const service = yield* vendor({ [staff]: records })
    const done = yield* run(schoolAt(service).staff, Ypareo.toProfessor(mapping))
    return { ...done, asked: paths(service) }
  })

describe("staff", () => {
  it.effect("that train become professors, of whatever period", () =>
    Effect.gen(function* () {
      const { held, asked } = yield* sync([personnel(7)], { tags: ({ login = "" }) => [login] })
      expect(held).toEqual([
        {
          externalReferenceId: "personnel-7",
          externalReferenceType: "Ypareo",
          firstName: "Paul",
          lastName: "Petit",
          email: "paul.7@example.org",
          tags: ["trainer7"]
        }
      ])
      expect(asked).toEqual([staff])
    })
  )

  it.effect("get the verdict that each of them deserves", () =>
    Effect.gen(function* () {
      const { verdicts } = yield* sync([
        personnel(1),
        personnel(2, { isFormateur: "1" }),
        personnel(3, { isFormateur: true }),
        personnel(4, { isFormateur: 0, isAdministratif: 1 }),
        personnel(5, { isFormateur: null }),
        personnel(6, { plusUtilise: 1 }),
        personnel(7, { nePlusUtiliser: "1" }),
        personnel(8, { plusUtilise: 0, nePlusUtiliser: "" }),
        personnel(9, { email: " PAUL.1@example.org" }),
        personnel(10, { email: "" }),
        personnel(11, { email: null }),
        personnel(12, { isFormateur: 7 }),
        personnel(1)
      ])
      expect(verdicts).toEqual([
        "created personnel-1",
        "created personnel-2",
        "created personnel-3",
        "filtered is no trainer",
        "filtered is no trainer",
        "filtered is no longer used",
        "filtered is no longer used",
        "created personnel-8",
        "rejected EMAIL_ALREADY_EXISTS email",
        "rejected REQUIRED_FIELD_MISSING email",
        "rejected REQUIRED_FIELD_MISSING email",
        "rejected WRONG_SHAPE isFormateur",
        "duplicate of record 1, identical"
      ])
    })
  )
})

it.effect("a trainer and a learner with one code have keys of their own", () =>
  Effect.gen(function* () {
    const service = yield* vendor({
      [staff]: [personnel(590931)],
      "/formation-longue/apprenants": [apprenant(590931)],
      "/periodes": periods
    })
    const school = schoolAt(service)
    const trainers = yield* run(school.staff, Ypareo.toProfessor({ prefix: "lyon-" }))
    const learners = yield* run(school.learners, Ypareo.toStudent({ prefix: "lyon-" }))
    expect([...trainers.verdicts, ...learners.verdicts]).toEqual([
      "created lyon-personnel-590931",
      "created lyon-apprenant-590931"
    ])
  })
)
