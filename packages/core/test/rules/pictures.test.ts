import { describe, expect, it } from "vitest"
import { Group } from "../../src/entities/Group.ts"
import { Student } from "../../src/entities/Student.ts"
import { holding, judge, stored, words } from "./holding.ts"

const one = "https://example.org/1.png"
const two = "https://example.org/2.png"
const held = holding(stored("g-1", { externalReferenceId: "1a", name: "1A", logoUrl: one }))
const judged = (pictures: object) => judge(Group, held, [{ externalReferenceId: "1a", ...pictures }])[0]

describe("the picture of a group has two names on the wire (docs/contract.md 1.11)", () => {
  it.each([
    ["logoUrl", { logoUrl: two }],
    ["photoUrl", { photoUrl: two }],
    ["both, alike", { logoUrl: two, photoUrl: two }]
  ])("%s sets it", (_, pictures) => {
    expect(judged(pictures)).toEqual({ _tag: "Update", id: "g-1", changes: { logoUrl: two } })
  })

  it.each([
    ["logoUrl", { logoUrl: null }],
    ["photoUrl", { photoUrl: null }],
    ["both", { logoUrl: null, photoUrl: null }]
  ])("null under %s clears it", (_, pictures) => {
    expect(judged(pictures)).toEqual({ _tag: "Update", id: "g-1", changes: { logoUrl: null } })
  })

  it("the same picture under either name is nothing to do", () => {
    expect(judged({ photoUrl: one })).toEqual({ _tag: "Unchanged", id: "g-1" })
    expect(judged({ photoUrl: one, logoUrl: one })).toEqual({ _tag: "Unchanged", id: "g-1" })
  })

  it("a new group keeps it under one name", () => {
    expect(judge(Group, held, [{ name: "1B", photoUrl: two }])).toEqual([
      { _tag: "Create", id: "new-1", fields: { name: "1B", logoUrl: two } }
    ])
  })

  it.each([
    ["two addresses", { logoUrl: one, photoUrl: two }],
    ["an address and null", { logoUrl: one, photoUrl: null }],
    ["null and an address", { logoUrl: null, photoUrl: one }]
  ])("%s differ and are refused", (_, pictures) => {
    const decision = judged(pictures)
    expect(decision).toMatchObject({ _tag: "Refuse", code: "VALIDATION_ERROR", field: "logoUrl" })
    expect({ message: "", ...decision }.message).not.toContain("example")
  })

  it.each([
    { photoUrl: "1.png" },
    { photoUrl: "" },
    { photoUrl: 7 },
    { photoUrl: `https://${"x".repeat(493)}` }
  ])("photoUrl is held to the limits of logoUrl", pictures => {
    expect(judged(pictures)).toMatchObject({ _tag: "Refuse", code: "VALIDATION_ERROR" })
  })

  it("a student has a photoUrl of its own, and no logoUrl", () => {
    const name = { firstName: "Ann", lastName: "Lee" }
    const request = [
      { ...name, photoUrl: one },
      { ...name, logoUrl: one }
    ]
    expect(words(Student, holding(), request)).toEqual(["Create", "VALIDATION_ERROR"])
  })
})
