import { describe, expect, it } from "vitest"
import { Group } from "../../src/entities/Group.ts"
import { Student } from "../../src/entities/Student.ts"
import { User } from "../../src/entities/User.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"

interface Pupil {
  readonly uid: string
  readonly mail?: string
  readonly left: boolean
}

describe("what a mapper may say is checked by the compiler", () => {
  it("takes fields, undefined for absent, null where it clears, and skip", () => {
    const mapper = Mapper.make(Student, (pupil: Pupil) =>
      pupil.left
        ? Mapper.skip("has left")
        : { externalReferenceId: `acme-${pupil.uid}`, email: pupil.mail, phone: null, tags: ["a"] }
    )
    expect(mapper.map({ uid: "7", left: true })).toEqual({ _tag: "Skip", reason: "has left" })
    expect(mapper.map({ uid: "7", left: false })).toMatchObject({
      externalReferenceId: "acme-7",
      phone: null
    })
  })

  it("refuses a misspelt field, a null that does not clear, and a wrong type", () => {
    // @ts-expect-error firstname is no field
    Mapper.make(Student, (pupil: Pupil) => ({ externalReferenceId: pupil.uid, firstname: "x" }))
    // @ts-expect-error lastName cannot be cleared
    Mapper.make(Student, (pupil: Pupil) => ({ externalReferenceId: pupil.uid, lastName: null }))
    // @ts-expect-error tags are a list
    Mapper.make(Student, (pupil: Pupil) => ({ externalReferenceId: pupil.uid, tags: "a,b" }))
    // @ts-expect-error a group has no e-mail, also behind a condition
    Mapper.make(Group, (pupil: Pupil) => (pupil.left ? Mapper.skip("gone") : { name: "x", email: "y" }))
  })
})

interface Person {
  readonly uid: string
  readonly given: string
  readonly badge?: string
  readonly floor?: string
  readonly boss?: string
}

describe("what a mapper may say inside lists and references is checked by the compiler", () => {
  const named = (person: Person) => ({ sourceId: person.uid, source: "acme", firstName: person.given })
  const home = { type: "delivery", code: "home", street: "Rue", city: "Paris", country: "FR" } as const

  it("takes undefined for an absent part", () => {
    const mapper = Mapper.make(User, (person: Person) => ({
      ...named(person),
      gender: "f",
      parent: { sourceId: person.boss, source: "acme" },
      attributes: [{ class: "user", name: "badge", type: "text", value: person.badge }],
      addresses: [{ ...home, number: person.floor }]
    }))
    expect(mapper.map({ uid: "7", given: "Ann" })).toMatchObject({ parent: { source: "acme" } })
  })

  it("refuses a misspelt part, a missing one, and a word that is not one of them", () => {
    // @ts-expect-error val is no part of an attribute
    Mapper.make(User, (person: Person) => ({
      ...named(person),
      attributes: [{ class: "user", name: "badge", type: "text", value: "7", val: person.badge }]
    }))
    // @ts-expect-error an address has a city
    Mapper.make(User, (person: Person) => ({
      ...named(person),
      addresses: [{ type: "delivery", code: person.uid, street: "Rue", country: "FR" } as const]
    }))
    // @ts-expect-error a parent has no key of one text
    Mapper.make(User, (person: Person) => ({ ...named(person), parent: person.boss }))
    // @ts-expect-error lang is no part of a reference
    Mapper.make(User, (person: Person) => ({
      ...named(person),
      parent: { sourceId: person.uid, source: "acme", lang: "fr" }
    }))
    // @ts-expect-error a gender is m, f or u
    Mapper.make(User, (person: Person) => ({ ...named(person), gender: "x" }))
  })
})
