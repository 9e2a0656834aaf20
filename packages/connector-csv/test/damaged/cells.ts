/** Rows of the wrong width, cells of the wrong kind, and delimiters that must be told apart. */
import { Csv } from "../../src/index.ts"
import { blank, type Entry, header, lost, row } from "./Entry.ts"

const pupils = header("ID", "NOM", "PRENOM")
const head = ["ID;NOM;PRENOM", pupils] as const
const first = ["1;Martin;Ana", row("1", "Martin", "Ana")] as const
const last = ["9;Petit;Lou", row("9", "Petit", "Lou")] as const

const rowsOf = (count: number, delimiter: string): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, n) => [n, "Martin", `Ana ${n}`].join(delimiter))

export const delimiters: ReadonlyArray<Entry> = [
  {
    name: "Google Sheets: commas",
    delimiter: "comma",
    lineEnd: "\r\n",
    ended: false,
    lines: [
      ["ID,NOM,PRENOM", pupils],
      [`1,"Martin, Roux",Ana`, row("1", "Martin, Roux", "Ana")],
      ["9,Petit;Roy,Lou", row("9", "Petit;Roy", "Lou")]
    ]
  },
  {
    name: "tabs",
    delimiter: "tab",
    lines: [
      ["ID\tNOM\tPRENOM", pupils],
      ["1\tMartin, Roux\tAna", row("1", "Martin, Roux", "Ana")]
    ]
  },
  {
    name: "pipes",
    delimiter: "pipe",
    lines: [
      ["ID|NOM|PRENOM", pupils],
      ["1|Martin, Roux|Ana", row("1", "Martin, Roux", "Ana")]
    ]
  },
  {
    name: "semicolons, and decimal commas in every row",
    lines: [
      ["ID;NOM;PRENOM;NOTE,SUR;COEF", header("ID", "NOM", "PRENOM", "NOTE,SUR", "COEF")],
      ["1;Martin;Ana;12,5;1,0", row("1", "Martin", "Ana", "12,5", "1,0")],
      ["2;Roux;Lou;13,5;2,0", row("2", "Roux", "Lou", "13,5", "2,0")]
    ]
  },
  { name: "one column, and nothing says what would divide it", bytes: "ID\n1\n2\n", refused: /delimiter/ },
  {
    name: "one column, with its delimiter declared",
    options: { delimiter: "," },
    delimiter: "comma",
    lines: [
      ["ID", header("ID")],
      ["1", row("1")],
      ["2", row("2")]
    ],
    unmapped: /missing columns "NOM".*"PRENOM"/
  },
  {
    name: "another delimiter declared than the file has: one column of everything",
    options: { delimiter: "," },
    delimiter: "comma",
    lines: [
      ["ID;NOM;PRENOM", header("ID;NOM;PRENOM")],
      ["1;Martin;Ana", row("1;Martin;Ana")]
    ],
    unmapped: /"ID".*"NOM".*"PRENOM"/
  },
  {
    name: "a sep line and another delimiter declared: the declaration wins",
    options: { delimiter: ";" },
    lines: [["sep=,", { is: "sep" }], head, first]
  },
  {
    name: "an export with semicolons, and a longer one with commas behind it",
    bytes: ["ID;NOM;PRENOM", ...rowsOf(30, ";"), "ID,NOM,PRENOM", ...rowsOf(90, ","), ""].join("\n"),
    refused: /line 1 or line 32.*Split.*headerLine/
  },
  {
    name: "an export of three columns, and a longer one of six behind it",
    bytes: [
      "ID;NOM;PRENOM",
      ...rowsOf(5, ";"),
      "ID;NOM;PRENOM;MAIL;TEL;VILLE",
      ...rowsOf(9, ";").map(line => `${line};a;b;c`),
      ""
    ].join("\n"),
    refused: /line 1 or line 7.*Split.*headerLine/
  },
  {
    name: "an export of one record, and another with commas behind it",
    bytes: "ID;NOM;PRENOM\n1;Martin;Ana\nID,NOM,PRENOM\n2,Roux,Zoe\n3,Roux,Zoe\n",
    refused: /line 1 or line 3.*Split.*headerLine/
  },
  {
    name: "a delimiter that there is not, declared in plain JavaScript",
    options: JSON.parse('{"delimiter":"^"}'),
    bytes: "ID^NOM^PRENOM\n1^Martin^Ana\n",
    refused: /delimiter must be semicolon, comma, tab or pipe/
  },
  ...[0, -1, Number.NaN].map(longestLine => ({
    name: `lines of ${longestLine} characters at the most`,
    options: { longestLine },
    bytes: "ID;NOM;PRENOM\n1;Martin;Ana\n",
    refused: /longestLine must be a whole number/
  })),
  {
    name: "columns by spaces, as a terminal shows them",
    bytes: "ID   NOM     PRENOM\n1    Martin  Ana\n2    Roux    Lou\n",
    refused: /delimiter/
  }
]

