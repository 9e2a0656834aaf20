/** One row of a file before it is written, and what should become of it. */

/** The external reference type of every record that the mapping makes. */
export const REFERENCE_TYPE = "YPAREO"

/** A record as a target holds it: what is blank is not there. */
export type Fields = { readonly [field: string]: string | ReadonlyArray<string> }

/** Why a row never becomes a record: found before sending, or by the target. */
export type RejectionCode =
  | "KEY_MISSING"
  | "VALIDATION_ERROR"
  | "RAGGED_ROW"
  | "REQUIRED_FIELD_MISSING"
  | "EMAIL_ALREADY_EXISTS"
  | "REMOTE_REJECTED"

export type Fate<Held = Fields> =
  | { readonly verdict: "created"; readonly held: Held; readonly dropped?: string }
  | { readonly verdict: "rejected"; readonly code: RejectionCode; readonly field?: string }
  | { readonly verdict: "duplicate"; readonly of: string; readonly identical: boolean }

export interface Row<Held = Fields> {
  /** As typed, not yet quoted. */
  readonly cells: ReadonlyArray<string>
  readonly fate: Fate<Held>
  /** Its key, where a duplicate of it follows. */
  readonly comesAgain?: string
}

export const created = <Held>(held: Held, dropped?: string): Fate<Held> => ({
  verdict: "created",
  held,
  ...(dropped !== undefined && { dropped })
})

export const rejected = (code: RejectionCode, field?: string): Fate<never> => ({
  verdict: "rejected",
  code,
  ...(field !== undefined && { field })
})
