/** Files whose quotes do not match, and files whose quotes only look as if they did not. */
import { type Entry, header, lost, more, row } from "./Entry.ts"

const head = ["ID;NOM;PRENOM", header("ID", "NOM", "PRENOM")] as const
const first = ["1;Martin;Ana", row("1", "Martin", "Ana")] as const
const last = ["9;Petit;Lou", row("9", "Petit", "Lou")] as const

export const matching: ReadonlyArray<Entry> = [
  {
    name: "delimiters, quotes and nothing within quotes",
    lines: [
      head,
      [`1;"Martin; née Roux";"Ana ""la"" grande"`, row("1", "Martin; née Roux", 'Ana "la" grande')],
      [`"2";"";"Lou"`, row("2", "", "Lou"), "Rejected REQUIRED_FIELD_MISSING"],
      last
    ]
  },
  {
    name: "an address of three lines, the second of them blank",
    lines: [
      ["ID;NOM;PRENOM;ADRESSE", header("ID", "NOM", "PRENOM", "ADRESSE")],
      [`1;Martin;Ana;"3 rue du Port`, row("1", "Martin", "Ana", "3 rue du Port\n\n44000 Nantes")],
      ["", more],
      [`44000 Nantes"`, more],
      ["2;Petit;Lou;", row("2", "Petit", "Lou", "")]
    ]
  },
  {
    name: "CR LF within a cell is a line feed",
    lineEnd: "\r\n",
    lines: [
      ["ID;NOM;PRENOM;ADRESSE", header("ID", "NOM", "PRENOM", "ADRESSE")],
      [`1;Martin;Ana;"3 rue du Port`, row("1", "Martin", "Ana", "3 rue du Port\n44000 Nantes")],
      [`44000 Nantes"`, more],
      ["2;Petit;Lou;", row("2", "Petit", "Lou", "")]
    ]
  },
  {
    name: "a header within quotes, and one of two lines",
    lines: [
      [`"ID";"NOM";"PRENOM";"Date de`, header("ID", "NOM", "PRENOM", "Date de naissance")],
      [`naissance"`, more],
      ["1;Martin;Ana;03/05/2009", row("1", "Martin", "Ana", "03/05/2009")]
    ]
  },
  {
    name: "apostrophes, and the quotes of a word processor, are characters like others",
    lines: [
      head,
      ["1;O'Brien;'Ana'", row("1", "O'Brien", "'Ana'")],
      ["2;“Martin”;«Lou»", row("2", "“Martin”", "«Lou»")],
      ["3;„Roux“;d’Ys", row("3", "„Roux“", "d’Ys")]
    ]
  }
]

export const stray: ReadonlyArray<Entry> = [
  {
    name: "inches: quotes within a cell that no quote began stay if they are a pair; one alone may be anything",
    lines: [
      ["ID;NOM;PRENOM;ECRAN", header("ID", "NOM", "PRENOM", "ECRAN")],
      [`1;Martin;Ana;12"`, lost("BROKEN_QUOTES")],
      [`2;Roux "le roi";Lou;15" et 17"`, row("2", 'Roux "le roi"', "Lou", '15" et 17"')],
      ["3;Petit;Zoé;13", row("3", "Petit", "Zoé", "13")]
    ]
  },
  {
    name: "text behind a closing quote",
    lines: [head, first, [`2;"Mar"tin;Lou`, lost("BROKEN_QUOTES")], last]
  },
  {
    name: "quotes within quotes, not doubled",
    lines: [head, first, [`2;"Martin "le roi" Roux";Lou`, lost("BROKEN_QUOTES")], last]
  },
  {
    name: "quotes escaped as programmers do it",
    lines: [head, first, [`2;"Martin \\"le roi\\" Roux";Lou`, lost("BROKEN_QUOTES")], last]
  },
  {
    name: "a cell that is one quote",
    lines: [head, first, [`2;";Lou`, lost("BROKEN_QUOTES")], last]
  },
  {
    name: "a quote that never closes, in the first row",
    lines: [
      head,
      [`1;"Martin;Ana`, lost("BROKEN_QUOTES")],
      ["2;Roux;Lou", row("2", "Roux", "Lou")],
      ["3;Roy;Zoé", row("3", "Roy", "Zoé")],
      last
    ]
  },
  {
    name: "a quote that never closes, in the middle, and rows behind it that have quotes of their own",
    lines: [
      head,
      first,
      [`2;"Roux;Lou`, lost("BROKEN_QUOTES")],
      [`3;"Roy; née Roux";Zoé`, row("3", "Roy; née Roux", "Zoé")],
      [`4;"Le ""Grand"" Noël";Eva`, row("4", 'Le "Grand" Noël', "Eva")],
      [`5;"12 rue`, row("5", "12 rue\nbis", "Eva")],
      [`bis";Eva`, more],
      last
    ]
  },
  {
    name: "a quote that never closes, in the last row: the file may have been cut there",
    lines: [head, first, [`2;"Roux;Lou`, lost("FILE_CUT")]],
    complete: false
  },
  {
    name: "a quote that never closes, in every row: what cannot be told apart is one row, and its lines are said",
    lines: [
      head,
      [`1;"Martin;Ana`, lost("BROKEN_QUOTES", /line 2 to line 4.*line 5/)],
      [`2;"Roux;Lou`, more],
      [`3;"Roy;Zoé`, more],
      last
    ]
  },
  {
    name: "quotes that stray so that they would make one pupil of two, by the letter of the format",
    lines: [head, first, [`2;Roux;"Lou`, lost("BROKEN_QUOTES")], [`3;Roy;Zoé"`, lost("BROKEN_QUOTES")], last]
  },
  {
    name: "quotes that stray far from one another: what is between them is not lost",
    lines: [
      head,
      [`1;Martin;"Ana`, lost("BROKEN_QUOTES")],
      ["2;Roux;Lou", row("2", "Roux", "Lou")],
      ["3;Roy;Zoé", row("3", "Roy", "Zoé")],
      [`4;Noël";Eve`, lost("BROKEN_QUOTES")],
      last
    ]
  },
  {
    name: "a space before an opening quote",
    lines: [head, [`1; "Martin";Ana`, row("1", ' "Martin"', "Ana")], last]
  },
  {
    name: "a space behind a closing quote",
    lines: [head, first, [`2;"Roux" ;Lou`, row("2", "Roux", "Lou")], last]
  },
  {
    name: "one row saved twice, so that its delimiters are within quotes",
    lines: [head, first, [`"2;Roux;Lou"`, lost("RAGGED_ROW")], last]
  },
  {
    name: "all rows saved twice: one column, of what delimiter?",
    bytes: `"ID;NOM;PRENOM"\n"1;Martin;Ana"\n"2;Roux;Lou"\n`,
    refused: /delimiter/
  }
]
