/** How a CSV file is read. */
import type { Encoding } from "./bytes/encoding.ts"
import type { Words } from "./table/blanks.ts"
import type { Delimiter } from "./table/delimiter.ts"
import type { Apostrophes } from "./table/ids.ts"

/** All of it may be left out. */
export interface Options {
  /** Wins over what the bytes look like; found out from all of them unless given. */
  readonly encoding?: Encoding
  /** Found out from the first rows unless given; a file of one column must have it given. */
  readonly delimiter?: Delimiter
  /**
   * The line on which the header stands, from 1; what is above it is not read. Found out unless given: the first row
   * that fills the table.
   */
  readonly headerLine?: number
  /**
   * Columns of ids. A row is damaged if a spreadsheet has turned one into `2.02404E+11` (`DIGITS_LOST`) or guards it as
   * `'0123` or `="0123"` (`GUARDED_ID`); ids of odd widths are said at the end. A column that is not there is `Unreadable`.
   */
  readonly ids?: ReadonlyArray<string>
  /** Takes the apostrophe of `'0123` and the quotes of `="0123"` off the columns in `ids`, and counts it; `refuse` unless given. */
  readonly apostrophes?: Apostrophes
  /**
   * Words that are read as an empty cell, in any case and counted, in all columns or in those that are named; none
   * unless given. `Csv.placeholders` has the usual ones. A column that is not there is `Unreadable`.
   */
  readonly blanks?: Words
  /**
   * Characters a line may have, and a row of several lines: a longer one is damage, and so is a quote that is open for
   * longer. A few times as many may be held in memory. 1,048,576 unless given.
   */
  readonly longestLine?: number
}
