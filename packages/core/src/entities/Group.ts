/** A group of learners, one node of a tree, as the Edusign endpoint takes them (docs/contract.md 1). */
import * as Entity from "./Entity.ts"
import * as Field from "./Field.ts"

/** Found by `externalReferenceId`; its parent must exist before the request that names it. */
export const Group = Entity.make({
  name: "group",
  plural: "groups",
  fields: {
    externalReferenceId: Field.key({ max: 64 }),
    externalReferenceType: Field.text({ max: 30 }),
    name: Field.text({ max: 255 }),
    description: Field.text({ max: 255, nullable: true }),
    // Longer than a key may be: a parent of more than 64 characters matches nothing.
    parentExternalReferenceId: Field.key({ max: 255, nullable: true }),
    logoUrl: Field.url({ max: 500, nullable: true })
  },
  identifiers: [{ field: "externalReferenceId", creates: true }],
  createNeeds: ["name"],
  parent: "parentExternalReferenceId",
  // The vendor's example says logoUrl, its table photoUrl (docs/contract.md 1.11).
  aliases: { photoUrl: "logoUrl" }
})

/** What a target is asked to make true of one group. */
export type Group = Entity.Of<typeof Group>
