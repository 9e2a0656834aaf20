/** Files that do not begin with their header: titles, notes, lines of programs, and headers that are declared. */
import { blank, type Entry, header, lost, more, row, sep, title, unread } from "./Entry.ts"

const pupils = header("ID", "NOM", "PRENOM")
const head = ["ID;NOM;PRENOM", pupils] as const
const first = ["1;Martin;Ana", row("1", "Martin", "Ana")] as const
const last = ["9;Petit;Lou", row("9", "Petit", "Lou")] as const

export const above: ReadonlyArray<Entry> = [
  {
    name: "Excel's sep line",
    delimiter: "comma",
    lines: [
      ["sep=,", sep],
      ["ID,NOM,PRENOM", pupils],
      ["1,Martin,Ana", row("1", "Martin", "Ana")]
    ]
  },
  {
    name: "Excel's sep line behind a byte order mark, in capitals, in quotes",
    mark: "\uFEFF",
    lines: [[`"SEP=;"`, sep], head, first]
  },
  {
    name: "a title, a blank line, and the header",
    lines: [["Liste des apprenants", title], ["", blank], head, first, last],
    says: [/before the header: 1 \(line 1\)/, /^header: line 3$/m]
  },
  {
    name: "a title in merged cells",
    lines: [["Liste des apprenants;;", title], [";;", blank], head, first, last]
  },
  {
    name: "a title of two lines",
    lines: [[`"Liste des apprenants`, title], [`du CFA"`, more], head, first, last]
  },
  {
    name: "DO NOT EDIT in every cell",
    lines: [["NE PAS MODIFIER;NE PAS MODIFIER;NE PAS MODIFIER", title], head, first, last]
  },
  {
    name: "names beside values above the header",
    lines: [
      ["Établissement :;CFA du Port;;", title],
      ["Filière :;Boulangerie;;", title],
      ["ID;NOM;PRENOM;VILLE", header("ID", "NOM", "PRENOM", "VILLE")],
      ["1;Martin;Ana;Nantes", row("1", "Martin", "Ana", "Nantes")],
      ["2;Roux;Lou;Brest", row("2", "Roux", "Lou", "Brest")]
    ]
  },
  {
    name: "merged groups of columns above the header",
    lines: [
      ["Élève;;;Responsable;;", title],
      ["ID;NOM;PRENOM;R_NOM;R_PRENOM;R_TEL", header("ID", "NOM", "PRENOM", "R_NOM", "R_PRENOM", "R_TEL")],
      ["1;Martin;Ana;Martin;Luc;0601020304", row("1", "Martin", "Ana", "Martin", "Luc", "0601020304")],
      ["2;Roux;Lou;Roux;Eve;0601020305", row("2", "Roux", "Lou", "Roux", "Eve", "0601020305")]
    ]
  },
  {
    name: "a title, a date and a number above a wide table",
    lines: [
      ["Liste des apprenants;;;;;", title],
      ["Éditée le :;03/05/2024;;;;", title],
      ["Effectif :;2;;;;", title],
      ["ID;NOM;PRENOM;MAIL;TEL;VILLE", header("ID", "NOM", "PRENOM", "MAIL", "TEL", "VILLE")],
      ["1;Martin;Ana;ana@cfa.example;;Nantes", row("1", "Martin", "Ana", "ana@cfa.example", "", "Nantes")],
      ["2;Roux;Lou;;06;Brest", row("2", "Roux", "Lou", "", "06", "Brest")]
    ]
  },
  {
    name: "the same above a narrow table: the date looks like a record, so the title is the header, and no column is found",
    lines: [
      ["Liste des apprenants;;", header("Liste des apprenants", "column 2", "column 3")],
      ["Éditée le;03/05/2024;", row("Éditée le", "03/05/2024", "")],
      ["ID;NOM;PRENOM", row("ID", "NOM", "PRENOM")],
      first,
      last
    ],
    unmapped: /"ID".*"NOM".*"PRENOM"/
  },
  {
    name: "the same, with the header's line declared",
    options: { headerLine: 3 },
    lines: [["Liste des apprenants;;", unread], ["Éditée le;03/05/2024;", unread], head, first, last]
  },
  {
    name: "a line declared for the header that is another row",
    options: { headerLine: 2 },
    lines: [["ID;NOM;PRENOM", unread], ["1;Martin;Ana", header("1", "Martin", "Ana")], last],
    unmapped: /"ID".*"NOM".*"PRENOM"/
  },
  {
    name: "a line declared for the header below a title of two lines, and below a quote that never closes",
    options: { headerLine: 4 },
    lines: [
      [`"Liste des apprenants`, unread],
      [`du CFA";;`, unread],
      [`12";"Salle`, unread],
      head,
      first,
      last
    ]
  },
  {
    name: "no line at all declared for the header",
    options: { headerLine: 0 },
    bytes: "ID;NOM;PRENOM\n1;Martin;Ana\n",
    refused: /headerLine is 0/
  },
  {
    name: "PowerShell's line about the type",
    delimiter: "comma",
    lineEnd: "\r\n",
    lines: [
      ["#TYPE System.Data.DataRow", title],
      [`"ID","NOM","PRENOM"`, pupils],
      [`"1","Martin","Ana"`, row("1", "Martin", "Ana")]
    ]
  },
  {
    name: "a warning of PHP above the header, and one between the rows",
    lines: [
      ["<br />", title],
      ["<b>Warning</b>: mysql_query() in <b>/export.php</b> on line <b>3</b><br />", title],
      head,
      first,
      ["<b>Notice</b>: undefined index in <b>/export.php</b><br />", lost("RAGGED_ROW")],
      last
    ]
  },
  {
    name: "a sep line that a spreadsheet has saved with the table",
    lines: [["sep=;;", title], head, first, last]
  },
  {
    name: "a sep line that is wrong: it is believed, and no column is found",
    delimiter: "pipe",
    lines: [
      ["sep=|", sep],
      ["ID;NOM;PRENOM", header("ID;NOM;PRENOM")],
      ["1;Martin;Ana", row("1;Martin;Ana")]
    ],
    unmapped: /"ID".*"NOM".*"PRENOM"/
  },
  {
    name: "a sep line declared to be the header",
    options: { headerLine: 1 },
    bytes: "sep=;\nID;NOM;PRENOM\n1;Martin;Ana\n",
    refused: /line 1/
  },
  {
    name: "a line declared for the header that is blank",
    options: { headerLine: 2 },
    bytes: "Liste\n\nID;NOM;PRENOM\n1;Martin;Ana\n",
    refused: /line 2/
  },
  {
    name: "a line declared for the header behind the end",
    options: { headerLine: 7 },
    bytes: "ID;NOM;PRENOM\n1;Martin;Ana\n",
    refused: /line 7/
  }
]
