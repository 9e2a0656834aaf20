/** Tables of any text, and CSV files written from them by other means than those that read them. */
import { Arbitrary, Schema } from "effect"
import type { Csv } from "../src/index.ts"
import { windows1252 } from "./reading.ts"

/** A whole number, both ends included. */
export const number = (minimum: number, maximum: number): Arbitrary.Arbitrary<number> =>
  Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum, maximum })))

/** One of these values, each as likely as it stands there often. */
export const pick = <const A>(...values: ReadonlyArray<A>): Arbitrary.Arbitrary<A> =>
  Arbitrary.map(number(0, values.length - 1), index => values[index] as A)

export const list = <A>(
  item: Arbitrary.Arbitrary<A>,
  maxLength: number,
  minLength = 0
): Arbitrary.Arbitrary<ReadonlyArray<A>> => Arbitrary.array(item, { minLength, maxLength })

/** Text out of the characters that matter here, and of a few that do not. */
export const text = (...parts: ReadonlyArray<string>): Arbitrary.Arbitrary<string> =>
  Arbitrary.map(list(pick(...parts), 6), chosen => chosen.join(""))

/** How a file is written. */
export interface Style {
  readonly delimiter: Csv.Delimiter
  readonly lineEnd: string
  readonly encoding: "utf-8" | "utf-8 with a mark" | "windows-1252"
  /** Whether the last line ends. */
  readonly ended: boolean
}

export const style: Arbitrary.Arbitrary<Style> = Arbitrary.all({
  delimiter: pick(";", ",", "\t", "|"),
  lineEnd: pick("\n", "\r\n", "\r"),
  encoding: pick("utf-8", "utf-8 with a mark", "windows-1252"),
  ended: pick(true, false)
})

/** A cell, and whether it is quoted although it need not be. */
export interface Cell {
  readonly text: string
  readonly quoted: boolean
}

export type Table = ReadonlyArray<ReadonlyArray<Cell>>

/** Tables of so many columns and rows, all rows of the same width. */
export const table = (
  cellText: Arbitrary.Arbitrary<string>,
  columns: readonly [fewest: number, most: number],
  rows: number
): Arbitrary.Arbitrary<Table> =>
  Arbitrary.flatMap(number(...columns), width =>
    list(list(Arbitrary.all({ text: cellText, quoted: pick(true, false) }), width, width), rows, 1)
  )

/** A record as it is written, without its line end. */
export const written = (cells: ReadonlyArray<Cell>, { delimiter, lineEnd }: Style): string =>
  cells
    .map(({ text, quoted }) => {
      if (!quoted && ![delimiter, '"', "\n", "\r"].some(special => text.includes(special))) return text
      return `"${text.replaceAll('"', '""').replaceAll("\n", lineEnd)}"`
    })
    .join(delimiter)

export const headerOf = (width: number): ReadonlyArray<string> =>
  Array.from({ length: width }, (_, index) => `column ${index + 1}`)

export interface Placed {
  readonly line: number
  readonly cells: ReadonlyArray<string>
}

/** Every record of a file with the line where it starts, the header first. */
export const placed = (rows: Table): ReadonlyArray<Placed> => {
  let line = 2
  const body = rows.map(row => {
    const cells = row.map(cell => cell.text)
    const record = { line, cells }
    line += cells.join("").split("\n").length
    return record
  })
  return [{ line: 1, cells: headerOf(rows[0]?.length ?? 1) }, ...body]
}

/** The bytes of a file of these lines. */
export const encoded = (lines: ReadonlyArray<string>, { lineEnd, encoding, ended }: Style): Uint8Array => {
  const whole = lines.join(lineEnd) + (ended ? lineEnd : "")
  if (encoding === "windows-1252") return windows1252(whole)
  return Buffer.from(encoding === "utf-8" ? whole : `\ufeff${whole}`)
}

/** Bytes in pieces of these sizes, taken in turn. */
export function* pieces(bytes: Uint8Array, sizes: ReadonlyArray<number>): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}
