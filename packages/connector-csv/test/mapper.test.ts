import { describe, expect, it } from "@effect/vitest"
import { Group, Normalise, Student, User } from "@rollcall/core"
import { Csv } from "../src/index.ts"

const student = Csv.mapper(Student, {
  externalReferenceId: Csv.prefixed("acme-", "CODE"),
  externalReferenceType: Csv.constant("YPAREO"),
  lastName: "NOM",
  firstName: Csv.column("PRENOM", text => text.toUpperCase()),
  email: Csv.optional("EMAIL"),
  phone: Csv.clearing("TEL"),
  badgeId: Csv.optional(Csv.clearing("BADGE")),
  curriculumName: Csv.column("FORMATION", text => (text === "?" ? undefined : text)),
  tags: Csv.split("ETIQUETTES", "|")
})

const row = {
  CODE: " 0012 ",
  NOM: "Martin",
  PRENOM: "Zoé",
  EMAIL: "zoe@school.example",
  TEL: "0639980001",
  BADGE: "77",
  FORMATION: "BTS",
  ETIQUETTES: "interne| |alternance |"
}

describe("a mapper as data", () => {
  it("puts columns into fields, as text", () => {
    expect(student.map(row)).toEqual({
      externalReferenceId: "acme-0012",
      externalReferenceType: "YPAREO",
      lastName: "Martin",
      firstName: "ZOÉ",
      email: "zoe@school.example",
      phone: "0639980001",
      badgeId: "77",
      curriculumName: "BTS",
      tags: ["interne", "alternance"]
    })
  })

  const blanks = ["", "  ", "\u00a0", "\u200b", "\ufeff\n"]

  it.each(blanks)(
    "leaves a field with the blank cell %j as it is, unless blank clears (Law 8, F32)",
    blank => {
      const blankRow = Object.fromEntries(Object.keys(row).map(name => [name, blank]))
      expect(student.map(blankRow)).toStrictEqual({
        externalReferenceId: undefined,
        externalReferenceType: "YPAREO",
        lastName: undefined,
        firstName: undefined,
        email: undefined,
        phone: null,
        badgeId: null,
        curriculumName: undefined,
        tags: undefined
      })
    }
  )

  it("clears nothing for a column that is not there", () => {
    expect(student.map({})).toMatchObject({ phone: undefined, badgeId: undefined })
  })

  it("leaves tags as they are when a cell has separators only, for an empty list would clear them", () => {
    expect(student.map({ ...row, ETIQUETTES: " | |" })).toMatchObject({ tags: undefined })
  })

  it("leaves a field out when its text is made into nothing", () => {
    expect(student.map({ ...row, FORMATION: "?" })).toMatchObject({ curriculumName: undefined })
  })

  it("says which columns it needs, by the names that headers have", () => {
    const group = Csv.mapper(Group, {
      externalReferenceId: "\ufeffCODE ",
      name: Csv.column("NOM\u00a0 GROUPE"),
      description: Csv.optional("DESCRIPTION"),
      parentExternalReferenceId: Csv.clearing(Csv.prefixed("acme-", Csv.optional("PARENT"))),
      externalReferenceType: Csv.constant("ACME")
    })
    expect(group.columns).toEqual([
      { field: "externalReferenceId", column: "CODE", required: true },
      { field: "name", column: "NOM GROUPE", required: true },
      { field: "description", column: "DESCRIPTION", required: false },
      { field: "parentExternalReferenceId", column: "PARENT", required: false }
    ])
    expect(group.map({ PARENT: "7" })).toMatchObject({ parentExternalReferenceId: "acme-7" })
    expect(group.map({ PARENT: "" })).toMatchObject({ parentExternalReferenceId: null })
    expect(group.map({})).toMatchObject({ parentExternalReferenceId: undefined })
  })

  it("makes lists of what another step made of the text", () => {
    const { map } = Csv.mapper(Student, {
      tags: Csv.split(
        Csv.column("T", text => text.toLowerCase()),
        ","
      )
    })
    expect(map({ T: "A, B" })).toEqual({ tags: ["a", "b"] })
  })
})

