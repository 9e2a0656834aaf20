/** What became of a record: exactly one verdict for every row that was read (Law 1). */
import { format, type Place } from "../source/Place.ts"

/**
 * `Updated` from a target that says no more means accepted, change unknown. Codes are those of docs/errors.md; `note`
 * holds a vendor's own words and goes to the report alone (Law 9).
 */
export type Verdict =
  | { readonly _tag: "Created" }
  | { readonly _tag: "Updated" }
  | { readonly _tag: "Unarchived" }
  | { readonly _tag: "Unchanged" }
  | { readonly _tag: "Filtered"; readonly reason: string }
  | Rejected
  /** An earlier row of the run has the same key; it was sent, this one is not (Law 4, F7). */
  | { readonly _tag: "Duplicate"; readonly first: Place; readonly identical: boolean }
  /** Its parent was not accepted (F41). */
  | { readonly _tag: "Blocked"; readonly parent: string }
  | { readonly _tag: "Held"; readonly guard: string }
  /** Sent, and no answer says what became of it. */
  | { readonly _tag: "Unknown"; readonly reason: string }
  | { readonly _tag: "NotAttempted" }

export interface Rejected {
  readonly _tag: "Rejected"
  readonly code: string
  readonly field?: string
  /** The column that the field comes from, where the source is a table. */
  readonly column?: string
  readonly message: string
  readonly note?: string
}

/** The counts of a ledger, in the order in which they are shown. */
export const kinds = [
  "created",
  "updated",
  "unarchived",
  "unchanged",
  "filtered",
  "rejected",
  "duplicate",
  "blocked",
  "held",
  "unknown",
  "notAttempted"
] as const

export type Kind = (typeof kinds)[number]

export const kindOf = (verdict: Verdict): Kind => kindByTag[verdict._tag]

const kindByTag = {
  Created: "created",
  Updated: "updated",
  Unarchived: "unarchived",
  Unchanged: "unchanged",
  Filtered: "filtered",
  Rejected: "rejected",
  Duplicate: "duplicate",
  Blocked: "blocked",
  Held: "held",
  Unknown: "unknown",
  NotAttempted: "notAttempted"
} as const satisfies { readonly [Tag in Verdict["_tag"]]: Kind }

/** Whether the target holds the record as it was sent. */
export const accepted = (verdict: Verdict): boolean =>
  verdict._tag === "Created" ||
  verdict._tag === "Updated" ||
  verdict._tag === "Unarchived" ||
  verdict._tag === "Unchanged"

/** A verdict that a person should look at, in words: a code of docs/errors.md, a message without values, a field. */
export const explain = (verdict: Verdict): Omit<Rejected, "_tag"> | undefined => {
  switch (verdict._tag) {
    case "Rejected":
      return verdict
    case "Duplicate":
      return verdict.identical
        ? undefined
        : {
            code: "DUPLICATE",
            message: `has the key of ${format(verdict.first)}, which was sent, and other content`
          }
    case "Blocked":
      return { code: "BLOCKED", message: `its parent ${verdict.parent} was not accepted` }
    case "Held":
      return { code: "HELD", message: `held by the guard ${verdict.guard}` }
    case "Unknown":
      return { code: "UNKNOWN", message: verdict.reason }
    default:
      return undefined
  }
}
