/** One step of the schema; what was run somewhere never changes. */
export interface Migration {
  /** Number and subject; run in the order of names. */
  readonly name: string
  /** The tables that it makes: `CREATE TABLE …`, given the collation of keys and the comment by which they are known. */
  readonly tables: { readonly [table: string]: (collation: string, comment: string) => string }
  /** Statements that change tables of earlier steps, and can be run again. */
  readonly changes?: ReadonlyArray<string>
}
