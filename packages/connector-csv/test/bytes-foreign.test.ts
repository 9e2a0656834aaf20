import { gzipSync, zstdCompressSync } from "node:zlib"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Csv } from "../src/index.ts"
import { readBytes, refusalOf } from "./reading.ts"

type Part = string | Uint8Array | ReadonlyArray<number>
/** Texts have a byte for each character. */
const bytes = (...parts: ReadonlyArray<Part>): Uint8Array =>
  Buffer.concat(
    parts.map(part => (typeof part === "string" ? Buffer.from(part, "latin1") : Uint8Array.from(part)))
  )
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, "utf16le")

/** An archive that begins with files of these names. */
const zip = (...files: ReadonlyArray<readonly [name: string, content: string]>): Uint8Array =>
  bytes(
    ...files.map(([name, content]) => {
      const header = Buffer.alloc(30)
      header.write("PK\x03\x04", "latin1")
      header.writeUInt16LE(20, 4)
      header.writeUInt32LE(content.length, 18)
      header.writeUInt32LE(content.length, 22)
      header.writeUInt16LE(name.length, 26)
      return bytes(header, name, content)
    })
  )

/** Bytes without any order, the same in every run. */
const noise = (length: number): Uint8Array => {
  let state = 1
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  })
}

const save = "Open it and save the sheet with the list as CSV, UTF-8."
const csv = "Export the list as CSV."
const unpack = "Unpack it, and give the CSV file that is in it."
const other = "Give the file with the list."
const resave = "Export the list as CSV. If a spreadsheet opens this file, save it there as CSV, UTF-8."
const office = ["[Content_Types].xml", "<Types/>"] as const
const relations = ["_rels/.rels", "<Relationships/>"] as const
const openDocument = "application/vnd.oasis.opendocument"

const foreign: ReadonlyArray<readonly [name: string, file: Uint8Array, message: string]> = [
  ["PDF", bytes("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), `this is a PDF document. ${csv}`],
  ["PDF after a blank line", bytes("\r\n%PDF-1.4\n"), `this is a PDF document. ${csv}`],
  ["xlsx", zip(office, relations, ["xl/workbook.xml", "<"]), `this is an Excel workbook. ${save}`],
  ["xlsx, in another order", zip(relations, ["xl/workbook.xml", "<"]), `this is an Excel workbook. ${save}`],
  ["xlsx, its sheets first", zip(["xl/worksheets/sheet1.xml", "<"]), `this is an Excel workbook. ${save}`],
  [
    "docx",
    zip(office, relations, ["word/document.xml", "<"]),
    `this is a Word document or a presentation. ${csv}`
  ],
  ["ods", zip(["mimetype", `${openDocument}.spreadsheet`]), `this is an OpenDocument spreadsheet. ${save}`],
  ["odt", zip(["mimetype", `${openDocument}.text`]), `this is an OpenDocument file. ${csv}`],
  ["numbers", zip(["Index/Document.iwa", ""]), `this is a Numbers spreadsheet. ${save}`],
  ["zip", zip(["password/pupils.csv", "id;nom\n"]), `this is a ZIP archive. ${unpack}`],
  ["zip of nothing", bytes("PK\x05\x06", new Uint8Array(18)), `this is a ZIP archive. ${unpack}`],
  [
    "xls",
    bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], new Uint8Array(504)),
    `this is an old Excel workbook, or one with a password. ${save}`
  ],
  ["Access", bytes("\0\x01\0\0Standard ACE DB\0"), `this is an Access database. ${csv}`],
  ["SQLite", bytes("SQLite format 3\0"), `this is an SQLite database. ${csv}`],
  ["PNG", bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), `this is a PNG picture. ${other}`],
  ["JPEG", bytes("\xff\xd8\xff\xe0\0\x10JFIF\0"), `this is a JPEG picture. ${other}`],
  ["GIF", bytes("GIF89a\x10\0"), `this is a GIF picture. ${other}`],
  ["TIFF", bytes("II*\0\x08\0\0\0"), `this is a TIFF picture. ${other}`],
  ["TIFF, big end first", bytes("MM\0*\0\0\0\x08"), `this is a TIFF picture. ${other}`],
  ["BMP", bytes("BM\x36\x04\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"), `this is a BMP picture. ${other}`],
  ["WebP", bytes("RIFF\x24\0\0\0WEBPVP8 "), `this is a WebP picture. ${other}`],
  ["WAV", bytes("RIFF\x24\0\0\0WAVEfmt "), `this is a sound or a film. ${other}`],
  ["HEIC", bytes("\0\0\0\x18ftypheic"), `this is a HEIC picture. ${other}`],
  ["MP4", bytes("\0\0\0\x18ftypmp42"), `this is a film. ${other}`],
  ["gzip", gzipSync("id;nom\n1;Martin\n"), `this is a gzip archive. ${unpack}`],
  ["7z", bytes("7z\xbc\xaf\x27\x1c\0\x04"), `this is a 7z archive. ${unpack}`],
  ["RAR", bytes("Rar!\x1a\x07\x01\0"), `this is a RAR archive. ${unpack}`],
  ["bzip2", bytes("BZh91AY&SY"), `this is a bzip2 archive. ${unpack}`],
  ["xz", bytes("\xfd7zXZ\0\0\x04"), `this is an xz archive. ${unpack}`],
  ["zstd", zstdCompressSync("id;nom\n1;Martin\n"), `this is a zstd archive. ${unpack}`],
  ["tar", bytes("pupils.csv", new Uint8Array(247), "ustar\x0000"), `this is a tar archive. ${unpack}`],
  ["ELF", bytes("\x7fELF\x02\x01\x01\0"), `this is a program. ${other}`],
  ["PE", bytes("MZ\x90\0\x03\0\0\0"), `this is a program. ${other}`],
  ["lnk", bytes("L\0\0\0\x01\x14\x02\0"), "this is a Windows shortcut. Give the file that it leads to."],
  [
    "AppleDouble",
    bytes("\0\x05\x16\x07\0\x02\0\0Mac OS X"),
    "this is what macOS keeps beside a file, as ._ and its name. Give the file itself."
  ],
  [
    "NUL bytes alone",
    new Uint8Array(20_000),
    "this is a file that begins with NUL bytes, as a failed disk leaves them. Export the list again."
  ],
  ["RTF", bytes("{\\rtf1\\ansi"), `this is an RTF document. ${csv}`],
  [
    "HTML",
    bytes("\r\n<!-- saved -->\n<!DOCTYPE html>\n<html>"),
    `this is a web page, perhaps one that asks to log in. ${resave}`
  ],
  [
    "HTML of a spreadsheet, in capitals",
    bytes("<HTML xmlns:x='urn'><TABLE>"),
    `this is a web page, perhaps one that asks to log in. ${resave}`
  ],
  [
    "XHTML",
    bytes("<?xml version='1.0'?>\n<html>"),
    `this is a web page, perhaps one that asks to log in. ${resave}`
  ],
  [
    "HTML in UTF-16",
    utf16("<html><body>id;nom\n1;a</body>"),
    `this is a web page, perhaps one that asks to log in. ${resave}`
  ],
  [
    "HTML in UTF-16 without a byte order mark",
    utf16("<html><body>id;nom\n1;a</body>").subarray(2),
    `this is a web page, perhaps one that asks to log in. ${resave}`
  ],
  [
    "XML with a byte order mark",
    bytes("\xef\xbb\xbf<?xml version='1.0'?><Workbook>"),
    `this is an XML document. ${resave}`
  ],
  ["JSON", bytes('[{"id": 1, "nom": "Martin"}]'), `this is JSON. ${csv}`],
  ["JSON over several lines", bytes('{\n  "data": [\n'), `this is JSON. ${csv}`],
  ["JSON of lists", bytes('[["id","nom"],["1","Martin"]]'), `this is JSON. ${csv}`],
  ["JSON of nothing", bytes("[]\n"), `this is JSON. ${csv}`],
  ["bytes without any order", noise(10_000), "this is binary data. Export the list as CSV."],
  [
    "a dBase table",
    bytes("\x03\x7c\x01\x02", new Uint8Array(28), "NOM\0\0\0\0\0\0\0\0C", "\0\x01\x02".repeat(20)),
    "this is binary data. Export the list as CSV."
  ]
]

