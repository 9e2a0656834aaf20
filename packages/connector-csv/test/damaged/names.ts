/** Headers whose names are spoilt, and headers that come again. */
import { twice } from "./bytes.ts"
import { blank, type Entry, header, lost, repeated, row } from "./Entry.ts"

const pupils = header("ID", "NOM", "PRENOM")
const head = ["ID;NOM;PRENOM", pupils] as const
const first = ["1;Martin;Ana", row("1", "Martin", "Ana")] as const
const last = ["9;Petit;Lou", row("9", "Petit", "Lou")] as const

export const names: ReadonlyArray<Entry> = [
  {
    name: "a byte order mark within the quotes of the first header (F21)",
    lines: [[`"\uFEFFID";"NOM";"PRENOM"`, pupils], first]
  },
  {
    name: "spaces, no-break spaces and characters of no width around the headers",
    lines: [["\u200BID\u00A0; NOM\u202F;\u2060PRENOM\u00AD\t", pupils], first]
  },
  {
    name: "a no-break space within a header",
    lines: [
      ["ID;NOM\u00A0DE  FAMILLE;PRENOM", header("ID", "NOM DE FAMILLE", "PRENOM")],
      ["1;Martin;Ana", row("1", "Martin", "Ana")]
    ]
  },
  {
    name: "letters of a header taken apart by a Mac",
    lines: [
      ["ID;NOM;PRE\u0301NOM", header("ID", "NOM", "PRÉNOM")],
      ["1;Martin;Ana", row("1", "Martin", "Ana")]
    ]
  },
  {
    name: "two columns of one name",
    bytes: "ID;NOM;NOM\n1;Martin;Ana\n",
    refused: /columns 2 and 3.*same name/
  },
  {
    name: "two columns of one name, once it is cleaned",
    bytes: "ID;NOM;\u200BNOM \n1;Martin;Ana\n",
    refused: /columns 2 and 3.*same name/
  },
  {
    name: "two columns whose names differ by case only",
    lines: [
      ["ID;Nom;NOM", header("ID", "Nom", "NOM")],
      ["1;Martin;Ana", row("1", "Martin", "Ana")]
    ]
  },
  {
    name: "a column without a name among the others gets that of its place",
    lines: [["ID;;PRENOM", header("ID", "column 2", "PRENOM")], first, last]
  },
  {
    name: "a column without a name, whose place another column has for its name",
    bytes: "ID;;column 2\n1;Martin;Ana\n",
    refused: /columns 2 and 3.*same name/
  },
  { name: "a header with a NUL in it", bytes: "ID;N\0OM;PRENOM\n1;Martin;Ana\n", refused: /column 2.*NUL/ },
  {
    name: "a quote in the header that never closes",
    bytes: `ID;"NOM;PRENOM\n1;Martin;Ana\n2;Roux;Lou\n`,
    refused: /:1: the header cannot be read: its quotes do not match/
  },
  {
    name: "a quote in the header that strays",
    bytes: `ID;"NO"M;PRENOM\n1;Martin;Ana\n2;Roux;Lou\n`,
    refused: /:1: the header cannot be read: its quotes do not match/
  },
  {
    name: "a header longer than a line may be",
    options: { longestLine: 40 },
    bytes: `ID;${"x".repeat(50)};PRENOM\n1;Martin;Ana\n`,
    refused: /:1: the header.*too long/
  },
  {
    name: "headers that look like the beginnings of other files",
    lines: [
      ["PK;[NOM];<PRENOM>;{TEL};%PDF;BM", header("PK", "[NOM]", "<PRENOM>", "{TEL}", "%PDF", "BM")],
      ["1;Martin;Ana;;;", row("1", "Martin", "Ana", "", "", "")]
    ]
  },
  {
    name: "no header: its first row is taken for one, and the mapping finds nothing (F22)",
    lines: [["1;Martin;Ana", header("1", "Martin", "Ana")], ["2;Roux;Lou", row("2", "Roux", "Lou")], last],
    unmapped: /missing columns "ID".*"NOM".*"PRENOM"[^M]*$/
  },
  {
    name: "names that JavaScript objects have of their own",
    lines: [
      ["__proto__;constructor;toString", header("__proto__", "constructor", "toString")],
      ["1;Martin;Ana", row("1", "Martin", "Ana")]
    ]
  }
]

