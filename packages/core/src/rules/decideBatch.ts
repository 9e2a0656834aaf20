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
import { perEntity } from "../entities/perEntity.ts"
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

/**
 * Judges one request: what is held, what names a new record, and the records that the target is known not to take, by
 * their place, with why: nothing of those becomes true for the others.
 */
export type Judge = (
  held: Held,
  newId: () => string,
  barred?: ReadonlyMap<number, Decision>
) => ReadonlyArray<Decision>

/** Whether an identity is the usual one; by another, the target's own id, a record is only found. */
const isUsual = (entity: Entity, { field }: Pick<Identity, "field">): boolean =>
  field === entity.identifiers[0]?.field

/** All that a record is named by, in canonical form. */
const identities = (entity: Entity, record: AnyUpsert): ReadonlyArray<Identity> => {
  const found = identify(entity, record)
  if (found === undefined) return []
  if (found !== "ambiguous") return [found]
  return entity.identifiers.flatMap(identifier => {
    const key = keyUnder(entity, identifier, record)
    return key === undefined ? [] : [{ field: identifier.field, key, creates: identifier.creates }]
  })
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
    for (const identifier of entity.identifiers) {
      const key = keyUnder(entity, identifier, record)
      if (key !== undefined) (isUsual(entity, identifier) ? found.keys : found.ids).add(key)
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
  newId: () => string,
  barred: ReadonlyMap<number, Decision> = new Map()
): ReadonlyArray<Decision> => {
  const state = new RequestState(entity, held)
  return records.map((given, index) => {
    const record = withoutAliases(entity, given)
    if ("problem" in record) {
      if (Predicate.isReadonlyObject(given)) state.claim(identities(entity, given))
      return { _tag: "Refuse", ...record.problem }
    }
    const { value } = record
    const named = identities(entity, value)
    const repeated = state.claim(named)
    const known = repeated ?? barred.get(index)
    if (known !== undefined) return known
    const facts = state.facts(value, named)
    const decision = decide(entity, facts, value, options, newId)
    state.apply(decision, facts.held)
    return decision
  })
}

type Renamed = { readonly value: AnyUpsert } | { readonly problem: Problem }

const withoutAliases = (entity: Entity, given: unknown): Renamed => {
  if (!Predicate.isReadonlyObject(given)) {
    return { problem: { code: "VALIDATION_ERROR", message: `a ${entity.name} must be an object` } }
  }
  const aliases = aliasesOf(entity)
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

const aliasesOf = perEntity(({ aliases }) => Object.entries(aliases))

/** The state within a request: what was held, with what has been decided so far on top. */
class RequestState {
  readonly #entity: Entity
  readonly #held: Held
  readonly #claimed = new Map<string, Set<string>>()
  readonly #claimedIds = new Set<string>()
  /** Whether a record can be named in two ways: then what is named is claimed, too. */
  readonly #several: boolean
  /** Whether a record can meet an earlier one but by its key, which is claimed: by another id, a parent, a unique value. */
  readonly #meets: boolean
  readonly #now = new Map<string, Stored>()
  readonly #byKey = new Map<string, Stored>()
  readonly #uniques = new Map<string, Stored | undefined>()

  constructor(entity: Entity, held: Held) {
    this.#entity = entity
    this.#held = held
    this.#several = entity.identifiers.length > 1
    this.#meets = this.#several || entity.parent !== undefined || entity.unique !== undefined
    for (const { field } of entity.identifiers) this.#claimed.set(field, new Set())
  }

  /** A key is claimed by its first record, even if that one fails; so is a record named by two kinds of id. */
  claim(named: ReadonlyArray<Identity>): Decision | undefined {
    let repeated: string | undefined
    for (const identity of named) {
      const { field, key } = identity
      const id = this.#idOf(identity)
      if (this.#claimed.get(field)?.has(key) || (id !== undefined && this.#claimedIds.has(id)))
        repeated ??= field
    }
    for (const identity of named) {
      this.#claimed.get(identity.field)?.add(identity.key)
      const id = this.#idOf(identity)
      if (id !== undefined) this.#claimedIds.add(id)
    }
    if (repeated === undefined) return undefined
    const message = `an earlier record of this request names this ${this.#entity.name}`
    return refuse("DUPLICATE_IN_REQUEST", message, repeated)
  }

  facts(record: AnyUpsert, named: ReadonlyArray<Identity>) {
    const unique = uniqueOf(this.#entity, record)
    const parent = parentOf(this.#entity, record)
    return {
      held: this.#find(named),
      holder: unique === undefined ? undefined : this.#holder(unique),
      parent: parent === undefined ? undefined : this.#held.byKey(parent),
      ancestors: parent === undefined ? nobody : this.#chain(parent)
    }
  }

  apply(decision: Decision, before: Stored | undefined): void {
    if (!this.#meets || decision._tag === "Refuse" || decision._tag === "Unchanged") return
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

  /** The record that was held under it before the request, where it can be named in another way as well. */
  #idOf(identity: Identity): string | undefined {
    return this.#several ? this.#before(identity)?.id : undefined
  }

  /** What was held under it before the request. */
  #before(identity: Identity): Stored | undefined {
    const { key } = identity
    return isUsual(this.#entity, identity) ? this.#held.byKey(key) : this.#held.byId(key)
  }

  /** By no name, or by two, a record finds nothing. */
  #find(named: ReadonlyArray<Identity>): Stored | undefined {
    const identity = named[0]
    if (identity === undefined || named.length > 1) return undefined
    const before = this.#before(identity)
    if (isUsual(this.#entity, identity)) return this.#byKey.get(identity.key) ?? before
    return before === undefined ? undefined : (this.#now.get(before.id) ?? before)
  }

  #holder(unique: string): Stored | undefined {
    return this.#uniques.has(unique) ? this.#uniques.get(unique) : this.#held.byUnique(unique)
  }

  #chain(parent: string): ReadonlySet<string> {
    const above = new Set<string>()
    let key: string | undefined = parent
    while (key !== undefined && !above.has(key)) {
      above.add(key)
      const stored: Stored | undefined = this.#byKey.get(key) ?? this.#held.byKey(key)
      key = stored === undefined ? undefined : parentOf(this.#entity, stored.fields)
    }
    return above
  }
}

const nobody: ReadonlySet<string> = new Set()

/** What is held after a change: null takes a field away. */
export const merged = (held: AnyUpsert, changes: AnyUpsert): AnyUpsert =>
  Object.fromEntries(Object.entries({ ...held, ...changes }).filter(([, value]) => value !== null))
