/**
 * The keys of records from YPAREO. Codes of learners, staff and groups come from tables of their own and can be equal:
 * the word before a code keeps them apart (docs/ypareo.md 6).
 */

/** What `externalReferenceType` says of all of them. */
export const referenceType = "Ypareo"

type Kind = "apprenant" | "personnel" | "groupe" | "formation" | "site"

/** As in `lyon-apprenant-590931`, where the prefix is `lyon-`. */
export const keyOf = (prefix: string, kind: Kind, code: string): string => `${prefix}${kind}-${code}`
