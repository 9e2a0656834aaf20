/** The upsert rules for one request: its records folded in order over what the target holds (docs/contract.md 1.13). */
import { Predicate } from "effect"
import {
  type AnyUpsert,
  type Entity,
  type Identity,
  identify,
  keyOf,
  keyUnder,
  type Problem,
  parentOf
} from "../entities/Entity.ts"
import { canonicalEmail } from "../entities/Key.ts"
import { type Decision, type Options, refuse, type Stored } from "./Decision.ts"
import { decide } from "./decide.ts"

/** Everything a request may touch, in canonical form: what a directory has to look up before it decides. */
export interface Wanted {
  readonly keys: ReadonlySet<string>
  /** The target's own ids that records name. */
  readonly ids: ReadonlySet<string>
  readonly uniques: ReadonlySet<string>
  readonly parents: ReadonlySet<string>
}

/** What a directory holds of it, as it stood before the request. */
export interface Held {
  /** Answers for every wanted key and parent, and for all that stands above a wanted parent. */
  readonly byKey: (key: string) => Stored | undefined
  readonly byId: (id: string) => Stored | undefined
  /** The record that holds a unique value, archived or not. */
  readonly byUnique: (value: string) => Stored | undefined
}

/** Whether an identity is the usual one; by another, the target's own id, a record is only found. */
const isUsual = (entity: Entity, { field }: Pick<Identity, "field">): boolean =>
  field === entity.identifiers[0]?.field

/** All that a record is named by, in canonical form. */
const identities = (entity: Entity, record: AnyUpsert): ReadonlyArray<Identity> => {
  const found: Array<Identity> = []
  for (const identifier of entity.identifiers) {
    const key = keyUnder(entity, identifier, record)
    if (key !== undefined) found.push({ field: identifier.field, key, creates: identifier.creates })
  }
  return found
}

const uniqueOf = (entity: Entity, record: AnyUpsert): string | undefined => {
  const value = entity.unique === undefined ? undefined : record[entity.unique]
  return typeof value === "string" ? canonicalEmail(value) : undefined
}

/** What has to be looked up for these records; those that are no objects want nothing. */
export const wanted = (entity: Entity, records: ReadonlyArray<unknown>): Wanted => {
  const found = {
    keys: new Set<string>(),
    ids: new Set<string>(),
    uniques: new Set<string>(),
    parents: new Set<string>()
  }
  for (const record of records) {
    if (!Predicate.isReadonlyObject(record)) continue
    for (const identity of identities(entity, record)) {
      const named = isUsual(entity, identity) ? found.keys : found.ids
      named.add(identity.key)
    }
    const unique = uniqueOf(entity, record)
    if (unique !== undefined) found.uniques.add(unique)
    const parent = parentOf(entity, record)
    if (parent !== undefined) found.parents.add(parent)
  }
  return found
}

/**
 * Judges the records of one request in order, one decision each. A parent must have existed before the request;
 * keys, unique values and circles are judged against the state so far.
 */
export const decideBatch = (
  entity: Entity,
  held: Held,
  records: ReadonlyArray<unknown>,
  options: Options,
  newId: () => string
): ReadonlyArray<Decision> => {
  const state = new RequestState(entity, held)
  return records.map(given => {
    const record = withoutAliases(entity, given)
    if ("problem" in record) {
      if (Predicate.isReadonlyObject(given)) state.claim(given)
      return { _tag: "Refuse", ...record.problem }
    }
    const repeated = state.claim(record.value)
    if (repeated !== undefined) return repeated
    const decision = decide(entity, state.facts(record.value), record.value, options, newId)
    state.apply(decision, record.value)
    return decision
  })
}

type Renamed = { readonly value: AnyUpsert } | { readonly problem: Problem }