export const widths: ReadonlyArray<Entry> = [
  { name: "a cell too few", lines: [head, first, ["2;Roux", lost("RAGGED_ROW")], last] },
  { name: "a cell too many", lines: [head, first, ["2;Roux;Lou;Nantes", lost("RAGGED_ROW")], last] },
  {
    name: "a delimiter behind every row and the header",
    lines: [
      ["ID;NOM;PRENOM;", header("ID", "NOM", "PRENOM", "column 4")],
      ["1;Martin;Ana;", row("1", "Martin", "Ana", "")],
      ["9;Petit;Lou;", row("9", "Petit", "Lou", "")]
    ]
  },
  {
    name: "a delimiter behind the header only: no row is what it says",
    lines: [
      ["ID;NOM;PRENOM;", header("ID", "NOM", "PRENOM", "column 4")],
      ["1;Martin;Ana", lost("RAGGED_ROW", /3 cells.*header has 4/)],
      ["9;Petit;Lou", lost("RAGGED_ROW", /3 cells.*header has 4/)]
    ]
  },
  {
    name: "a delimiter behind every row, not the header",
    lines: [head, ["1;Martin;Ana;", lost("RAGGED_ROW")], ["9;Petit;Lou;", lost("RAGGED_ROW")]]
  },
  {
    name: "a row broken in two by a line end without quotes",
    lines: [head, first, ["2;Ro", lost("RAGGED_ROW")], ["ux;Lou", lost("RAGGED_ROW")], last]
  },
  {
    name: "a row broken in two that is as wide as two rows: both lack what a pupil needs",
    lines: [
      ["ID;NOM;PRENOM", pupils],
      first,
      ["2;Roux;", row("2", "Roux", ""), "Rejected REQUIRED_FIELD_MISSING"],
      ["Lou", lost("RAGGED_ROW")]
    ]
  }
]

