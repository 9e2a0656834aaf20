/** A file before it is written: its columns, and its rows one by one. */
import type { Row } from "../Row.ts"
import type { School } from "../School.ts"

export interface Table {
  readonly header: ReadonlyArray<string>
  readonly rows: (school: School) => Iterable<Row>
}