const withoutAliases = (entity: Entity, given: unknown): Renamed => {
  if (!Predicate.isReadonlyObject(given)) {
    return { problem: { code: "VALIDATION_ERROR", message: `a ${entity.name} must be an object` } }
  }
  const aliases = Object.entries(entity.aliases)
  if (aliases.length === 0) return { value: given }
  const value: Record<string, unknown> = { ...given }
  for (const [alias, field] of aliases) {
    if (!(alias in value)) continue
    if (field in value && value[field] !== value[alias]) {
      const message = `${alias} and ${field} are one field and must not differ`
      return { problem: { code: "VALIDATION_ERROR", field, message } }
    }
    value[field] = value[alias]
    delete value[alias]
  }
  return { value }
}

/** The state within a request: what was held, with what has been decided so far on top. */
class RequestState {
  readonly #entity: Entity
  readonly #held: Held
  readonly #claimed = new Set<string>()
  readonly #now = new Map<string, Stored>()
  readonly #byKey = new Map<string, Stored>()
  readonly #uniques = new Map<string, Stored | undefined>()

  constructor(entity: Entity, held: Held) {
    this.#entity = entity
    this.#held = held
  }

  /** A key is claimed by its first record, even if that one fails; so is a record named by two kinds of id. */
  claim(record: AnyUpsert): Decision | undefined {
    const names: Array<string> = []
    let repeated: string | undefined
    for (const identity of identities(this.#entity, record)) {
      const { field, key } = identity
      const before = isUsual(this.#entity, identity) ? this.#held.byKey(key) : this.#held.byId(key)
      names.push(`${field} ${key}`)
      if (before !== undefined) names.push(`held ${before.id}`)
      if (names.some(name => this.#claimed.has(name))) repeated ??= field
    }
    for (const name of names) this.#claimed.add(name)
    if (repeated === undefined) return undefined
    const message = `an earlier record of this request names this ${this.#entity.name}`
    return refuse("DUPLICATE_IN_REQUEST", message, repeated)
  }

  facts(record: AnyUpsert) {
    const unique = uniqueOf(this.#entity, record)
    const parent = parentOf(this.#entity, record)
    return {
      held: this.#find(record),
      holder: unique === undefined ? undefined : this.#holder(unique),
      parent: parent === undefined ? undefined : this.#held.byKey(parent),
      ancestors: this.#chain(parent)
    }
  }

  apply(decision: Decision, record: AnyUpsert): void {
    if (decision._tag === "Refuse" || decision._tag === "Unchanged") return
    const before = this.#find(record)
    const after = {
      id: decision.id,
      archived: false,
      fields: decision._tag === "Create" ? decision.fields : merged(before?.fields ?? {}, decision.changes)
    }
    this.#now.set(after.id, after)
    const key = keyOf(this.#entity, after.fields)
    if (key !== undefined) this.#byKey.set(key, after)
    const released = before === undefined ? undefined : uniqueOf(this.#entity, before.fields)
    if (released !== undefined) this.#uniques.set(released, undefined)
    const taken = uniqueOf(this.#entity, after.fields)
    if (taken !== undefined) this.#uniques.set(taken, after)
  }

  #find(record: AnyUpsert): Stored | undefined {
    const identity = identify(this.#entity, record)
    if (identity === undefined || identity === "ambiguous") return undefined
    if (isUsual(this.#entity, identity))
      return this.#byKey.get(identity.key) ?? this.#held.byKey(identity.key)
    const stored = this.#held.byId(identity.key)
    return stored === undefined ? undefined : (this.#now.get(stored.id) ?? stored)
  }

  #holder(unique: string): Stored | undefined {
    return this.#uniques.has(unique) ? this.#uniques.get(unique) : this.#held.byUnique(unique)
  }

  #chain(parent: string | undefined): ReadonlySet<string> {
    const above = new Set<string>()
    let key = parent
    while (key !== undefined && !above.has(key)) {
      above.add(key)
      const stored = this.#byKey.get(key) ?? this.#held.byKey(key)
      key = stored === undefined ? undefined : parentOf(this.#entity, stored.fields)
    }
    return above
  }
}

/** What is held after a change: null takes a field away. */
export const merged = (held: AnyUpsert, changes: AnyUpsert): AnyUpsert =>
  Object.fromEntries(Object.entries({ ...held, ...changes }).filter(([, value]) => value !== null))
