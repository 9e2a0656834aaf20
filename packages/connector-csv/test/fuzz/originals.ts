/** Sound files of several kinds, which the fuzzing damages; whatever stands in their cells can be found again. */
import { fileBytes, fileNames, makeSchool } from "@rollcall/school"
import type { Csv } from "../../src/index.ts"
import { windows1252 } from "../reading.ts"

/** A file before it is damaged. */
export interface Original {
  readonly name: string
  readonly bytes: Uint8Array
  /** What has to be declared for it to be read. */
  readonly declared: Csv.Options
  /** Finds text of its cells. */
  readonly values: RegExp
  /** The byte that ends its lines; nothing where characters take two. */
  readonly lineEnd: 0x0a | 0x0d | undefined
}

/** A cell that is known by its first word; the cells of a column differ, and some have what a CSV file has to quote. */
const cell = (row: number, column: number): string => {
  const kinds = [
    `canary ${row}`,
    `canary été ${column}`,
    `canary "${row}" said`,
    `canary; canary, canary`,
    `canary ${row}\nline ${column}\nend`,
    "",
    `canary\t${row}|${column} canary`
  ]
  return column === 0 ? `canary${row}` : (kinds[(row * 3 + column) % kinds.length] ?? "")
}

interface Style {
  readonly rows?: number
  readonly columns?: number
  readonly delimiter?: Csv.Delimiter
  readonly lineEnd?: string
  /** Whether every cell is quoted. */
  readonly quoted?: boolean
  readonly cell?: (row: number, column: number) => string
}

const textOf = (style: Style): string => {
  const { rows = 40, columns = 5, delimiter = ";", lineEnd = "\n", quoted = false } = style
  const lineOf = (cells: ReadonlyArray<string>) =>
    cells
      .map(text => {
        const needed = quoted || [delimiter, '"', "\n"].some(special => text.includes(special))
        return needed ? `"${text.replaceAll('"', '""').replaceAll("\n", lineEnd)}"` : text
      })
      .join(delimiter) + lineEnd
  const numbers = Array.from({ length: columns }, (_, column) => column)
  const header = lineOf(numbers.map(column => `COLUMN_${column}`))
  const body = Array.from({ length: rows }, (_, row) =>
    lineOf(numbers.map(column => (style.cell ?? cell)(row, column)))
  )
  return header + body.join("")
}

const made = (name: string, bytes: Uint8Array, more: Partial<Original> = {}): Original => ({
  name,
  bytes,
  declared: {},
  values: /canary/i,
  lineEnd: 0x0a,
  ...more
})

const short = (row: number, column: number) => (column === 0 ? `canary${row}` : `canary ${column}`)
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")

const school = makeSchool({ seed: 3, learners: 60, trainers: 12, groups: 12 })

/** Every kind of file that is read. */
export const originals: ReadonlyArray<Original> = [
  made("plain.csv", Buffer.from(textOf({ delimiter: ",", cell: short }))),
  made("utf-8.csv", Buffer.from(textOf({}))),
  made("marked.csv", Buffer.from(`\ufeff${textOf({ lineEnd: "\r\n" })}`)),
  made("windows-1252.csv", windows1252(textOf({ lineEnd: "\r\n", quoted: true }))),
  made("old-mac.csv", windows1252(textOf({ lineEnd: "\r", delimiter: "\t" })), { lineEnd: 0x0d }),
  made("iso-8859-15.csv", windows1252(textOf({ delimiter: "|" })), { declared: { encoding: "iso-8859-15" } }),
  made("one-column.csv", Buffer.from(textOf({ columns: 1 })), { declared: { delimiter: ";" } }),
  made("two-columns.csv", Buffer.from(textOf({ columns: 2, quoted: true }))),
  made("wide.csv", Buffer.from(textOf({ columns: 40, rows: 12 }))),
  made(
    "long-cells.csv",
    Buffer.from(textOf({ rows: 20, cell: (row, column) => cell(row, column).repeat(60) }))
  ),
  made("many-rows.csv", Buffer.from(textOf({ rows: 1500 }))),
  made("sep-line.csv", Buffer.from(`sep=,\r\n${textOf({ delimiter: ",", lineEnd: "\r\n" })}`)),
  made("preamble.csv", Buffer.from(`Export of today\n\n${textOf({})}`)),
  made("unended.csv", Buffer.from(textOf({}).trimEnd())),
  made("utf-16le.csv", utf16(textOf({ lineEnd: "\r\n" })), { lineEnd: undefined }),
  made("utf-16be.csv", utf16(textOf({})).swap16(), { lineEnd: undefined }),
  ...fileNames.map(file =>
    made(file, Buffer.concat([...fileBytes(school, file)]), { values: /@|\.example/i })
  )
]
