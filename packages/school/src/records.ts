/** The files of a school as records: text, line and fate of each, then text and bytes as a whole. */
import { apprenants } from "./files/apprenants.ts"
import { formateurs } from "./files/formateurs.ts"
import { groupes } from "./files/groupes.ts"
import type { Fate, Fields, Row } from "./Row.ts"
import type { School } from "./School.ts"
import { encode1252 } from "./windows1252.ts"

const tables = { "groupes.csv": groupes, "formateurs.csv": formateurs, "apprenants.csv": apprenants }

export type FileName = keyof typeof tables

/** The files of a school, in the order in which a target needs them. */
export const fileNames = [
  "groupes.csv",
  "formateurs.csv",
  "apprenants.csv"
] as const satisfies ReadonlyArray<FileName>

/** What becomes of a record; a duplicate says on which line the first one starts. */
export type RecordFate<Held = Fields> =
  | Exclude<Fate<Held>, { readonly verdict: "duplicate" }>
  | { readonly verdict: "duplicate"; readonly first: number; readonly identical: boolean }

/** A record as it stands in its file. */
export interface FileRecord<Held = Fields> {
  /** The physical line where it starts, from 1; the header is line 1. */
  readonly line: number
  /** As written, with its CRLF. */
  readonly text: string
  readonly fate: RecordFate<Held>
}

/** The header of a file, with its CRLF. */
export const headerText = (file: FileName): string => lineOf(tables[file].header)

/** The records of a file, one by one, in flat memory. */
export const fileRecords = (school: School, file: FileName): Generator<FileRecord> =>
  placedRecords(tables[file].rows(school))

/** Rows as they stand below a header of one line. */
export function* placedRecords<Held>(rows: Iterable<Row<Held>>): Generator<FileRecord<Held>> {
  const firsts = new Map<string, number>()
  let line = 2
  for (const row of rows) {
    const text = lineOf(row.cells)
    yield { line, text, fate: placed(row, line, firsts) }
    line += lineCount(text)
  }
}

/** The text of a file in chunks of about 64 KiB, before it is encoded. */
export function* fileText(school: School, file: FileName): Generator<string> {
  let chunk = headerText(file)
  for (const { text } of fileRecords(school, file)) {
    chunk += text
    if (chunk.length < 65_536) continue
    yield chunk
    chunk = ""
  }
  if (chunk !== "") yield chunk
}

/** The file as it is written: Windows-1252, in chunks of about 64 KiB. */
export function* fileBytes(school: School, file: FileName): Generator<Uint8Array> {
  for (const chunk of fileText(school, file)) yield encode1252(chunk)
}

/** Remembers a row that comes again, and forgets it when it has come. */
const placed = <Held>(row: Row<Held>, line: number, firsts: Map<string, number>): RecordFate<Held> => {
  if (row.comesAgain !== undefined) firsts.set(row.comesAgain, line)
  if (row.fate.verdict !== "duplicate") return row.fate
  const first = firsts.get(row.fate.of)
  if (first === undefined) throw new Error("a repetition stands before the row that it repeats")
  firsts.delete(row.fate.of)
  return { verdict: "duplicate", first, identical: row.fate.identical }
}

/** A record as it is written, with its CRLF. */
export const lineOf = (cells: ReadonlyArray<string>): string => `${cells.map(quoted).join(";")}\r\n`

const quoted = (cell: string): string => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

const lineCount = (text: string): number => text.split("\n").length - 1
