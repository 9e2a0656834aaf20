/** What a target holds and says, in a form that no id stands in: every target gives ids of its own. */
import type { Decision, Directory, Entity } from "@rollcall/core"
import { Effect, Predicate, Stream } from "effect"

/** Everything that is held, in the order in which it came. */
export const all = (storage: Directory.Storage, entity: Entity.Entity) =>
  Effect.orDie(Stream.runCollect(storage.held(entity)))

/** What is held, without ids. */
export const content = (records: ReadonlyArray<Decision.Stored>): ReadonlyArray<unknown> =>
  records.map(({ archived, fields }) => ({ archived, fields: ordered(fields) })).toSorted(byText)

/** The ids that this target gave, by the order of e-mails. */
export const idsOf = (held: ReadonlyArray<Decision.Stored>): ReadonlyArray<string> =>
  held.toSorted((a, b) => byText(a.fields.email, b.fields.email)).map(({ id }) => id)

/** Instead of an id, the record that it names. */
export const withoutIds = (value: unknown, records: ReadonlyArray<Decision.Stored>): unknown => {
  const byId = new Map(records.map(({ id, fields }) => [id, ordered(fields)]))
  const text = JSON.stringify(value, (name, inner: unknown) =>
    name === "id" && typeof inner === "string" ? (byId.get(inner) ?? "an id of nobody") : inner
  )
  return JSON.parse(text)
}

/** Who was announced, as what they are now. */
export const announced = (storage: Directory.Storage, records: ReadonlyArray<Decision.Stored>) =>
  Effect.map(Effect.orDie(storage.announced), announcements => withoutIds(announcements, records))

/** The order of the keys of an object means nothing, also inside a list. */
export const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (!Predicate.isReadonlyObject(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, ordered(inner)] as const)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const byText = (a: unknown, b: unknown): number => {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
