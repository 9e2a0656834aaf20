/** Files with odd line ends, and files that end where they should not. */
import { windows1252 } from "../reading.ts"
import { raw, utf8, utf16le } from "./bytes.ts"
import { blank, type Entry, endMark, header, lost, row } from "./Entry.ts"

const pupils = header("ID", "NOM", "PRENOM")
const head = ["ID;NOM;PRENOM", pupils] as const
const first = ["1;Martin;Ana", row("1", "Martin", "Ana")] as const
const last = ["9;Petit;Lou", row("9", "Petit", "Lou")] as const

export const ofLines: ReadonlyArray<Entry> = [
  { name: "CR alone, as an old Mac has it", lineEnd: "\r", lines: [head, first, ["", blank], last] },
  {
    name: "CR LF here, LF there",
    lineEnd: "",
    lines: [
      ["ID;NOM;PRENOM\r\n", pupils],
      ["1;Martin;Ana\n", row("1", "Martin", "Ana")],
      ["2;Roux;Zoé\r\n", row("2", "Roux", "Zoé")],
      ["9;Petit;Lou\n", row("9", "Petit", "Lou")]
    ]
  },
  {
    name: "CR CR LF, as a file that was written in text mode twice",
    lineEnd: "\r\r\n",
    lines: [head, first, last]
  },
  {
    name: "LF within the rows of a file of CR: it ends a line there too",
    lineEnd: "",
    lines: [
      ["ID;NOM;PRENOM\r", pupils],
      ["1;Martin;Ana\r", row("1", "Martin", "Ana")],
      ["2;Ro\n", lost("RAGGED_ROW")],
      ["ux;Lou\r", lost("RAGGED_ROW")],
      ["9;Petit;Lou\r", row("9", "Petit", "Lou")]
    ]
  },
  {
    name: "CR within the rows of a file of LF: a character like another space",
    lines: [head, ["1;Mar\rtin;Ana", row("1", "Mar\rtin", "Ana")], last]
  },
  {
    name: "blank lines, rows of delimiters and rows of spaces",
    lines: [
      ["", blank],
      head,
      first,
      ["", blank],
      [";;", blank],
      ["   ", blank],
      [" ;\u00A0;\t", blank],
      [`"";"";""`, blank],
      last,
      ["", blank],
      ["", blank]
    ],
    says: [/blank rows.*: 8/]
  },
  {
    name: "form feeds between pages",
    lines: [head, first, ["\f", blank], ["2;Roux;Zoé", row("2", "Roux", "Zoé")], last]
  },
  {
    name: "line and paragraph separators of Unicode, and NEL, are no line ends",
    lines: [head, ["1;Mar\u2028tin;A\u2029na", row("1", "Mar\u2028tin", "A\u2029na")], last]
  }
]