export const again: ReadonlyArray<Entry> = [
  { name: "two header rows alike", lines: [head, ["ID;NOM;PRENOM", repeated], first, last] },
  {
    name: "exports put together, each with its mark and its header",
    mark: "\uFEFF",
    lines: [
      head,
      first,
      ["\uFEFFID;NOM;PRENOM", repeated],
      ["2;Roux;Zoé", row("2", "Roux", "Zoé")],
      [`\uFEFF"ID";"NOM";"PRENOM"`, repeated],
      last
    ],
    says: [/repeated headers.*: 2 \(lines 3 and 5\)/]
  },
  {
    name: "exports put together, the first without its last line end",
    lines: [head, ["1;Martin;AnaID;NOM;PRENOM", lost("RAGGED_ROW")], last]
  },
  {
    name: "exports put together, the second without a header but with its mark",
    lines: [head, first, ["\uFEFF2;Roux;Zoé", row("\uFEFF2", "Roux", "Zoé")], last]
  },
  {
    name: "exports put together, the second with a column more",
    lines: [
      head,
      first,
      last,
      ["ID;NOM;PRENOM;VILLE", lost("RAGGED_ROW")],
      ["2;Roux;Zoé;Brest", lost("RAGGED_ROW")]
    ]
  },
  {
    name: "exports put together, the second with its header in other letters",
    lines: [head, first, ["id;nom;prénom", repeated], ["2;Roux;Zoé", row("2", "Roux", "Zoé")], last],
    says: [/repeated headers.*: 1 \(line 3\)/]
  },
  {
    name: "exports put together, the second with its columns in another order",
    lines: [
      head,
      first,
      ["ID;PRENOM;NOM", lost("WRONG_SHAPE", /columns change at line 3.*split/)],
      ["2;Zoé;Roux", lost("WRONG_SHAPE", /line 3/)],
      ["", blank],
      ["ID;NOM;PRENOM", lost("WRONG_SHAPE", /line 3/)],
      ["9;Petit;Lou", lost("WRONG_SHAPE", /line 3/)]
    ],
    complete: false,
    says: [/columns change: at line 3/]
  },
  {
    name: "exports put together, the second with another column among its own",
    lines: [
      head,
      first,
      ["Id;Prénom;Ville", lost("WRONG_SHAPE", /line 3/)],
      ["2;Zoé;Metz", lost("WRONG_SHAPE", /line 3/)]
    ],
    complete: false
  },
  {
    name: "exports put together, the second with a column without a name",
    lines: [
      head,
      first,
      ["ID;PRENOM;", lost("WRONG_SHAPE", /line 3/)],
      ["2;Zoé;Roux", lost("WRONG_SHAPE", /line 3/)]
    ],
    complete: false
  },
  {
    name: "somebody who is called as the columns are",
    lines: [
      head,
      ["1;Nom;Prenom", row("1", "Nom", "Prenom")],
      ["2;Prénom;Nom", row("2", "Prénom", "Nom")],
      last
    ]
  },
  {
    name: "exports put together, the second with another delimiter",
    lines: [head, first, last, ["ID,NOM,PRENOM", lost("RAGGED_ROW")], ["2,Roux,Zoé", lost("RAGGED_ROW")]]
  },
  {
    name: "exports put together, the second in another encoding",
    lines: [
      ["ID;NOM;PRÉNOM", header("ID", "NOM", "PRÉNOM")],
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      [`ID;NOM;${twice("PRÉNOM")}`, lost("GARBLED_TEXT", "PRÉNOM")],
      [`2;${twice("Noël")};Lou`, lost("GARBLED_TEXT", "NOM")]
    ]
  }
]
