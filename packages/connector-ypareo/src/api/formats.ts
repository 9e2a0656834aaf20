/** How YPAREO writes values (docs/ypareo.md 3): each is taken in every form that has been seen or may be expected. */
import { isAbsent, type Reader, Wrong } from "./Shape.ts"

/** A code: a number or its digits as text; always text here, so that no zero is lost (docs/failures.md F17). */
export const code: Reader<string | undefined> = value => {
  if (typeof value === "number") {
    if (Number.isSafeInteger(value)) return String(value)
    throw Number.isInteger(value)
      ? new Wrong("has more digits than a number in JSON keeps", "DIGITS_LOST")
      : new Wrong("must be a whole number")
  }
  if (isAbsent(value)) return undefined
  if (typeof value === "string") return value.trim()
  throw new Wrong("must be a number or text")
}

/** Text, or a number where somebody has typed only digits. */
export const text: Reader<string | undefined> = value => {
  if (typeof value === "string") return value.trim() === "" ? undefined : value
  if (typeof value === "number") return String(value)
  if (isAbsent(value)) return undefined
  throw new Wrong("must be text")
}

/** Yes or no: 0 and 1, as numbers or text, or as JSON has it. */
export const flag: Reader<boolean | undefined> = value => {
  if (typeof value === "boolean") return value
  if (isAbsent(value)) return undefined
  // A number and its text only: an object may bring a `toString` of its own.
  const written = typeof value === "number" ? String(value) : value
  const word = typeof written === "string" ? written.trim().toLowerCase() : ""
  if (word === "1" || word === "true") return true
  if (word === "0" || word === "false") return false
  throw new Wrong("must be 0 or 1")
}

/** A day as yyyy-MM-dd, which compares as text; nothing for what is no day, since only some readers need it. */
export const day = (written: string | undefined): string | undefined => {
  const [, dd, MM, yyyy] = french.exec(written ?? "") ?? []
  return yyyy === undefined ? iso.exec(written ?? "")?.[0] : `${yyyy}-${MM}-${dd}`
}

const french = /^\s*(\d{2})\/(\d{2})\/(\d{4})(?!\d)/u
const iso = /^\d{4}-\d{2}-\d{2}(?!\d)/u
