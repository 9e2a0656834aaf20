/** The upsert rules for one record: pure, and the same for the server and for MySQL (docs/contract.md 1). */
import { Equal } from "effect"
import {
  type AnyUpsert,
  type Entity,
  type Identity,
  identify,
  names,
  parentOf,
  problems
} from "../entities/Entity.ts"
import { type Decision, type Facts, type Options, refuse, type Stored } from "./Decision.ts"
import { joined } from "./items.ts"

/**
 * Judges one record against the facts: create it, change these fields, nothing to do, unarchive, or refuse.
 * `newId` names a record that is created.
 */
export const decide = (
  entity: Entity,
  facts: Facts,
  record: AnyUpsert,
  options: Options,
  newId: () => string
): Decision => {
  const problem = options.checked === true ? undefined : problems(entity, record)[0]
  if (problem !== undefined) return { _tag: "Refuse", ...problem }
  const identity = identify(entity, record)
  if (identity === "ambiguous") return ambiguous(entity)
  return (
    refuseHeld(entity, facts.held, identity, options) ??
    refuseParent(entity, facts, record, identity) ??
    refuseUnique(entity, facts, record) ??
    (facts.held === undefined ? create(entity, record, newId) : change(entity, facts.held, record))
  )
}

const ambiguous = (entity: Entity): Decision => {
  const either = entity.identifiers.map(identifier => identifier.field).join(" or ")
  return refuse(
    `AMBIGUOUS_${entity.name.toUpperCase()}_IDENTIFIER`,
    `a ${entity.name} is named by ${either}, not by both`
  )
}

const refuseHeld = (
  entity: Entity,
  held: Stored | undefined,
  identity: Identity | undefined,
  options: Options
): Decision | undefined => {
  if (held === undefined) {
    if (identity === undefined || identity.creates) return undefined
    const code = `${entity.name.toUpperCase()}_NOT_FOUND`
    return refuse(code, `no ${entity.name} has this ${identity.field}`, identity.field)
  }
  if (!held.archived || (entity.unarchives && options.allowUnarchive)) return undefined
  const code = `ARCHIVED_${entity.name.toUpperCase()}_EXISTS`
  return refuse(code, `the ${entity.name} under this key is archived`, identity?.field)
}

const refuseParent = (
  entity: Entity,
  facts: Facts,
  record: AnyUpsert,
  identity: Identity | undefined
): Decision | undefined => {
  const parentKey = parentOf(entity, record)
  if (entity.parent === undefined || parentKey === undefined) return undefined
  const circle = `${entity.name.toUpperCase()}_CYCLE`
  if (identity?.key === parentKey)
    return refuse(circle, `a ${entity.name} cannot be its own parent`, entity.parent)
  if (facts.parent === undefined || facts.parent.archived) {
    const code = `PARENT_${entity.name.toUpperCase()}_NOT_FOUND`
    return refuse(code, `the parent ${entity.name} did not exist before this request`, entity.parent)
  }
  if (identity !== undefined && facts.ancestors.has(identity.key)) {
    return refuse(circle, `this parent stands below the ${entity.name} itself`, entity.parent)
  }
  return undefined
}

const refuseUnique = (entity: Entity, facts: Facts, record: AnyUpsert): Decision | undefined => {
  if (entity.unique === undefined || typeof record[entity.unique] !== "string") return undefined
  if (facts.holder === undefined || facts.holder.id === facts.held?.id) return undefined
  const code = `${entity.unique.toUpperCase()}_ALREADY_EXISTS`
  return refuse(code, `another ${entity.name} has this ${entity.unique}`, entity.unique)
}

const create = (entity: Entity, record: AnyUpsert, newId: () => string): Decision => {
  const missing = absent(entity.createNeeds, record)
  if (missing !== undefined) {
    return refuse("REQUIRED_FIELD_MISSING", `a new ${entity.name} needs ${missing}`, missing)
  }
  return { _tag: "Create", id: newId(), fields: withoutCleared(record) }
}

const absent = (fields: ReadonlyArray<string>, record: AnyUpsert): string | undefined =>
  fields.find(field => record[field] === undefined)

/** The record itself where nothing is cleared, which is nearly always so. */
const withoutCleared = (record: AnyUpsert): AnyUpsert => {
  for (const field in record)
    if (clears(record[field]))
      return Object.fromEntries(Object.entries(record).filter(([, value]) => !clears(value)))
  return record
}

const change = (entity: Entity, held: Stored, record: AnyUpsert): Decision => {
  const changes: Record<string, unknown> = {}
  let changed = held.archived
  for (const field in record) {
    const value = record[field]
    const before = held.fields[field]
    // What found a record is no change to it.
    if ((typeof value === "string" && value === before) || names(entity, field)) continue
    const known = entity.fields[field]
    if (known?.kind === "list") {
      const { by = [], items = Infinity } = known
      const after = joined(by, before, value)
      if (after === undefined) continue
      if (after.length > items)
        return refuse("VALIDATION_ERROR", `must have at most ${items} items, with those that are held`, field)
      changes[field] = after
    } else if (clears(value)) {
      if (before === undefined) continue
      changes[field] = null
    } else if (equal(value, before)) continue
    else changes[field] = value
    changed = true
  }
  if (!changed) return { _tag: "Unchanged", id: held.id }
  return { _tag: held.archived ? "Unarchive" : "Update", id: held.id, changes }
}

/** An empty list clears as null does (docs/contract.md 1.7). */
const clears = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0)

const equal = (given: unknown, held: unknown): boolean => {
  if (given === held || typeof given !== "object") return given === held
  return Array.isArray(given) && Array.isArray(held) ? sameSet(given, held) : Equal.equals(given, held)
}

const sameSet = (a: ReadonlyArray<unknown>, b: ReadonlyArray<unknown>): boolean => {
  // Nearly always in the same order, too.
  if (a.length === b.length && a.every((item, index) => item === b[index])) return true
  const [left, right] = [new Set(a), new Set(b)]
  return left.size === right.size && [...left].every(item => right.has(item))
}
