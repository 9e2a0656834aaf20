/** What is always done to values on the way out: Unicode form, spaces, blanks, e-mail case (F26, F27). */
import { Equal, Predicate } from "effect"
import type { Entity, Fields } from "../entities/Entity.ts"
import { type Field, nameOf } from "../entities/Field.ts"
import { accepts } from "../entities/problems.ts"
import { isDropped } from "../normalisers/Dropped.ts"
import { bare, spaced, spaceless } from "../normalisers/spaces.ts"

type Values = { readonly [field: string]: unknown }

/** A record on its way out, and what the normalisers of its mapper have dropped from it. */
export interface Normalised {
  readonly record: Record<string, unknown>
  readonly drops: ReadonlyArray<Drop>
  /** Whether every value that is left is one that its field takes. */
  readonly sound: boolean
}

/** A value that is not there any more, by its field, and why. */
export interface Drop {
  readonly field: string
  readonly message: string
}

/** A record with every value normalised and every absent or dropped one gone; null stays null (Law 8). */
export const normalise = (entity: Entity, record: Values): Record<string, unknown> =>
  normalised(entity, record).record

/** As `normalise`, with what was dropped: of an object, the part alone. */
export const normalised = (entity: Entity, record: Values): Normalised => {
  const drops: Array<Drop> = []
  const clean = normaliseFields(entity.fields, record, drops)
  return { record: clean, drops, sound: accepts(entity, clean) }
}

/** An object in a field of the record, or an item of a list there, counted from 1. */
interface Inside {
  readonly field: string
  readonly item?: number
}

const normaliseFields = (
  fields: Fields,
  record: Values,
  drops: Array<Drop>,
  inside?: Inside
): Record<string, unknown> => {
  const clean: Record<string, unknown> = {}
  for (const name of Object.keys(record)) {
    const value = record[name]
    if (value === undefined) continue
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (isDropped(value)) {
      drops.push(drop(value.why, name, field, inside))
      continue
    }
    const kept = normaliseValue(field, value, name, drops)
    if (kept === undefined) continue
    if (field !== undefined) clean[name] = kept
    // What is no field may be called `__proto__`, which an assignment would not set.
    else
      Object.defineProperty(clean, name, {
        value: kept,
        enumerable: true,
        configurable: true,
        writable: true
      })
  }
  return clean
}

/** The name of a part that is not known may be a value (Law 9). */
const drop = (why: string, name: string, field: Field | undefined, inside: Inside | undefined): Drop => {
  if (inside === undefined) return { field: name, message: why }
  const part = field === undefined ? "a part that is not known" : name
  const place = inside.item === undefined ? part : `item ${inside.item}, ${part}`
  return { field: inside.field, message: `${place}: ${why}` }
}

const normaliseValue = (
  field: Field | undefined,
  value: unknown,
  name: string,
  drops: Array<Drop>
): unknown => {
  if (typeof value === "string") return blankToAbsent(text(field?.kind ?? "text", value))
  if (field?.kind === "tags" && Array.isArray(value)) return tags(value)
  if (field?.kind === "list" && Array.isArray(value)) return items(field, value, name, drops)
  if (field?.kind === "reference" && Predicate.isReadonlyObject(value))
    return reference(field, value, name, drops)
  return value
}

const text = (kind: Field["kind"], value: string): string => {
  // Some letters only have their NFC once they are small.
  if (kind === "email") return spaceless(small.test(value) ? value : value.toLowerCase())
  if (kind === "key") return spaceless(value)
  // In NFC, it would be the address of another file.
  if (kind === "url") return bare(value)
  return spaced(value)
}

/** Nearly all addresses, and `toLowerCase` copies them all the same. */
const small = /^[!-@[-~]*$/

const blankToAbsent = (value: string): string | undefined => (value === "" ? undefined : value)

/** Blank tags gone, repeated ones kept once (F56); an empty list stays one, since it clears. */
const tags = (values: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
  const clean = new Set<unknown>()
  for (const value of values) clean.add(typeof value === "string" ? spaced(value) : value)
  clean.delete("")
  return [...clean]
}

/** Items with nothing in them gone, and those that only repeat another. */
const items = (
  { parts = {}, by = [] }: Field,
  values: ReadonlyArray<unknown>,
  field: string,
  drops: Array<Drop>
): ReadonlyArray<unknown> => {
  const seen = new Map<string, unknown>()
  return values.flatMap((value, index) => {
    if (!Predicate.isReadonlyObject(value)) return [value]
    const item = normaliseFields(parts, value, drops, { field, item: index + 1 })
    const name = nameOf(by, item)
    if (Object.keys(item).length === 0 || Equal.equals(seen.get(name), item)) return []
    seen.set(name, item)
    return [item]
  })
}

/** A reference that has lost the part that names somebody is as blank as a text can be. */
const reference = (
  { parts = {}, by = [] }: Field,
  value: Values,
  field: string,
  drops: Array<Drop>
): unknown => {
  const clean = normaliseFields(parts, value, drops, { field })
  return by.every(part => clean[part] === undefined) ? undefined : clean
}
