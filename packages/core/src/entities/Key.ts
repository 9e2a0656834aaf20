/** How keys and e-mails are compared, everywhere: in one place (docs/contract.md 1.6, F8, F27). */

/** A key in the form in which two keys are the same record or not: NFC, trimmed; case counts. */
export const canonical = (key: string): string => (plain.test(key) ? key : key.normalize("NFC").trim())

/** Most keys are ASCII without spaces, which is its own form. */
const plain = /^[\x21-\x7e]+$/

/** An e-mail in the form in which it is unique: as a key, in lower case; some letters only then have their NFC. */
export const canonicalEmail = (email: string): string => canonical(email.toLowerCase())

/**
 * One key of several parts, as in `4711/ypareo/fr`: canonical, and different for parts that differ. A slash or a
 * backslash inside a part has a backslash before it.
 */
export const compose = (parts: ReadonlyArray<string>): string =>
  parts.map(part => canonical(part).replace(/[\\/]/gu, "\\$&")).join("/")
