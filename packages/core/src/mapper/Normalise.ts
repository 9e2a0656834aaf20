/** What is always done to values on the way out: Unicode form, spaces, blanks, e-mail case (F20, F26, F27). */
import type { Entity } from "../entities/Entity.ts"
import type { Field } from "../entities/Field.ts"

/** A record with every value normalised and every absent field gone; null stays null (Law 8). */
export const normalise = (
  entity: Entity,
  record: { readonly [field: string]: unknown }
): Record<string, unknown> => {
  const clean: Record<string, unknown> = {}
  for (const name of Object.keys(record)) {
    const known = Object.hasOwn(entity.fields, name)
    const kept = normaliseValue((known && entity.fields[name]?.kind) || "text", record[name])
    if (kept === undefined) continue
    if (known) clean[name] = kept
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

const normaliseValue = (kind: Field["kind"], value: unknown): unknown => {
  if (typeof value === "string") return blankToAbsent(text(kind, value))
  if (kind === "tags" && Array.isArray(value)) return tags(value)
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
