/** Where a record stands in its origin, and the one way to say it. */

/** A place names things of the origin only: no field value ever stands in it. */
export interface Place {
  /** The file, table or endpoint, as a person knows it. */
  readonly origin: string
  /** The physical line where the record starts, from 1; header and preamble count. */
  readonly line?: number
  /** The ordinal of the record in its origin, from 1, where there are no lines. */
  readonly record?: number
  readonly sheet?: string
  /** The key under which the origin lists the record, for origins that are keyed objects. */
  readonly key?: string
}

/** `apprenants.csv:417`, `school.xlsx[Élèves]:12`, `acme/pupils record 3`; with a column, `…, column EMAIL`. */
export const format = (at: Place, column?: string): string => {
  const sheet = at.sheet === undefined ? "" : `[${at.sheet}]`
  const line = at.line === undefined ? "" : `:${at.line}`
  const record = at.line === undefined && at.record !== undefined ? ` record ${at.record}` : ""
  const key = at.key === undefined ? "" : ` key ${at.key}`
  const where = column === undefined ? "" : `, column ${column}`
  return `${at.origin}${sheet}${line}${record}${key}${where}`
}
