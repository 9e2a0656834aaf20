/** What the school says of itself equals what can be read from its bytes. */
import { describe, expect, it } from "vitest"
import { type Expected, expectedOf, makeSchool } from "../src/index.ts"
import { judge, rowsOf } from "./reading.ts"

describe.each([1, 2, 3, 42, -7, 2 ** 40])("seed %d", seed => {
  it.each([
    { learners: 0, trainers: 0, groups: 0 },
    { learners: 1, trainers: 1, groups: 1 },
    { learners: 1, trainers: 2, groups: 2, damage: true },
    { learners: 10, trainers: 3, groups: 4 },
    { learners: 10, trainers: 3, groups: 4, damage: true },
    { learners: 60, trainers: 10, groups: 12 },
    { learners: 60, trainers: 10, groups: 12, damage: false },
    { learners: 500, trainers: 40, groups: 30 },
    { learners: 3100, trainers: 2000, groups: 200 }
  ])("$learners learners, damage $damage", sizes => {
    const school = makeSchool({ seed, ...sizes })
    const expected = expectedOf(school)
    expect(expected).toEqual(judge(school))
    for (const { read, created, rejected, duplicate } of Object.values(expected.verdicts))
      expect(read).toBe(created + rejected + duplicate)
  })
})

/** How often each kind of damage occurs. */
const tally = ({ rejected, warnings, duplicates }: Expected): Record<string, number> => {
  const kinds = [
    ...rejected.map(({ file, code, field }) => `${file} ${code} ${field ?? ""}`.trim()),
    ...warnings.map(({ file, field }) => `${file} without ${field}`),
    ...duplicates.map(({ file, identical }) => `${file} ${identical ? "repeated" : "differing"}`)
  ]
  return Object.fromEntries([...Map.groupBy(kinds, kind => kind)].map(([kind, all]) => [kind, all.length]))
}

describe("the promised damage", () => {
  it.each([
    { learners: 50, trainers: 150, each: 1 },
    { learners: 2000, trainers: 150, each: 2 },
    { learners: 4500, trainers: 150, each: 4 }
  ])("comes $each times each with $learners learners", ({ learners, trainers, each }) => {
    expect(tally(expectedOf(makeSchool({ seed: 5, learners, trainers })))).toEqual({
      "groupes.csv repeated": 1,
      "formateurs.csv REQUIRED_FIELD_MISSING email": 1,
      "formateurs.csv EMAIL_ALREADY_EXISTS email": 1,
      "apprenants.csv repeated": each,
      "apprenants.csv differing": each,
      "apprenants.csv KEY_MISSING externalReferenceId": each,
      "apprenants.csv VALIDATION_ERROR externalReferenceId": each,
      "apprenants.csv VALIDATION_ERROR lastName": each,
      "apprenants.csv RAGGED_ROW": 2 * each,
      "apprenants.csv without company": each
    })
  })

  it.each([
    { learners: 49, damage: undefined },
    { learners: 500, damage: false }
  ])("stays away with $learners learners and damage $damage", ({ learners, damage }) => {
    expect(tally(expectedOf(makeSchool({ seed: 5, learners, damage })))).toEqual({})
  })

  it("has rows with a cell too many and rows with cells too few", () => {
    const widths = rowsOf(makeSchool({ seed: 5 }), "apprenants.csv").map(({ cells }) => cells.length)
    expect(widths.filter(width => width > 12)).toEqual([13, 13])
    expect(widths.filter(width => width < 12)).toEqual([7, 7])
  })

  it("has records that fill their limits to the last character, and are held", () => {
    const students = Object.values(expectedOf(makeSchool({ seed: 5 })).held.students)
    const full = students.filter(({ externalReferenceId = "" }) => externalReferenceId.length === 64)
    expect(full.map(({ lastName = "", company = "" }) => [lastName.length, company.length])).toEqual([
      [100, 64],
      [100, 64]
    ])
  })
})

describe("bad sizes", () => {
  it.each([
    [{ seed: 1, learners: -1 }, "learners must be a whole number of 0 or more, not -1"],
    [{ seed: 1, trainers: 1.5 }, "trainers must be a whole number of 0 or more, not 1.5"],
    [{ seed: Number.NaN }, "seed must be a whole number, not NaN"]
  ])("%o is refused by name", (options, message) => {
    expect(() => makeSchool(options)).toThrow(message)
  })
})
