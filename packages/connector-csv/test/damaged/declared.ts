/** Files whose encoding is declared, or told by their byte order mark, rightly or not. */
import { windows1252 } from "../reading.ts"
import { iso885915, utf16be, utf16le, utf32le } from "./bytes.ts"
import { type Entry, header, lost, row } from "./Entry.ts"

const pupils = header("ID", "NOM", "PRENOM")
const head = ["ID;NOM;PRENOM", pupils] as const

export const declared: ReadonlyArray<Entry> = [
  {
    name: "nothing wrong: UTF-8, semicolons, line feeds",
    lines: [head, ["1;Noël;Zoé", row("1", "Noël", "Zoé")], ["2;Nguyễn;😀 Léa", row("2", "Nguyễn", "😀 Léa")]]
  },
  {
    name: "a byte order mark before the first header (F21)",
    mark: "\uFEFF",
    lines: [head, ["1;Noël;Zoé", row("1", "Noël", "Zoé")]]
  },
  {
    name: "two byte order marks, one written by each of two programs",
    mark: "\uFEFF\uFEFF",
    lines: [head, ["1;Noël;Zoé", row("1", "Noël", "Zoé")]]
  },
  {
    name: "Excel's Unicode text: UTF-16LE with its mark, tabs",
    mark: "\uFEFF",
    written: utf16le,
    lineEnd: "\r\n",
    encoding: "utf-16le",
    delimiter: "tab",
    lines: [
      ["ID\tNOM\tPRENOM", pupils],
      ["1\tNoël\tZoé", row("1", "Noël", "Zoé")],
      ["2\tŁuczak\tИван", row("2", "Łuczak", "Иван")]
    ]
  },
  {
    name: "UTF-16BE with its mark",
    mark: "\uFEFF",
    written: utf16be,
    encoding: "utf-16be",
    lines: [head, ["1;Noël;Zoé", row("1", "Noël", "Zoé")]]
  },
  {
    name: "UTF-16LE without a mark",
    bytes: utf16le("ID;NOM;PRENOM\n1;Noël;Zoé\n"),
    refused: /UTF-16.*utf-16le/s
  },
  {
    name: "UTF-16BE without a mark",
    bytes: utf16be("ID;NOM;PRENOM\n1;Noël;Zoé\n"),
    refused: /UTF-16.*utf-16be/s
  },
  {
    name: "UTF-16LE without a mark, declared",
    options: { encoding: "utf-16le" },
    written: utf16le,
    encoding: "utf-16le",
    lines: [head, ["1;Noël;Zoé", row("1", "Noël", "Zoé")]]
  },
  {
    name: "UTF-16BE declared, with the mark of UTF-16LE",
    options: { encoding: "utf-16be" },
    bytes: utf16le("\uFEFFID;NOM;PRENOM\n1;Noël;Zoé\n"),
    refused: /utf-16be/i
  },
  {
    name: "half of a surrogate pair in UTF-16",
    mark: "\uFEFF",
    written: utf16le,
    encoding: "utf-16le",
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      ["2;Mar\uD83Dtin;Léa", lost("GARBLED_TEXT", "NOM")],
      ["3;Petit;Ana", row("3", "Petit", "Ana")]
    ]
  },
  {
    name: "UTF-32, which nobody should write",
    bytes: utf32le("\uFEFFID;NOM;PRENOM\n1;Noël;Zoé\n"),
    refused: /UTF-32/
  },
  {
    name: "Windows-1252 declared, with the mark of UTF-8",
    options: { encoding: "windows-1252" },
    bytes: "\uFEFFID;NOM;PRENOM\n1;Noël;Zoé\n",
    refused: /windows-1252/i
  },
  {
    name: "UTF-16 declared, and it is UTF-8",
    options: { encoding: "utf-16le" },
    bytes: "ID;NOM;PRENOM\n1;Martin;Ana\n2;Petit;Lea\n",
    refused: /utf-16le/i
  },
  {
    name: "UTF-16LE declared, and it is UTF-16BE",
    options: { encoding: "utf-16le" },
    bytes: utf16be("ID;NOM;PRENOM\n1;Noël;Zoé\n"),
    refused: /utf-16be/
  },
  {
    name: "Windows-1252 declared, and it is UTF-16",
    options: { encoding: "windows-1252" },
    bytes: utf16le("ID;NOM;PRENOM\n1;Noël;Zoé\n"),
    refused: /UTF-16.*utf-16le/
  },
  {
    name: "UTF-8 declared, and none of it is",
    options: { encoding: "utf-8" },
    bytes: windows1252("ID;NOM;PRENOM\n1;Noël;Zoé\n"),
    refused: /utf-8.*line 2.*windows-1252/
  },
  {
    name: "UTF-8 declared, and one row is not: a bad byte costs its row",
    options: { encoding: "utf-8" },
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      [windows1252("2;Garçon;Léa"), lost("GARBLED_TEXT", "NOM")]
    ],
    says: [/encoding: utf-8, as declared.*line 3/]
  },
  {
    name: "Windows-1252 declared, and it is UTF-8: every row that shows it is lost",
    options: { encoding: "windows-1252" },
    encoding: "windows-1252",
    lines: [
      head,
      ["1;Martin;Ana", row("1", "Martin", "Ana")],
      ["2;Noël;Ana", lost("GARBLED_TEXT", "NOM")],
      ["3;Petit;Zoé", lost("GARBLED_TEXT", "PRENOM")]
    ]
  },
  {
    name: "ISO-8859-15 declared: the euro, and the œ of Windows-1252 elsewhere",
    options: { encoding: "iso-8859-15" },
    written: iso885915,
    encoding: "iso-8859-15",
    lines: [
      ["ID;NOM;PRENOM;BOURSE", header("ID", "NOM", "PRENOM", "BOURSE")],
      ["1;Lebœuf;Zoé;300 €", row("1", "Lebœuf", "Zoé", "300 €")],
      ["2;Žižek;Noël;0 €", row("2", "Žižek", "Noël", "0 €")]
    ]
  },
  {
    name: "ISO-8859-15 declared, and it is Windows-1252: its œ is no letter there",
    options: { encoding: "iso-8859-15" },
    written: windows1252,
    encoding: "iso-8859-15",
    lines: [head, ["1;Noël;Zoé", row("1", "Noël", "Zoé")], ["2;Lebœuf;Léa", lost("GARBLED_TEXT", "NOM")]]
  }
]
