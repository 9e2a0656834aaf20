/** A batch as the body of a request (docs/contract.md 1). */
import type { Entity, Permit } from "@rollcall/core"
import type { Options } from "./options.ts"

type GroupPicture = NonNullable<Options["groupPicture"]>

interface Encoded {
  readonly json: string
  readonly bytes: number
}

const utf8 = new TextEncoder()
/** A record is weighed and later sent: it is written as JSON once, for each name of the picture. */
const encoded = { logoUrl: new WeakMap<object, Encoded>(), photoUrl: new WeakMap<object, Encoded>() }

/** A record as JSON, and its bytes with the comma that parts it from the next. */
export const encode = (upsert: Entity.AnyUpsert, picture: GroupPicture): Encoded => {
  const known = encoded[picture].get(upsert)
  if (known !== undefined) return known
  const json = JSON.stringify(picture === "logoUrl" ? upsert : renamed(upsert, "logoUrl", picture))
  const fresh = { json, bytes: utf8.encode(json).length + 1 }
  encoded[picture].set(upsert, fresh)
  return fresh
}

const renamed = (upsert: Entity.AnyUpsert, from: string, to: string): Entity.AnyUpsert =>
  Object.fromEntries(Object.entries(upsert).map(([field, value]) => [field === from ? to : field, value]))

/** The whole body; options stand in it only when the run permits something. */
export const body = (
  entity: Entity.Entity,
  batch: ReadonlyArray<Entity.AnyUpsert>,
  permit: Permit,
  picture: GroupPicture
): string => {
  const records = batch.map(upsert => encode(upsert, picture).json).join(",")
  const options = optionsOf(entity, permit)
  const tail = options === undefined ? "" : `,"options":${JSON.stringify(options)}`
  return `{${JSON.stringify(entity.plural)}:[${records}]${tail}}`
}

const optionsOf = (entity: Entity.Entity, permit: Permit): object | undefined => {
  const { sendCredentials, newPasswordNeeded } = permit
  const created = createdOptions[entity.name]
  const onCreated = created &&
    (sendCredentials || newPasswordNeeded) && { [created]: { sendCredentials, newPasswordNeeded } }
  const unarchive = entity.unarchives && permit.unarchive && { allowUnarchive: true }
  return onCreated || unarchive ? { ...unarchive, ...onCreated } : undefined
}

/** Only people get accounts. */
const createdOptions: { readonly [entity: string]: string } = {
  student: "onStudentCreated",
  professor: "onProfessorCreated"
}
