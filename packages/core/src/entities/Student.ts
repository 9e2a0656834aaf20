/** A learner, as the Edusign endpoint takes them (docs/contract.md 1). */
import * as Entity from "./Entity.ts"
import * as Field from "./Field.ts"

/** Found by `externalReferenceId`; an archived one comes back only when the run allows it. */
export const Student = Entity.make({
  name: "student",
  plural: "students",
  fields: {
    externalReferenceId: Field.key({ max: 64 }),
    externalReferenceType: Field.text({ max: 30 }),
    firstName: Field.text({ max: 100 }),
    lastName: Field.text({ max: 100 }),
    email: Field.email({ max: 255, nullable: true }),
    phone: Field.text({ max: 20, nullable: true }),
    photoUrl: Field.url({ max: 255, nullable: true }),
    fileNumber: Field.text({ max: 128, nullable: true }),
    curriculumName: Field.text({ max: 160, nullable: true }),
    company: Field.text({ max: 64, nullable: true }),
    badgeId: Field.text({ max: 20, nullable: true }),
    tags: Field.tags({ items: 15, max: 35, nullable: true })
  },
  identifiers: [{ field: "externalReferenceId", creates: true }],
  createNeeds: ["firstName", "lastName"],
  unarchives: true
})

/** What a target is asked to make true of one student. */
export type Student = Entity.Of<typeof Student>
