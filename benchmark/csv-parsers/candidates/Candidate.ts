/** What the comparison asks of a parser: text chunks in, arrays of readings out. */

/** One record as read, with the physical line where it starts, or one complaint about a stretch of the file. */
export type Reading =
  | { readonly line: number; readonly cells: ReadonlyArray<string> }
  | { readonly line: number; readonly damage: string }

/** A parser set up as well as its documentation allows for damaged files with the delimiter `;`. */
export interface Candidate {
  readonly name: string
  /** Fails where the parser gives up; what it had handed over before still counts. */
  readonly read: (chunks: AsyncIterable<string>) => AsyncIterable<ReadonlyArray<Reading>>
}

/**
 * Physical lines taken up by a record, counted from the line ends inside its cells. Right only for a parser that
 * keeps cells verbatim and emits a row for every blank line.
 */
export const height = (cells: ReadonlyArray<string>): number => {
  let lines = 1
  for (const cell of cells) {
    if (cell.includes("\n") || cell.includes("\r")) lines += cell.match(/\r\n|\n|\r/g)?.length ?? 0
  }
  return lines
}