describe("a column with a normaliser (docs/normalisers.md)", () => {
  const phone = Normalise.phone({ country: "FR" })
  const { map } = Csv.mapper(User, {
    sourceId: "CODE",
    lastName: Csv.column("NOM", Normalise.properName),
    dateOfBirth: Csv.optional(Csv.column("NAISSANCE", Normalise.date("dd/MM/yyyy"))),
    phone: Csv.column("TEL", phone)
  })

  it("gives what it makes of the text, or why it makes nothing of it", () => {
    const row = {
      CODE: "7",
      NOM: "DE LA TOUR",
      NAISSANCE: "05/06/2007",
      TEL: "06 12 34 56 78\n01 23 45 67 89"
    }
    expect(map(row)).toEqual({
      sourceId: "7",
      lastName: "de la Tour",
      dateOfBirth: "2007-06-05",
      phone: "+33612345678"
    })
    expect(map({ ...row, NAISSANCE: "05/06/07" })).toMatchObject({
      dateOfBirth: Normalise.dropped("has a year of two digits")
    })
  })

  it("still clears with a blank cell, and never with one that cannot be read (F32)", () => {
    const clearing = Csv.mapper(Student, { phone: Csv.clearing(Csv.column("TEL", phone)) })
    expect(clearing.map({ TEL: " " })).toEqual({ phone: null })
    expect(Object.values(clearing.map({ TEL: "112" })).map(Normalise.isDropped)).toEqual([true])
  })
})

describe("what a mapping may say is checked by the compiler", () => {
  it("takes every field of the entity, from what gives its values", () => {
    const upper = Csv.column("NOM", text => text.toUpperCase())
    const letters = Csv.column("LETTRES", text => [...text])
    expect(Csv.mapper(Student, { lastName: upper, tags: letters }).columns).toHaveLength(2)
    expect(
      Csv.mapper(Student, { tags: Csv.clearing(letters), phone: Csv.clearing(upper) }).columns
    ).toHaveLength(2)
    expect(Csv.mapper(Student, { tags: Csv.constant(["a"]), phone: Csv.constant(null) }).columns).toEqual([])
  })

  it("refuses what would not arrive", () => {
    // @ts-expect-error firstname is no field
    const misspelt = () => Csv.mapper(Student, { externalReferenceId: "CODE", firstname: "PRENOM" })
    // A configuration may be JavaScript.
    expect(misspelt).toThrow('students have no field "firstname"')
    const spread = { externalReferenceId: "CODE", nickname: "SURNOM" }
    // @ts-expect-error nickname is no field, also when it comes from elsewhere
    expect(() => Csv.mapper(Student, { ...spread, lastName: "NOM" })).toThrow("nickname")
    // @ts-expect-error tags are a list
    Csv.mapper(Student, { tags: "ETIQUETTES" })
    // @ts-expect-error tags are a list, also when they are optional
    Csv.mapper(Student, { tags: Csv.optional("ETIQUETTES") })
    // @ts-expect-error a name is no list
    Csv.mapper(Student, { lastName: Csv.split("NOM", "|") })
    // @ts-expect-error a name cannot be cleared
    Csv.mapper(Student, { lastName: Csv.clearing("NOM") })
    // @ts-expect-error tags are a list, also when they are normalised
    Csv.mapper(Student, { tags: Csv.column("ETIQUETTES", Normalise.properName) })
    // @ts-expect-error what may have been dropped has no prefix
    Csv.prefixed("fr-", Csv.column("NOM", Normalise.properName))
    // @ts-expect-error a name cannot be null
    Csv.mapper(Student, { lastName: Csv.constant(null) })
    // @ts-expect-error values stay text
    Csv.mapper(Student, { fileNumber: Csv.column("DOSSIER", text => Number(text)) })
    // @ts-expect-error a group has no e-mail
    expect(() => Csv.mapper(Group, { name: "NOM", email: "EMAIL" })).toThrow("email")
    // @ts-expect-error a constant has no column that may be lacking
    Csv.optional(Csv.constant("YPAREO"))
  })
})
