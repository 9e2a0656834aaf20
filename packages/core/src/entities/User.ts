/** A user as the Propeller endpoint takes them (docs/contract.md 2). */
import * as Entity from "./Entity.ts"
import * as Field from "./Field.ts"

/** The vendor gives no lengths: these fit a column, and no name is longer. */
const text = Field.text({ max: 255 })
const id = Field.key({ max: 190 })
const language = Field.key({ max: 35 })

/** Found by `sourceId`, `source` and `language` together; nothing of a user is cleared (docs/contract.md 2.3). */
export const User = Entity.make({
  name: "user",
  plural: "users",
  fields: {
    sourceId: id,
    source: id,
    language,
    debtorId: text,
    firstName: text,
    middleName: text,
    lastName: text,
    fullName: text,
    title: text,
    abbreviation: text,
    gender: Field.oneOf(["m", "f", "u"]),
    dateOfBirth: Field.date(),
    login: text,
    email: Field.email({ max: 255 }),
    phone: text,
    mobile: text,
    company: text,
    taxNumber: text,
    cocNumber: text,
    primaryLanguage: Field.language(),
    attributes: Field.list({
      items: 100,
      by: ["class", "name"],
      parts: { class: Field.key({ max: 255 }), name: Field.key({ max: 255 }), type: text, value: text }
    }),
    addresses: Field.list({
      items: 20,
      by: ["code"],
      parts: {
        type: Field.oneOf(["delivery", "invoice"]),
        code: Field.key({ max: 255 }),
        street: text,
        city: text,
        country: text
      },
      optional: {
        number: text,
        numberExtension: text,
        postalCode: text,
        region: text,
        isDefault: Field.oneOf(["Y", "N"]),
        firstName: text,
        middleName: text,
        lastName: text,
        gender: text,
        title: text,
        phone: text,
        mobile: text,
        email: text
      }
    }),
    parent: Field.reference({ by: "sourceId", parts: { sourceId: id, source: id }, optional: { language } })
  },
  identifiers: [{ field: "sourceId", with: ["source", "language"], creates: true }],
  required: ["source", "sourceId", "firstName"],
  always: ["source", "sourceId", "language", "firstName"],
  createNeeds: [],
  parent: "parent"
})

/** What a target is asked to make true of one user. */
export type User = Entity.Of<typeof User>
