/** By what a record is named: its key, in one text however many fields it takes, and its parent's. */
import { Predicate } from "effect"
import type { AnyUpsert, Entity, Identifier } from "./Entity.ts"
import { canonical, compose } from "./Key.ts"
import { perEntity } from "./perEntity.ts"

/** The identity of a record: which identifier it carries and the key that names it, in canonical form. */
export interface Identity {
  readonly field: string
  readonly key: string
  readonly creates: boolean
}

/** `undefined` when the record carries no identifier, `"ambiguous"` when it carries more than one. */
export const identify = (entity: Entity, record: AnyUpsert): Identity | undefined | "ambiguous" => {
  let found: Identity | undefined
  for (const identifier of entity.identifiers) {
    const key = keyUnder(entity, identifier, record)
    if (key === undefined) continue
    if (found !== undefined) return "ambiguous"
    found = { field: identifier.field, key, creates: identifier.creates }
  }
  return found
}

/** The key of a record under one of its entity's identifiers, in canonical form; of several fields, one text. */
export const keyUnder = (
  entity: Entity,
  { field, with: others }: Identifier,
  record: AnyUpsert
): string | undefined => {
  const value = record[field]
  if (typeof value !== "string") return undefined
  if (others === undefined) return canonical(value)
  const parts = [value]
  for (const other of others) {
    const part = record[other]
    if (part === undefined && !entity.required.includes(other)) continue
    if (typeof part !== "string") return undefined
    parts.push(part)
  }
  return compose(parts)
}

/** The key of a record under its entity's usual identifier, in canonical form. */
export const keyOf = (entity: Entity, record: AnyUpsert): string | undefined => {
  const [usual] = entity.identifiers
  return usual === undefined ? undefined : keyUnder(entity, usual, record)
}

/** The key of the parent that a record names, in canonical form. */
export const parentOf = (entity: Entity, record: AnyUpsert): string | undefined => {
  const parent = entity.parent === undefined ? undefined : record[entity.parent]
  if (typeof parent === "string") return canonical(parent)
  return Predicate.isReadonlyObject(parent) ? keyOf(entity, parent) : undefined
}

/** Whether a field is one by which records are named. */
export const names = (entity: Entity, field: string): boolean => naming(entity).has(field)

const naming = perEntity(({ identifiers }) => new Set(identifiers.flatMap(named)))

/** The fields that an identifier is made of. */
export const named = <Name extends string>(identifier: Identifier<Name>): ReadonlyArray<Name> => [
  identifier.field,
  ...(identifier.with ?? [])
]
