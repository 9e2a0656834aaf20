/** What is always done to values on the way out: Unicode form, spaces, blanks, e-mail case (F20, F26, F27). */
import { Equal, Predicate } from "effect"
import type { Entity, Fields } from "../entities/Entity.ts"
import { type Field, nameOf } from "../entities/Field.ts"

/** A record with every value normalised and every absent field gone; null stays null (Law 8). */
export const normalise = (
  entity: Entity,
  record: { readonly [field: string]: unknown }
): Record<string, unknown> => normaliseFields(entity.fields, record)

const normaliseFields = (
  fields: Fields,
  record: { readonly [field: string]: unknown }
): Record<string, unknown> => {
  const clean: Record<string, unknown> = {}
  for (const name of Object.keys(record)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    const kept = normaliseValue(field, record[name])
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

const normaliseValue = (field: Field | undefined, value: unknown): unknown => {
  if (typeof value === "string") return blankToAbsent(text(field?.kind ?? "text", value))
  if (field?.kind === "tags" && Array.isArray(value)) return tags(value)
  if (field?.kind === "list" && Array.isArray(value)) return items(field, value)
  if (field?.kind === "reference" && Predicate.isReadonlyObject(value)) return reference(field, value)
  return value
}

const text = (kind: Field["kind"], value: string): string => {
  // Some letters only have their NFC once they are small.
  if (kind === "email") return spaceless(value.toLowerCase())
  if (kind === "key") return spaceless(value)
  return spaced(value)
}

const plain = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/
const zeroWidth = /[\u200b\u2060\ufeff]/gu
const spaces = /[\s\u0085]+/gu
/** As `zeroWidth`, with the soft hyphen and the joiners, which a name may need and a key may not. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu

/**
 * NFC, trimmed, runs of spaces of any kind one space, characters of no width gone. Most values are plain ASCII and stay
 * as they are.
 */
export const spaced = (value: string): string =>
  plain.test(value) ? value : value.replace(zeroWidth, "").replace(spaces, " ").trim().normalize("NFC")

/** As `spaced`, and without any character that nobody sees but that makes two keys differ. */
export const spaceless = (value: string): string =>
  plain.test(value) ? value : spaced(value.replace(invisible, ""))

const blankToAbsent = (value: string): string | undefined => (value === "" ? undefined : value)

/** Blank tags gone, repeated ones kept once (F56); an empty list stays one, since it clears. */
const tags = (values: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
  const clean = values
    .map(value => (typeof value === "string" ? spaced(value) : value))
    .filter(value => value !== "")
  return [...new Set(clean)]
}

/** Items with nothing in them gone, and those that only repeat another. */
const items = ({ parts = {}, by = [] }: Field, values: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
  const seen = new Map<string, unknown>()
  return values.flatMap(value => {
    if (!Predicate.isReadonlyObject(value)) return [value]
    const item = normaliseFields(parts, value)
    const name = nameOf(by, item)
    if (Object.keys(item).length === 0 || Equal.equals(seen.get(name), item)) return []
    seen.set(name, item)
    return [item]
  })
}

/** A reference that has lost the part that names somebody is as blank as a text can be. */
const reference = ({ parts = {}, by = [] }: Field, value: { readonly [part: string]: unknown }): unknown => {
  const clean = normaliseFields(parts, value)
  return by.every(part => clean[part] === undefined) ? undefined : clean
}
