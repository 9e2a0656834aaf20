/** A teacher or trainer, as the Edusign endpoint takes them (docs/contract.md 1). */
import * as Entity from "./Entity.ts"
import * as Field from "./Field.ts"

/** Found by `externalReferenceId`, or strictly by `professorId`; no two share an e-mail. */
export const Professor = Entity.make({
  name: "professor",
  plural: "professors",
  fields: {
    externalReferenceId: Field.key({ max: 64 }),
    externalReferenceType: Field.text({ max: 30 }),
    professorId: Field.key(),
    firstName: Field.text({ max: 100 }),
    lastName: Field.text({ max: 100 }),
    email: Field.email({ max: 255 }),
    phone: Field.text({ max: 20, nullable: true }),
    // The vendor's table says "string (URL)", its example "Mathematics": text (docs/contract.md 1).
    speciality: Field.text({ max: 255, nullable: true }),
    tags: Field.tags({ items: 15, max: 35, nullable: true })
  },
  identifiers: [
    { field: "externalReferenceId", creates: true },
    { field: "professorId", creates: false }
  ],
  createNeeds: ["firstName", "lastName", "email"],
  unique: "email"
})

/** What a target is asked to make true of one professor. */
export type Professor = Entity.Of<typeof Professor>
