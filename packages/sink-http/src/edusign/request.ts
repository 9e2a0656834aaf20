/** A batch as the body of a request (docs/contract.md 1). */
import type { Entity, Permit } from "@rollcall/core"
import { type Encoder, encoder } from "../wire/encoder.ts"
import type { Options } from "./options.ts"

type GroupPicture = NonNullable<Options["groupPicture"]>

/** Groups have their picture under this name; records of other entities have none. */
export const encoderOf = (picture: GroupPicture): Encoder =>
  encoder(upsert => JSON.stringify(picture === "logoUrl" ? upsert : renamed(upsert, "logoUrl", picture)))

const renamed = (upsert: Entity.AnyUpsert, from: string, to: string): Entity.AnyUpsert =>
  Object.fromEntries(Object.entries(upsert).map(([field, value]) => [field === from ? to : field, value]))

/** The whole body; options stand in it only when the run permits something. */
export const body = (
  entity: Entity.Entity,
  batch: ReadonlyArray<Entity.AnyUpsert>,
  permit: Permit,
  { list }: Encoder
): string => {
  const options = optionsOf(entity, permit)
  const tail = options === undefined ? "" : `,"options":${JSON.stringify(options)}`
  return `{${JSON.stringify(entity.plural)}:${list(batch)}${tail}}`
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