export const ofFiles: ReadonlyArray<Entry> = [
  {
    name: "no line end behind the last row: whole, but it is said",
    ended: false,
    lines: [head, first, last],
    says: [/last line: has no line end/]
  },
  {
    name: "cut in the middle of a row",
    ended: false,
    lines: [head, first, ["9;Pet", lost("FILE_CUT")]],
    complete: false
  },
  {
    name: "cut behind a delimiter",
    ended: false,
    lines: [head, first, ["9;", lost("FILE_CUT")]],
    complete: false
  },
  {
    name: "cut in the middle of a quoted cell",
    ended: false,
    lines: [head, first, [`9;Petit;"Lo`, lost("FILE_CUT")]],
    complete: false
  },
  {
    name: "cut in the second line of a quoted cell",
    ended: false,
    lines: [head, first, [`9;"Petit`, lost("FILE_CUT")], ["née", { is: "more" }]],
    complete: false
  },
  {
    name: "cut between CR and LF",
    lineEnd: "",
    lines: [
      ["ID;NOM;PRENOM\r\n", pupils],
      ["1;Martin;Ana\r\n", row("1", "Martin", "Ana")],
      ["9;Petit;Lou\r", row("9", "Petit", "Lou")]
    ]
  },
  {
    name: "cut in the middle of a letter of UTF-8",
    ended: false,
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      ["2;Roux;Léa", row("2", "Roux", "Léa")],
      [utf8("9;Petit;Zoé").subarray(0, -1), lost("FILE_CUT")]
    ],
    complete: false
  },
  {
    name: "cut in the middle of a letter of UTF-8, in a row that lacks cells",
    ended: false,
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      ["2;Roux;Léa", row("2", "Roux", "Léa")],
      [utf8("9;Noë").subarray(0, -1), lost("FILE_CUT")]
    ],
    complete: false
  },
  {
    name: "cut in the middle of the only letter that is not ASCII",
    ended: false,
    lines: [head, first, [utf8("9;Petit;Zoé").subarray(0, -1), lost("FILE_CUT")]],
    complete: false
  },
  {
    name: "cut in the middle of a letter, in a row with a cell too many",
    ended: false,
    lines: [head, first, [utf8("9;Petit;Lou;é").subarray(0, -1), lost("FILE_CUT")]],
    complete: false
  },
  {
    name: "cut within a quoted cell, right behind the end of a line",
    lines: [head, first, [`9;"Petit`, lost("FILE_CUT", /line 3 to line 4/)], ["née Roux", { is: "more" }]],
    complete: false
  },
  {
    name: "the end mark of DOS on a line of its own",
    lineEnd: "\r\n",
    ended: false,
    lines: [head, first, last, ["\x1a", endMark]],
    says: [/end mark: .*0x1A/]
  },
  {
    name: "the end mark of DOS on a line of its own, which ends",
    lines: [head, first, last, ["\x1a", endMark]]
  },
  {
    name: "the end mark of DOS behind the last cell: the row is whole",
    ended: false,
    lines: [head, first, ["9;Petit;Lou\x1a", row("9", "Petit", "Lou")]],
    says: [/end mark: .*0x1A/]
  },
  {
    name: "the end mark of DOS behind the last cell, and a line end",
    lineEnd: "\r\n",
    lines: [head, first, ["9;Petit;Lou\x1a", row("9", "Petit", "Lou")]],
    says: [/end mark: .*0x1A/]
  },
  {
    name: "the end mark of DOS in the middle, as of files put together",
    lines: [head, first, ["\x1a", lost("RAGGED_ROW")], ["2;Roux\x1a;Lou", lost("GARBLED_TEXT", "NOM")], last]
  },
  {
    name: "cut in the middle of a letter of UTF-16",
    mark: "\uFEFF",
    written: utf16le,
    encoding: "utf-16le",
    ended: false,
    lines: [head, first, [utf16le("9;Petit;Lou").subarray(0, -1), lost("FILE_CUT")]],
    complete: false
  },
  {
    name: "NULs at the end, where a disk was full",
    ended: false,
    lines: [head, first, last, ["\0".repeat(600), lost("FILE_CUT")]],
    complete: false
  },
  {
    name: "NULs in a cell",
    lines: [head, first, ["2;Ro\0ux;Zoé", lost("NUL_CHARACTER", "NOM")], last]
  },
  {
    name: "NULs in every cell, and a block of NULs between the rows",
    lines: [
      head,
      first,
      ["\0;\0;\0", lost("NUL_CHARACTER", "ID")],
      ["\0".repeat(600), lost("RAGGED_ROW")],
      last
    ]
  },
  {
    name: "a row of Windows-1252 as the last one, cut",
    written: windows1252,
    encoding: "windows-1252",
    ended: false,
    lines: [head, ["1;Noël;Zoé", row("1", "Noël", "Zoé")], [raw("9;No\xeb"), lost("FILE_CUT")]],
    complete: false
  },
  {
    name: "a line of totals with as many cells: a row like any other, which lacks what a pupil needs",
    lines: [
      ["ID;NOM;PRENOM;HEURES", header("ID", "NOM", "PRENOM", "HEURES")],
      ["1;Martin;Ana;120", row("1", "Martin", "Ana", "120")],
      ["Total;;;120", row("Total", "", "", "120"), "Rejected REQUIRED_FIELD_MISSING"]
    ]
  },
  {
    name: "a line of totals with fewer cells",
    lines: [head, first, last, ["Nombre d'élèves : 2", lost("RAGGED_ROW")]]
  },
  {
    name: "a legend below the table",
    lines: [
      head,
      first,
      ["", blank],
      ["Légende;;", row("Légende", "", ""), "Rejected REQUIRED_FIELD_MISSING"],
      ["P;présent;", row("P", "présent", ""), "Rejected REQUIRED_FIELD_MISSING"]
    ]
  },
  {
    name: "the last words of an SQL client",
    lines: [head, first, last, ["", blank], ["(2 rows affected)", lost("RAGGED_ROW")]]
  }
]
