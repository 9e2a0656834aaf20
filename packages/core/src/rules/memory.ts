/** A directory in memory: a map an entity, one request after another. */
import { Effect, Stream } from "effect"
import { type Entity, keyOf } from "../entities/Entity.ts"
import { canonicalEmail } from "../entities/Key.ts"
import type { Decision, Options, Stored } from "./Decision.ts"
import { type Held, merged } from "./decideBatch.ts"
import type { Announcement, Storage } from "./Storage.ts"

/** A new, empty directory. JavaScript runs one judgement at a time, so every request is a transaction. */
export const memory = (): Storage => {
  const tables = new Map<string, Table>()
  const announced: Array<Announcement> = []
  const table = (entity: Entity): Table => {
    const found = tables.get(entity.name) ?? new Table(entity)
    tables.set(entity.name, found)
    return found
  }
  let created = 0
  return {
    transact: (entity, _wanted, options, judge) =>
      Effect.sync(() => {
        const rows = table(entity)
        const decisions = judge(rows, () => {
          do created += 1
          while (rows.byId(`${entity.name}-${created}`) !== undefined)
          return `${entity.name}-${created}`
        })
        for (const decision of decisions) rows.commit(decision)
        announced.push(...announcements(entity, decisions, options))
        return decisions
      }),
    held: entity => Stream.suspend(() => Stream.fromIterable(table(entity).all())),
    put: (entity, records) =>
      Effect.sync(() => {
        for (const record of records) table(entity).put(record)
      }),
    announced: Effect.sync(() => [...announced])
  }
}

const announcements = (entity: Entity, decisions: ReadonlyArray<Decision>, options: Options) => {
  const { sendCredentials, newPasswordNeeded } = options.onCreated
  if (!sendCredentials && !newPasswordNeeded) return []
  return decisions
    .filter(decision => decision._tag === "Create")
    .map(({ id }) => ({ entity: entity.name, id, sendCredentials, newPasswordNeeded }))
}

class Table implements Held {
  readonly #entity: Entity
  readonly #rows = new Map<string, Stored>()
  readonly #keys = new Map<string, string>()
  readonly #uniques = new Map<string, string>()

  constructor(entity: Entity) {
    this.#entity = entity
  }

  readonly byId = (id: string) => this.#rows.get(id)
  readonly byKey = (key: string) => this.#rows.get(this.#keys.get(key) ?? "")
  readonly byUnique = (value: string) => this.#rows.get(this.#uniques.get(value) ?? "")
  readonly all = () => this.#rows.values()

  put(record: Stored): void {
    const before = this.#rows.get(record.id)
    if (before !== undefined)
      this.#index(before, (index, key) => index.get(key) === before.id && index.delete(key))
    this.#rows.set(record.id, record)
    this.#index(record, (index, key) => index.set(key, record.id))
  }

  commit(decision: Decision): void {
    if (decision._tag === "Refuse" || decision._tag === "Unchanged") return
    const { id } = decision
    const held = this.#rows.get(id)?.fields ?? {}
    const fields = decision._tag === "Create" ? { ...decision.fields } : merged(held, decision.changes)
    this.put({ id, archived: false, fields })
  }

  #index(record: Stored, change: (index: Map<string, string>, key: string) => void): void {
    const key = keyOf(this.#entity, record.fields)
    if (key !== undefined) change(this.#keys, key)
    const unique = record.fields[this.#entity.unique ?? ""]
    if (typeof unique === "string") change(this.#uniques, canonicalEmail(unique))
  }
}
