/** What becomes of a record in which a normaliser has dropped a value. */
import { describe, expect, it } from "vitest"
import type { Fields } from "../../src/entities/Entity.ts"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { User } from "../../src/entities/User.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Normalise from "../../src/mapper/Normalise.ts"
import { prepare, type Takes } from "../../src/mapper/Prepared.ts"
import { read } from "../../src/source/Row.ts"

const no = Normalise.dropped("is no good")
const at = { origin: "school.csv", line: 2 }
const columns = [
  { field: "phone", column: "TEL", required: false },
  { field: "lastName", column: "NOM", required: true }
]

/** As a mapper in plain JavaScript gives it. */
const given = <F extends Fields>(
  entity: Mapper.Mapper<unknown, F>["entity"],
  draft: object,
  target?: Takes
) => prepare<unknown, F>({ entity, map: () => draft as Mapper.Draft<F>, columns }, read(at, {}), target)

const user = { sourceId: "7", source: "school", firstName: "Ada" }
const address = { type: "delivery", code: "home", street: "Rue A", city: "Lyon", country: "FR" }

describe("a value that a normaliser has dropped", () => {
  it("is left out of its record with the reason, and clears nothing (Law 8)", () => {
    expect(given(Student, { externalReferenceId: "s1", company: "x", phone: no })).toEqual({
      _tag: "Sendable",
      upsert: { externalReferenceId: "s1", company: "x" },
      identity: { field: "externalReferenceId", key: "s1", creates: true },
      warnings: [{ code: "FIELD_DROPPED", field: "phone", column: "TEL", message: "is no good" }]
    })
  })

  it.each<readonly [Mapper.Mapper<unknown, Fields>["entity"], object, string]>([
    [Student, { externalReferenceId: no, firstName: "Ann", lastName: "Lee" }, "externalReferenceId"],
    [Student, { externalReferenceId: "s1", lastName: no }, "lastName"],
    [Professor, { externalReferenceId: "p1", email: no }, "email"],
    [Professor, { professorId: no, firstName: "Ann" }, "professorId"],
    [
      Group,
      { externalReferenceId: "g1", name: "1A", parentExternalReferenceId: no },
      "parentExternalReferenceId"
    ],
    [User, { ...user, firstName: no }, "firstName"],
    [User, { ...user, language: no }, "language"],
    [User, { ...user, parent: no }, "parent"]
  ])(
    "rejects its record where the target needs it, or it names somebody: $0.name %j",
    (entity, draft, field) => {
      expect(given(entity, draft)).toMatchObject({
        _tag: "Settled",
        verdict: {
          _tag: "Rejected",
          code: "VALIDATION_ERROR",
          field,
          message: "is no good",
          ...(field === "lastName" && { column: "NOM" })
        }
      })
    }
  )

  it("leaves a rejected record its key, so that its children can be blocked (F41)", () => {
    expect(given(Group, { externalReferenceId: "g1", name: no })).toMatchObject({
      _tag: "Settled",
      key: "g1"
    })
  })

  it("is left out of an address alone, and the others stay as they are", () => {
    const addresses = [address, { ...address, code: "work", postalCode: no, phone: no }]
    expect(given(User, { ...user, addresses })).toMatchObject({
      _tag: "Sendable",
      upsert: { ...user, addresses: [address, { ...address, code: "work" }] },
      warnings: [
        { code: "FIELD_DROPPED", field: "addresses", message: "item 2, postalCode: is no good" },
        { code: "FIELD_DROPPED", field: "addresses", message: "item 2, phone: is no good" }
      ]
    })
  })

  it("takes the addresses with it where one cannot do without it", () => {
    const prepared = given(User, { ...user, addresses: [{ ...address, city: no }] })
    expect(prepared).toMatchObject({
      _tag: "Sendable",
      warnings: [{ message: "item 1, city: is no good" }, { message: "item 1, city: is missing" }]
    })
    expect(prepared._tag === "Sendable" && "addresses" in prepared.upsert).toBe(false)
  })

  it("rejects its record in any part of the parent, for the others might name somebody else", () => {
    const parents = [
      { sourceId: no, source: "school" },
      { sourceId: "1", source: "school", language: no }
    ]
    for (const parent of parents) {
      expect(given(User, { ...user, parent })).toMatchObject({
        verdict: { _tag: "Rejected", code: "VALIDATION_ERROR", field: "parent" }
      })
    }
  })

  it("is not missed by a target that does not take its field", () => {
    const target: Takes = { takes: field => field !== "phone" }
    expect(given(Student, { externalReferenceId: "s1", phone: no }, target)).toMatchObject({
      _tag: "Sendable",
      warnings: []
    })
  })

  it.each<readonly [object]>([
    [{ nickname: no }],
    [{ tags: no }],
    [{ tags: [no, "a"] }],
    [{ phone: { inner: no } }]
  ])("is never sent, whatever it stands in, and the target's trust changes nothing: %j", draft => {
    for (const target of [{}, { trust: "server" }] as const) {
      expect(given(Student, { externalReferenceId: "s1", ...draft }, target)).toMatchObject({
        upsert: { externalReferenceId: "s1" },
        warnings: [{ code: "FIELD_DROPPED" }]
      })
    }
  })

  it("is no record from a file or an answer: those cannot speak to the report (Law 9)", () => {
    const prepared = given(Student, { externalReferenceId: "s1", phone: JSON.parse('{"why":"Xq7canary"}') })
    expect(prepared).toMatchObject({ warnings: [{ code: "FIELD_DROPPED", field: "phone" }] })
    expect(JSON.stringify(prepared)).not.toContain("Xq7canary")
  })
})

