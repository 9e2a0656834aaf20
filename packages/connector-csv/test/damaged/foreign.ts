/** Files that are no table, whatever their name says, and tables that hold nothing. */
import { gzipSync } from "node:zlib"
import { raw, together } from "./bytes.ts"
import { type Entry, header, lost, title } from "./Entry.ts"

const zip = (entry: string) =>
  together(
    raw("PK\x03\x04\x14\0\x06\0\b\0\0\0!\0\x41\x37\x82\xcf\x6e\x01\0\0"),
    raw("\x04\x05\0\0\x13\0\b\x02"),
    entry,
    raw("\xad\x54\xcb\x4e\xc3\x30\x10")
  )

export const foreign: ReadonlyArray<Entry> = [
  { name: "an Excel workbook", bytes: zip("[Content_Types].xml"), refused: /Excel workbook/ },
  {
    name: "an old Excel workbook",
    bytes: together(
      raw("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
      raw("\0".repeat(16)),
      raw(">\0\x03\0\xfe\xff\t\0")
    ),
    refused: /Excel|office/i
  },
  {
    name: "a LibreOffice table",
    bytes: zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
    refused: /OpenDocument/
  },
  { name: "an archive", bytes: zip("apprenants.csv"), refused: /archive|zip/i },
  { name: "a gzipped export", bytes: gzipSync("ID;NOM;PRENOM\n1;Martin;Ana\n"), refused: /archive|gzip/i },
  {
    name: "a PDF",
    bytes: together("%PDF-1.7\n%", raw("\xe2\xe3\xcf\xd3"), "\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
    refused: /PDF/
  },
  {
    name: "a picture: PNG",
    bytes: raw("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10"),
    refused: /picture|PNG/
  },
  {
    name: "a picture: JPEG",
    bytes: raw("\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01"),
    refused: /picture|JPEG/
  },
  {
    name: "a database",
    bytes: raw("SQLite format 3\0\x10\0\x01\x01\0@  \0\0\0"),
    refused: /database|SQLite/
  },
  { name: "a program", bytes: raw("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0"), refused: /program/ },
  {
    name: "a web page, as a login that has run out gives it",
    bytes: "<!DOCTYPE html>\n<html><head><title>Connexion</title></head>\n<body>a;b;c</body></html>\n",
    refused: /web page|HTML/
  },
  {
    name: "a web page behind blank lines",
    bytes: "\r\n\r\n  <html lang=fr>\n<body><table><tr><td>1;2;3</td></tr></table></body></html>\n",
    refused: /web page|HTML/
  },
  {
    name: "an HTML table, as some exports to Excel are",
    bytes:
      "<table border=1>\n<tr><td>ID</td><td>NOM</td></tr>\n<tr><td>1</td><td>Martin</td></tr>\n</table>\n",
    refused: /web page|HTML/
  },
  {
    name: "XML",
    bytes: `<?xml version="1.0" encoding="UTF-8"?>\n<eleves><eleve id="1"><nom>Martin</nom></eleve></eleves>\n`,
    refused: /XML/
  },
  { name: "JSON: a list", bytes: `[{"id":1,"nom":"Martin"},\n{"id":2,"nom":"Roux"}]\n`, refused: /JSON/ },
  {
    name: "JSON: an answer of an API that failed",
    bytes: `{"error":"Unauthorized","code":401}`,
    refused: /JSON/
  },
  {
    name: "JSON: an answer of one line for each record",
    bytes: `{"id":1,"nom":"Martin"}\n{"id":2,"nom":"Roux"}\n`,
    refused: /JSON/
  },
  {
    name: "rich text",
    bytes: String.raw`{\rtf1\ansi\deff0 {\fonttbl {\f0 Times;}}ID;NOM;PRENOM\par 1;Martin;Ana}`,
    refused: /office|rich text|RTF/i
  },
  {
    name: "random bytes",
    bytes: Uint8Array.from({ length: 512 }, (_, index) => (index * 167 + 13) % 256),
    refused: /binary/
  },
  {
    name: "NULs only, as a disk leaves a file whose writing was cut",
    bytes: new Uint8Array(4096),
    refused: /NUL/
  },
  {
    name: "an SQL dump: divided by commas like a table, but no column is found",
    delimiter: "comma",
    lines: [
      ["INSERT INTO `eleves` VALUES", title],
      ["(1,'Martin','Ana'),", header("(1", "'Martin'", "'Ana')", "column 4")],
      ["(2,'Roux','Lou');", lost("RAGGED_ROW")]
    ],
    unmapped: /"ID".*"NOM".*"PRENOM"[^M]*$/
  },
  {
    name: "a letter",
    bytes: "Bonjour,\n\nvoici la liste des apprenants, comme convenu.\nElle suivra demain.\n\nCordialement\n",
    refused: /delimiter/
  },
  {
    name: "a calendar",
    bytes: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    refused: /delimiter/
  }
]

export const nothing: ReadonlyArray<Entry> = [
  { name: "nothing at all", bytes: "", refused: /empty/ },
  { name: "a byte order mark only", bytes: "\uFEFF", refused: /empty/ },
  { name: "Excel's sep line only", bytes: "sep=;\n", refused: /is empty/ },
  { name: "Excel's sep line only, without its end", bytes: "sep=;", refused: /is empty/ },
  { name: "rows of delimiters only", bytes: ";;;\n;;;\n", refused: /is empty/ },
  { name: "rows of nothing in quotes only", bytes: `"","",""\n"","",""\n`, refused: /is empty/ },
  { name: "the end mark of DOS only", bytes: "\x1a", refused: /is empty/ },
  { name: "blank lines only", bytes: "\r\n\r\n  \r\n", refused: /empty/ },
  {
    name: "a header only: an empty source is no roster (F1)",
    bytes: "ID;NOM;PRENOM\n",
    refused: /header and no rows/
  },
  {
    name: "a header, twice, and nothing else",
    bytes: "ID;NOM;PRENOM\nID;NOM;PRENOM\n",
    refused: /header and no rows/
  },
  { name: "a header and blank rows", bytes: "ID;NOM;PRENOM\n\n;;\n", refused: /header and no rows/ },
  { name: "a header cut off", bytes: "ID;NOM;PREN", refused: /header and no rows/ },
  {
    name: "a title and a header",
    bytes: "Liste des apprenants;;\nID;NOM;PRENOM\n",
    refused: /header and no rows/
  }
]
