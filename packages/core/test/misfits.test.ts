import { describe, expect, it } from "vitest"
import { misfits, relaxed } from "../src/entities/Entity.ts"
import { Student } from "../src/entities/Student.ts"
import { User } from "../src/entities/User.ts"

const named = { sourceId: "7", source: "acme", firstName: "Ann" }
const attribute = { class: "user", name: "badge", type: "text", value: "7" }

const faults = (record: unknown) => misfits(User, record).map(({ fault, field }) => [fault, field])

describe("what a target that checks shapes refuses (docs/contract.md 2)", () => {
  it.each<readonly [string, unknown, ReadonlyArray<readonly [string, string | undefined]>]>([
    ["nothing of a good record", named, []],
    ["no object", "Ann", [["type", undefined]]],
    ["a field that is missing", { sourceId: "7", source: "acme" }, [["missing", "firstName"]]],
    ["a field that is not known", { ...named, nickname: "Zed" }, [["unknown", "nickname"]]],
    ["another type", { ...named, lastName: 7 }, [["type", "lastName"]]],
    ["null", { ...named, lastName: null }, [["type", "lastName"]]],
    ["a word that is not one of them", { ...named, gender: "x" }, [["type", "gender"]]],
    ["a part that is missing", { ...named, parent: { sourceId: "1" } }, [["type", "parent"]]],
    [
      "a part that is not known",
      { ...named, attributes: [{ ...attribute, x: "y" }] },
      [["type", "attributes"]]
    ],
    [
      "everything at once, each field once",
      { sourceId: 7, gender: 7, attributes: [7, 8], nickname: "Zed" },
      [
        ["type", "sourceId"],
        ["type", "gender"],
        ["type", "attributes"],
        ["unknown", "nickname"],
        ["missing", "source"],
        ["missing", "firstName"]
      ]
    ],
    ["but no limit: too long", { ...named, lastName: "x".repeat(256) }, []],
    ["but no limit: no date", { ...named, dateOfBirth: "2001-02-30" }, []],
    ["but no limit: no e-mail", { ...named, email: "nobody" }, []],
    ["but no limit: one item twice", { ...named, attributes: [attribute, attribute] }, []],
    [
      "a shape behind a limit",
      {
        ...named,
        attributes: [
          { ...attribute, value: "" },
          { ...attribute, value: 7 }
        ]
      },
      [["type", "attributes"]]
    ]
  ])("%s", (_, record, expected) => {
    expect(faults(record)).toHaveLength(expected.length)
    expect(faults(record)).toEqual(expect.arrayContaining([...expected]))
  })

  it("what a relaxed target does without, but never what names a record (2.1)", () => {
    const lenient = relaxed(User, ["firstName", "source", "sourceId"])
    expect(misfits(lenient, { sourceId: "7", source: "acme" })).toEqual([])
    expect(misfits(lenient, {})).toMatchObject([
      { fault: "missing", field: "source" },
      { fault: "missing", field: "sourceId" }
    ])
  })

  it("nothing that other entities lack", () => {
    expect(misfits(Student, {})).toEqual([])
  })
})
