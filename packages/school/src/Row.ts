/** One row of a file before it is written, and what should become of it. */

/** The external reference type of every record that the mapping makes. */
export const REFERENCE_TYPE = "YPAREO"

/** A record as a target holds it: what is blank is not there. */
export type Fields = { readonly [field: string]: string | ReadonlyArray<string> }

/** Why a row never becomes a record: the first three are found before sending, the others by the target. */
export type RejectionCode =
  | "KEY_MISSING"
  | "VALIDATION_ERROR"
  | "RAGGED_ROW"
  | "REQUIRED_FIELD_MISSING"
  | "EMAIL_ALREADY_EXISTS"

export type Fate =
  | { readonly verdict: "created"; readonly held: Fields; readonly dropped?: string }
  | { readonly verdict: "rejected"; readonly code: RejectionCode; readonly field?: string }
  | { readonly verdict: "duplicate"; readonly of: string; readonly identical: boolean }

export interface Row {
  /** As typed, not yet quoted. */
  readonly cells: ReadonlyArray<string>
  readonly fate: Fate
  /** Its key, where a duplicate of it follows. */
  readonly comesAgain?: string
}

export const created = (held: Fields, dropped?: string): Fate => ({
  verdict: "created",
  held,
  ...(dropped !== undefined && { dropped })
})

export const rejected = (code: RejectionCode, field?: string): Fate => ({
  verdict: "rejected",
  code,
  ...(field !== undefined && { field })
})
