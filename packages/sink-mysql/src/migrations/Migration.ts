/** One step of the schema; what was run somewhere never changes. */
export interface Migration {
  /** Number and subject; run in the order of names. */
  readonly name: string
  /** Statements, given the collation of keys. A table that is there already is the user's: then the step fails. */
  readonly up: (collation: string) => ReadonlyArray<string>
  readonly down: ReadonlyArray<string>
}
