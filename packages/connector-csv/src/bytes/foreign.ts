/** Files that are no table whatever their name says, known by how they begin. */

/** What a file is, and what to do about it. */
export interface Foreign {
  readonly is: string
  readonly act: string
}

/**
 * What the beginning of a file shows it to be, if that is no table. `bytes` are the first few thousand; `text` is what
 * they say in the encoding they seem to have.
 */
export const foreignOf = (bytes: Uint8Array, text: string): Foreign | undefined => {
  const raw = Buffer.from(bytes).toString("latin1")
  const trimmed = text.trimStart()
  const kind = binaries.find(([begins]) => begins.test(raw)) ?? texts.find(([begins]) => begins.test(trimmed))
  return kind && { is: kind[1], act: kind[2] }
}

type Kind = readonly [begins: RegExp, is: string, act: string]

const asCsv = "Open it and save the sheet with the list as CSV, UTF-8."
const exportCsv = "Export the list as CSV."
const unpack = "Unpack it, and give the CSV file that is in it."
const notThis = "Give the file with the list."

/** By their first bytes, a character each; what is more exact comes first. */
const binaries: ReadonlyArray<Kind> = [
  [/^PK\x03\x04.{26}mimetypeapplication\/vnd\.oasis\.opendocument\.s/s, "an OpenDocument spreadsheet", asCsv],
  [/^PK\x03\x04.{26}mimetypeapplication\/vnd\.oasis/s, "an OpenDocument file", exportCsv],
  [/^PK\x03\x04.*Index\/(?:Document\.iwa|Tables\/)/s, "a Numbers spreadsheet", asCsv],
  [/^PK\x03\x04(?:.*PK\x03\x04)?.{26}(?:word|ppt)\//s, "a Word document or a presentation", exportCsv],
  [/^PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/s, "an Excel workbook", asCsv],
  [/^PK(?:\x03\x04|\x05\x06|\x07\x08)/, "a ZIP archive", unpack],
  [/^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, "an old Excel workbook, or one with a password", asCsv],
  [/^\0\x01\0\0Standard (?:Jet|ACE) DB/, "an Access database", exportCsv],
  [/^SQLite format 3\0/, "an SQLite database", exportCsv],
  [/^\x89PNG\r\n\x1a\n/, "a PNG picture", notThis],
  [/^\xff\xd8\xff/, "a JPEG picture", notThis],
  [/^GIF8[79]a/, "a GIF picture", notThis],
  [/^(?:II\*\0|MM\0\*)/, "a TIFF picture", notThis],
  // `BM` may begin a header: the bytes that are always 0, and the length of what comes next, have to be right too.
  [/^BM.{4}\0{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\0{3}/s, "a BMP picture", notThis],
  [/^RIFF.{4}WEBP/s, "a WebP picture", notThis],
  [/^RIFF.{4}(?:WAVE|AVI )/s, "a sound or a film", notThis],
  [/^\0.{3}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1|avif)/s, "a HEIC picture", notThis],
  [/^\0.{3}ftyp/s, "a film", notThis],
  [/^\x1f\x8b\x08/, "a gzip archive", unpack],
  [/^7z\xbc\xaf\x27\x1c/, "a 7z archive", unpack],
  [/^Rar!\x1a\x07/, "a RAR archive", unpack],
  [/^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/, "a bzip2 archive", unpack],
  [/^\xfd7zXZ\0/, "an xz archive", unpack],
  [/^\x28\xb5\x2f\xfd/, "a zstd archive", unpack],
  [/^.{257}ustar(?:\0| {2}\0)/s, "a tar archive", unpack],
  [/^\x7fELF/, "a program", notThis],
  [/^MZ[^\n]{0,60}\0/, "a program", notThis],
  [/^L\0\0\0\x01\x14\x02\0/, "a Windows shortcut", "Give the file that it leads to."],
  [/^\0\x05\x16[\0\x07]/, "what macOS keeps beside a file, as ._ and its name", "Give the file itself."],
  [/^\0{64}/, "a file that begins with NUL bytes, as a failed disk leaves them", "Export the list again."]
]

const page =
  /^(?:<\?xml\s[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body|meta|table)[\s>]/is
const json = /^\[?\s*\{\s*"[^"\n]*"\s*:|^\[\s*\[\s*"|^(?:\[\s*\]|\{\s*\})\s*$/
const openAndSave = `${exportCsv} If a spreadsheet opens this file, save it there as CSV, UTF-8.`

/** By their first characters; a byte order mark and spaces before them do not count. */
const texts: ReadonlyArray<Kind> = [
  [/^%PDF-/, "a PDF document", exportCsv],
  [/^\{\\rtf/, "an RTF document", exportCsv],
  [page, "a web page, perhaps one that asks to log in", openAndSave],
  [/^<\?xml\s/i, "an XML document", openAndSave],
  [json, "JSON", exportCsv]
]
