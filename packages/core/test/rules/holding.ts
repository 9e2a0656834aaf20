/** A target that holds these records before a request, and what was decided about one, in a word each. */
import type { AnyUpsert, Entity } from "../../src/entities/Entity.ts"
import { canonical, canonicalEmail } from "../../src/entities/Key.ts"
import { type Decision, noOptions, type Options, type Stored } from "../../src/rules/Decision.ts"
import { decideBatch, type Held } from "../../src/rules/decideBatch.ts"

export const stored = (id: string, fields: AnyUpsert): Stored => ({ id, archived: false, fields })

export const archived = (id: string, fields: AnyUpsert): Stored => ({ id, archived: true, fields })

export const holding = (...records: ReadonlyArray<Stored>): Held => ({
  byId: id => records.find(record => record.id === id),
  byKey: key => records.find(record => keyOf(record) === key),
  byUnique: email => records.find(record => text(record, "email", canonicalEmail) === email)
})

/** One id, or the three parts of a user's; none of these tests has a slash in a part. */
const keyOf = (record: Stored): string | undefined =>
  text(record, "externalReferenceId", canonical) ??
  (record.fields.sourceId === undefined
    ? undefined
    : ["sourceId", "source", "language"].flatMap(field => text(record, field, canonical) ?? []).join("/"))

const text = (record: Stored, field: string, canonicalise: (text: string) => string): string | undefined => {
  const value = record.fields[field]
  return typeof value === "string" ? canonicalise(value) : undefined
}

/** The tag of what was decided, or the code with which it was refused. */
export const word = (decision: Decision): string =>
  decision._tag === "Refuse" ? decision.code : decision._tag

/** Judges a request over what is held; new records are called new-1, new-2 and so on. */
export const judge = (
  entity: Entity,
  held: Held,
  records: ReadonlyArray<unknown>,
  options: Options = noOptions
): ReadonlyArray<Decision> => {
  let created = 0
  return decideBatch(entity, held, records, options, () => {
    created += 1
    return `new-${created}`
  })
}

/** The same, in words. */
export const words = (...request: Parameters<typeof judge>): ReadonlyArray<string> =>
  judge(...request).map(word)