describe("an address that is signed for a time (F39)", () => {
  const photoUrl = "https://photos.example/a.jpg?X-Amz-Expires=600"

  it("is sent as it is, with a warning", () => {
    expect(given(Student, { externalReferenceId: "s1", photoUrl })).toMatchObject({
      upsert: { photoUrl },
      warnings: [{ code: "ADDRESS_EXPIRES", field: "photoUrl" }]
    })
    expect(given(Group, { externalReferenceId: "g1", logoUrl: photoUrl })).toMatchObject({
      warnings: [{ code: "ADDRESS_EXPIRES", field: "logoUrl" }]
    })
  })

  it("is left out once it is too long, and not warned of twice", () => {
    const long = `${photoUrl}&X-Amz-Signature=${"x".repeat(255)}`
    const prepared = given(Student, { externalReferenceId: "s1", photoUrl: long })
    expect(prepared).toMatchObject({ warnings: [{ code: "FIELD_DROPPED", field: "photoUrl" }] })
    expect(prepared._tag === "Sendable" && prepared.warnings).toHaveLength(1)
  })
})

interface Pupil {
  readonly uid: string
  readonly tel?: string | null
  readonly zip: string | null
}

describe("what a mapper may say of normalisers is checked by the compiler", () => {
  const phone = Normalise.phone({ country: "FR" })
  const postcode = Normalise.postcode("FR")
  const map = ({ uid, tel, zip }: Pupil) => ({
    sourceId: uid,
    source: "school",
    firstName: Normalise.properName("ADA"),
    phone: phone(tel),
    addresses: [{ ...address, type: "delivery" as const, postalCode: postcode(zip) }]
  })

  it("takes them in every field and in the parts of objects", () => {
    const mapper = Mapper.make(User, map)
    expect(prepare(mapper, read(at, { uid: "7", tel: "06 12 34 56 78", zip: "2300" }))).toMatchObject({
      upsert: { firstName: "Ada", phone: "+33612345678", addresses: [{ ...address, postalCode: "02300" }] },
      warnings: []
    })
    expect(prepare(mapper, read(at, { uid: "7", tel: "112", zip: null }))).toMatchObject({
      upsert: { ...user, firstName: "Ada", addresses: [address] },
      warnings: [{ field: "phone" }]
    })
  })

  it("refuses them where their text does not belong", () => {
    // @ts-expect-error tags are a list
    Mapper.make(Student, (pupil: Pupil) => ({ externalReferenceId: pupil.uid, tags: phone(pupil.tel) }))
    // @ts-expect-error the number in a database is no text
    Mapper.make(Student, (pupil: { readonly tel: number }) => ({ phone: phone(pupil.tel) }))
    // @ts-expect-error nor is what may have been dropped
    Mapper.make(Student, (pupil: Pupil) => ({ company: phone(pupil.tel)?.toUpperCase() }))
    const { city: _, ...homeless } = address
    const nowhere = { ...homeless, type: "delivery" as const }
    // @ts-expect-error an address needs its city
    Mapper.make(User, (pupil: Pupil) => ({ sourceId: pupil.uid, addresses: [nowhere] }))
  })
})
