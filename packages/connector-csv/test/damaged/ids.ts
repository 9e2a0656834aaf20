/** What spreadsheets have done to ids. */
import { twice } from "./bytes.ts"
import { type Entry, header, lost, row } from "./Entry.ts"

const head = ["ID;NOM;PRENOM", header("ID", "NOM", "PRENOM")] as const
const last = ["202404000099;Petit;Lou", row("202404000099", "Petit", "Lou")] as const

export const ids: ReadonlyArray<Entry> = [
  {
    name: "digits lost to the scientific notation, in a column of ids (F18)",
    options: { ids: ["ID"] },
    lines: [
      head,
      ["2.02404E+11;Martin;Ana", lost("DIGITS_LOST", "ID")],
      ["2,02404E+11;Roux;Lou", lost("DIGITS_LOST", "ID")],
      ["2E+11;Roy;Lou", lost("DIGITS_LOST", "ID")],
      ["-1E+05;Roy;Lou", lost("DIGITS_LOST", "ID")],
      [" 2.02404E+11 ;Roy;Lou", lost("DIGITS_LOST", "ID")],
      ["12E4;Noël;Zoé", row("12E4", "Noël", "Zoé")],
      last
    ]
  },
  {
    name: "digits lost, and nothing declared: read as it stands, and still no key for anybody",
    lines: [
      head,
      ["2.02404E+11;Martin;Ana", row("2.02404E+11", "Martin", "Ana"), "Rejected DIGITS_LOST"],
      last
    ]
  },
  {
    name: "an apostrophe, and nothing declared: the same",
    lines: [head, ["'0123;Martin;Ana", row("'0123", "Martin", "Ana"), "Rejected GUARDED_ID"], last]
  },
  {
    name: "apostrophes that guard zeros (F19)",
    options: { ids: ["ID"] },
    lines: [
      head,
      ["'0123;Martin;Ana", lost("GUARDED_ID", "ID")],
      ["0124;O'Brien;'Lou", row("0124", "O'Brien", "'Lou")]
    ]
  },
  {
    name: "apostrophes that guard zeros, taken off, one of them and in ids alone",
    options: { ids: ["ID"], apostrophes: "strip" },
    lines: [
      head,
      ["'0123;Martin;Ana", row("0123", "Martin", "Ana")],
      ["''0125;Martin;'Ana", lost("GUARDED_ID", "ID")],
      ["0124;O'Brien;'Lou", row("0124", "O'Brien", "'Lou")]
    ],
    says: [/apostrophes taken off: ID/]
  },
  {
    name: "a number that lost its digits behind an apostrophe",
    options: { ids: ["ID"], apostrophes: "strip" },
    lines: [
      head,
      ["'2.02404E+11;Martin;Ana", lost("DIGITS_LOST", "ID")],
      ["0124;Roux;Lou", row("0124", "Roux", "Lou")]
    ]
  },
  {
    name: "digits lost, as programs beside Excel write it",
    options: { ids: ["ID"] },
    lines: [
      head,
      ["2.02404e+11;Martin;Ana", lost("DIGITS_LOST", "ID")],
      ["2.02404E11;Roux;Lou", lost("DIGITS_LOST", "ID")],
      ["2,02404e11;Roux;Lou", lost("DIGITS_LOST", "ID")],
      ["2E11;Roy;Lou", row("2E11", "Roy", "Lou")],
      last
    ]
  },
  {
    name: "digits lost, as programs beside Excel write it, and nothing declared",
    lines: [
      head,
      ["2.02404e+11;Martin;Ana", row("2.02404e+11", "Martin", "Ana"), "Rejected DIGITS_LOST"],
      [`="0123";Roux;Lou`, row(`="0123"`, "Roux", "Lou"), "Rejected GUARDED_ID"],
      last
    ]
  },
  {
    name: "letters behind an apostrophe, and Excel's other way",
    options: { ids: ["ID"] },
    lines: [
      head,
      ["'12AB;Martin;Ana", lost("GUARDED_ID", "ID")],
      [`="0123";Roux;Lou`, lost("GUARDED_ID", "ID")],
      [`"=""0124""";Roux;Lou`, lost("GUARDED_ID", "ID")],
      last
    ]
  },
  {
    name: "the same, taken off, and counted in the rows that are read",
    options: { ids: ["ID"], apostrophes: "strip" },
    lines: [
      head,
      ["'12AB;Martin;Ana", row("12AB", "Martin", "Ana")],
      [`="0123";Roux;Lou`, row("0123", "Roux", "Lou")],
      [` "=""0124""";Roux;Lou`, row(` "=""0124"""`, "Roux", "Lou")],
      [`'0125;${twice("Noël")};Lou`, lost("GARBLED_TEXT", "NOM")],
      last
    ],
    says: [/apostrophes taken off: ID 2$/m]
  },
  {
    name: "zeros that are lost show in the widths (F17)",
    options: { ids: ["ID"] },
    lines: [
      head,
      ["1001;Martin;Ana", row("1001", "Martin", "Ana")],
      ["1002;Roux;Lou", row("1002", "Roux", "Lou")],
      ["1003;Roy;Lou", row("1003", "Roy", "Lou")],
      ["1004;Noël;Lou", row("1004", "Noël", "Lou")],
      ["1005;Garçon;Lou", row("1005", "Garçon", "Lou")],
      ["23;Petit;Lou", row("23", "Petit", "Lou")]
    ],
    says: [/ID: 5 ids have 4 digits, 1 fewer.*zeros/]
  },
  {
    name: "leading zeros stay",
    options: { ids: ["ID"] },
    lines: [
      head,
      ["00123;Martin;Ana", row("00123", "Martin", "Ana")],
      ["123;Roux;Lou", row("123", "Roux", "Lou")]
    ]
  },
  {
    name: "a column of ids that is not there",
    options: { ids: ["Id"] },
    bytes: "ID;NOM;PRENOM\n1;Martin;Ana\n",
    refused: /"Id".*"ID"/s
  },
  {
    name: "an id of a decimal, a date, a formula's error: only a person knows",
    options: { ids: ["ID"] },
    lines: [
      head,
      ["1234,0;Martin;Ana", row("1234,0", "Martin", "Ana")],
      ["03/05/2024;Roux;Lou", row("03/05/2024", "Roux", "Lou")],
      ["#REF!;Roy;Lou", row("#REF!", "Roy", "Lou")]
    ]
  }
]