export const contents: ReadonlyArray<Entry> = [
  {
    name: "cells that a spreadsheet would run: data, and nothing else (F48)",
    lines: [
      head,
      [`1;"=WEBSERVICE(""http://x.example"")";+Ana`, row("1", '=WEBSERVICE("http://x.example")', "+Ana")],
      ["2;-Roux;@Lou", row("2", "-Roux", "@Lou")]
    ]
  },
  {
    name: "a database's NULL, nothing declared: a person may be called so (F49)",
    lines: [head, ["1;NULL;Ana", row("1", "NULL", "Ana")], ["2;Roux;\\N", row("2", "Roux", "\\N")], last]
  },
  {
    name: "words for nothing, declared",
    options: { blanks: { TEL: Csv.placeholders, NOM: ["sans nom"] } },
    lines: [
      ["ID;NOM;PRENOM;TEL", header("ID", "NOM", "PRENOM", "TEL")],
      ["1;Martin;Ana;NULL", row("1", "Martin", "Ana", "")],
      ["2;Null;Lou;n/a", row("2", "Null", "Lou", "")],
      ["3;Roux;None; \\N ", row("3", "Roux", "None", "")],
      ["4;Roy;Zoé;–", row("4", "Roy", "Zoé", "")],
      ["5;Noël;Éva;-1", row("5", "Noël", "Éva", "-1")],
      ["6;SANS NOM;Éva;", row("6", "", "Éva", ""), "Rejected REQUIRED_FIELD_MISSING"]
    ],
    says: [/NOM 1, TEL 4|TEL 4, NOM 1/]
  },
  {
    name: "words for nothing, declared for all columns: a row of nothing else is still a row",
    options: { blanks: ["NULL"] },
    lines: [head, ["NULL;NULL;NULL", row("", "", ""), "Rejected KEY_MISSING"], first]
  },
  {
    name: "words for nothing in a column that is not there",
    options: { blanks: { TELEPHONE: ["-"] } },
    bytes: "ID;NOM;TÉLÉPHONE\n1;Martin;-\n",
    refused: /"TELEPHONE".*"TÉLÉPHONE"/s
  },
  {
    name: "spaces of all kinds around and within cells: kept by the reader, cleaned on the way out (F26)",
    lines: [
      head,
      [" 1\u00A0; Martin \u2009 Roux ;\u200BAna", row(" 1\u00A0", " Martin \u2009 Roux ", "\u200BAna")],
      last
    ]
  },
  {
    name: "a row twice, and an id twice with other content (F7)",
    lines: [
      head,
      first,
      ["1;Martin;Ana", row("1", "Martin", "Ana"), "Duplicate of 2, identical"],
      ["1;Roux;Lou", row("1", "Roux", "Lou"), "Duplicate of 2"]
    ]
  },
  {
    name: "a row without an id",
    lines: [head, first, [";Roux;Lou", row("", "Roux", "Lou"), "Rejected KEY_MISSING"], ["", blank], last]
  },
  {
    name: "control characters in cells: a bell, a deletion, a vertical tab; tabs and form feeds around cells stay",
    lines: [
      head,
      ["1;Mar\x07tin;Ana", lost("GARBLED_TEXT", "NOM")],
      ["2;Roux;Lou\x7f", lost("GARBLED_TEXT", "PRENOM")],
      ["3;Roy\x0bNord;Lou", lost("GARBLED_TEXT", "NOM")],
      ["4;No\fël;Lou", lost("GARBLED_TEXT", "NOM")],
      ["\f5;Ro\tux;Lou", row("\f5", "Ro\tux", "Lou")],
      last
    ]
  },
  {
    name: "a line longer than may be held",
    options: { longestLine: 60 },
    lines: [
      head,
      first,
      [`2;${"x".repeat(100)};Lou`, lost("LINE_TOO_LONG")],
      [`3;${"x".repeat(50)};Lou`, row("3", "x".repeat(50), "Lou")],
      last
    ]
  },
  {
    name: "a row of several lines, longer than may be held",
    options: { longestLine: 60 },
    lines: [
      head,
      first,
      [`2;"Roux`, lost("LINE_TOO_LONG", /line 3 to line 5.*line 6/)],
      ["x".repeat(50), { is: "more" }],
      [`y";Lou`, { is: "more" }],
      last
    ]
  },
  {
    name: "no line end at all in three megabytes",
    bytes: "a;b;c;".repeat(500_000),
    refused: /too long/
  },
  {
    name: "a line of two megabytes",
    lines: [head, first, [`2;${"x".repeat(2_097_152)};Lou`, lost("LINE_TOO_LONG")], last]
  },
  {
    name: "a line of two megabytes that is allowed: what the target cannot take is refused, never cut (F37)",
    options: { longestLine: 4_194_304 },
    lines: [
      head,
      first,
      [`2;${"x".repeat(2_097_152)};Lou`, row("2", "x".repeat(2_097_152), "Lou"), "Rejected VALIDATION_ERROR"],
      last
    ]
  }
]
