/** One damaged file of the table: every line of it beside what becomes of it, or why it is refused. */
import type { Csv } from "../../src/index.ts"

/** A file that is read: where a line has no `then`, a row read is Created and a lost one is Rejected. */
export interface Readable {
  readonly name: string
  readonly options?: Csv.Options
  /** How text becomes bytes, UTF-8 unless given; bytes stay what they are. */
  readonly written?: (text: string) => Uint8Array
  /** What stands before the first line. */
  readonly mark?: string
  /** The end of every line, `\n` unless given. */
  readonly lineEnd?: string
  /** Whether the last line has its end, true unless given. */
  readonly ended?: boolean
  /** Every physical line of the file, in order. */
  readonly lines: ReadonlyArray<Line>
  /** How the finding of the encoding begins, `utf-8` unless given. */
  readonly encoding?: string
  /** `semicolon` unless given. */
  readonly delimiter?: "semicolon" | "comma" | "tab" | "pipe"
  /** Whether the read may prove that somebody is missing, true unless given. */
  readonly complete?: boolean
  /** What the findings say besides, as `name: value`. */
  readonly says?: ReadonlyArray<RegExp>
  /** What a run says whose mapping asks for ID, NOM and PRENOM, where the header has none of them: nothing is sent. */
  readonly unmapped?: RegExp
}

/** A file that is refused when it is opened, with the words that a person needs. */
export interface Refused {
  readonly name: string
  readonly options?: Csv.Options
  readonly bytes: Uint8Array | string
  readonly refused: RegExp
}

export type Entry = Readable | Refused

/** The line, what the reader makes of it, and what a run makes of that. */
export type Line = readonly [text: string | Uint8Array, becomes: Becomes, then?: string]

export type Becomes =
  | { readonly is: "header"; readonly columns: ReadonlyArray<string> }
  | { readonly is: "row"; readonly cells: ReadonlyArray<string> }
  | { readonly is: "lost"; readonly code: string; readonly column?: string; readonly words?: RegExp }
  | { readonly is: "title" | "unread" | "blank" | "repeated" | "more" | "sep" | "end" }

/** The header, by the names that its columns get. */
export const header = (...columns: ReadonlyArray<string>): Becomes => ({ is: "header", columns })

/** A record, read with exactly these values. */
export const row = (...cells: ReadonlyArray<string>): Becomes => ({ is: "row", cells })

/** A damaged row that starts here; with the column, or with words that its message must have. */
export const lost = (code: string, about?: string | RegExp): Becomes => ({
  is: "lost",
  code,
  ...(typeof about === "string" && { column: about }),
  ...(about instanceof RegExp && { words: about })
})

/** A row before the header, passed over. */
export const title: Becomes = { is: "title" }

/** What stands above a header whose line is declared. */
export const unread: Becomes = { is: "unread" }

/** Excel's own line about the delimiter. */
export const sep: Becomes = { is: "sep" }

export const blank: Becomes = { is: "blank" }

/** The header once more, as in files put together. */
export const repeated: Becomes = { is: "repeated" }

/** The end mark of DOS, alone on its line. */
export const endMark: Becomes = { is: "end" }

/** Another line of the row above. */
export const more: Becomes = { is: "more" }
