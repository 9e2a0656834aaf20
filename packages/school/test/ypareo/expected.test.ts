/** What a school foretells of a run from YPAREO equals what can be read from its records. */
import { describe, expect, it } from "vitest"
import { expectedOfYpareo, makeYpareo, type YpareoMapping } from "../../src/index.ts"
import { judge } from "./reading.ts"

const mappings: ReadonlyArray<YpareoMapping> = [
  {},
  { email: "professional", companies: true, below: "formation", salesGroups: true },
  {
    below: "site",
    prefixes: { apprenant: "YPAREO-A-", personnel: "YPAREO-F-", groupe: "YPAREO-G-", site: "S" }
  }
]

describe.each([1, 2, 42, -7])("seed %d", seed => {
  it.each([
    { learners: 0, trainers: 0, groups: 0 },
    { learners: 1, trainers: 1, groups: 1 },
    { learners: 12, trainers: 4, groups: 3, damage: true },
    { learners: 60, trainers: 10, groups: 8, damage: false },
    { learners: 60, trainers: 10, groups: 0 },
    { learners: 3000, trainers: 200, groups: 90 }
  ])("$learners learners, $groups groups, damage $damage", sizes => {
    const school = makeYpareo({ seed, ...sizes })
    for (const mapping of mappings) {
      const { seed: _, sizes: __, ...foretold } = expectedOfYpareo(school, mapping)
      const none = { read: 0, created: 0, filtered: 0, rejected: 0 }
      const read = judge(school.records, school.codePeriode, mapping)
      expect(foretold).toEqual({
        ...read,
        verdicts: { groups: none, professors: none, students: none, ...read.verdicts }
      })
    }
  })
})

it("the default school has 2,000 learners, 150 trainers and their offices, and 80 groups", () => {
  const { verdicts } = expectedOfYpareo(makeYpareo({ seed: 1 }))
  expect(Object.values(verdicts).map(({ read }) => read)).toEqual([80, 150 + 15, 2000])
})

it("foretells each reason and each refusal, in a school that has little room for them", () => {
  const { filtered, rejected, warnings } = expectedOfYpareo(
    makeYpareo({ seed: 3, learners: 60, trainers: 12, groups: 8 })
  )
  expect(new Set(filtered.map(({ reason }) => reason))).toEqual(
    new Set(["hasLeft", "noTrainer", "retired", "salesOnly"])
  )
  expect(new Set(rejected.map(({ error }) => error))).toEqual(
    new Set(["REQUIRED_FIELD_MISSING", "EMAIL_ALREADY_EXISTS"])
  )
  expect(warnings.length).toBeGreaterThan(0)
})

it("foretells nothing that JSON does not keep", () => {
  const foretold = expectedOfYpareo(makeYpareo({ seed: 1, learners: 100 }), { companies: true })
  expect(JSON.parse(JSON.stringify(foretold))).toEqual(foretold)
})

it("keeps the keys of learners and trainers apart where their codes are equal", () => {
  const { held } = expectedOfYpareo(makeYpareo({ seed: 1 }))
  const codes = (keys: object) => Object.keys(keys).map(key => key.replace(/\D+/, ""))
  const equal = codes(held.professors).filter(code => codes(held.students).includes(code))
  expect(equal.length).toBeGreaterThan(5)
})