describe("a file that is no table is refused by name, whatever encoding it is declared to have", () => {
  for (const [name, file, message] of foreign) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const refused = (options: Csv.Options) =>
          refusalOf(Csv.fromBytes({ name: "pupils.csv", bytes: file, ...options }))
        expect(yield* refused({})).toBe(`Unreadable: pupils.csv: ${message}`)
        expect(yield* refused({ encoding: "windows-1252" })).toBe(`Unreadable: pupils.csv: ${message}`)
      })
    )
  }
})

describe("a table that begins like something else is a table", () => {
  const headers = [
    ...["BM", "MZ", "PK", "II", "MM", "GIF", "RIFF", "Rar!", "BZh9", "7z", "PDF", "L", "SQLite format 3"],
    ...["[id]", "{id}", "[]", "{}", "[1", "<id>", "<tableau>", "<?", "{\\r}", "MZ\t"]
  ]
  for (const header of headers) {
    it.effect(JSON.stringify(header), () =>
      Effect.gen(function* () {
        const { columns, rows } = yield* readBytes(`${header};nom\n1;Zoé\n`, { delimiter: ";" })
        expect(columns).toEqual([header.trim(), "nom"])
        expect(rows).toEqual(["2 1|Zoé"])
      })
    )
  }

  it.effect("also one with a few control characters, and one that NUL bytes were written into", () =>
    Effect.gen(function* () {
      const lines = Array.from({ length: 200 }, (_, n) => `${n};Martin${n % 40 === 0 ? "\x02" : ""}\n`).join(
        ""
      )
      expect((yield* readBytes(`id;nom\n${lines}`)).rows).toHaveLength(200)
      const { rows } = yield* readBytes(bytes("id;nom\n1;Zo\n2;", new Uint8Array(4096), "\n3;Paul\n"))
      expect(rows).toEqual(["2 1|Zo", "3 NUL_CHARACTER", "4 3|Paul"])
    })
  )
})
