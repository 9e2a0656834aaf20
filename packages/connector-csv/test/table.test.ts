import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Csv } from "../src/index.ts"
import { readBytes, refusalOf } from "./reading.ts"

const bytes = (...parts: ReadonlyArray<string | Uint8Array | ReadonlyArray<number>>): Uint8Array =>
  Buffer.concat(parts.map(part => (typeof part === "string" ? Buffer.from(part) : Uint8Array.from(part))))
const mark = [0xef, 0xbb, 0xbf]

interface Readable {
  readonly name: string
  readonly file: Uint8Array | string
  readonly options?: Csv.Options
  readonly columns?: ReadonlyArray<string>
  readonly rows: ReadonlyArray<string>
  readonly findings?: { readonly [name: string]: string }
}

const readable: ReadonlyArray<Readable> = [
  {
    name: "UTF-8",
    file: "id;nom\n1;Élodie\n2;Œuvrard\n",
    rows: ["2 1|Élodie", "3 2|Œuvrard"],
    findings: { encoding: "utf-8", delimiter: "semicolon", columns: "2", bytes: "28" }
  },
  {
    name: "UTF-8 with a byte order mark",
    file: bytes(mark, "id;nom\n1;Élodie\n"),
    columns: ["id", "nom"],
    rows: ["2 1|Élodie"],
    findings: { encoding: "utf-8, with a byte order mark" }
  },
  {
    name: "a byte order mark before a quoted header",
    file: bytes(mark, '"id";"nom"\n1;Zoé\n'),
    columns: ["id", "nom"],
    rows: ["2 1|Zoé"]
  },
  { name: "commas", file: "id,nom\n1,Zoé\n", rows: ["2 1|Zoé"], findings: { delimiter: "comma" } },
  { name: "tabs", file: "id\tnom\n1\tZoé\n", rows: ["2 1|Zoé"], findings: { delimiter: "tab" } },
  { name: "pipes", file: "id|nom\n1|Zoé\n", rows: ["2 1|Zoé"], findings: { delimiter: "pipe" } },
  {
    name: "semicolons, although every name has a comma",
    file: "id;nom, prenom;classe\n1;Martin, Zoé;6A\n2;Petit, Léa;6B\n",
    rows: ["2 1|Martin, Zoé|6A", "3 2|Petit, Léa|6B"],
    findings: { delimiter: "semicolon" }
  },
  {
    name: "commas, although most rows have semicolons in quotes",
    file: 'id,tags\n1,"a;b;c"\n2,"d;e;f"\n3,\n',
    rows: ["2 1|a;b;c", "3 2|d;e;f", "4 3|"],
    findings: { delimiter: "comma" }
  },
  {
    name: "commas, although every row has a semicolon",
    file: 'id,"nom; prenom",classe\n1,"Martin; Zoé",6A\n2,"Petit; Léa",6B\n',
    columns: ["id", "nom; prenom", "classe"],
    rows: ["2 1|Martin; Zoé|6A", "3 2|Petit; Léa|6B"],
    findings: { delimiter: "comma" }
  },
  {
    name: "a delimiter found in spite of a quote that is never closed",
    file: 'id;nom\n1;"Martin\n2;Petit\n3;Roux\n',
    rows: ["2 BROKEN_QUOTES", "3 2|Petit", "4 3|Roux"],
    findings: { delimiter: "semicolon" }
  },
  {
    name: "Excel's announcement of its delimiter, which takes the first line",
    file: 'sep=,\nid,nom\n1,"Martin; Zoé"\n',
    columns: ["id", "nom"],
    rows: ["3 1|Martin; Zoé"],
    findings: { delimiter: "comma" }
  },
  {
    name: "one column, with its delimiter declared",
    file: "nom\nMartin\n\nPetit, Léa\n",
    options: { delimiter: ";" },
    rows: ["2 Martin", "4 Petit, Léa"],
    findings: { delimiter: "semicolon, as declared", "blank rows passed over": "1" }
  },
  { name: "CR LF", file: "id;nom\r\n1;Zoé\r\n2;Léa\r\n", rows: ["2 1|Zoé", "3 2|Léa"] },
  { name: "CR alone", file: "id;nom\r1;Zoé\r2;Léa", rows: ["2 1|Zoé", "3 2|Léa"] },
  { name: "CR CR LF", file: "id;nom\r\r\n1;Zoé\r\r\n2;Léa\r\r\n", rows: ["2 1|Zoé", "3 2|Léa"] },
  { name: "line ends of both kinds", file: "id;nom\n1;Zoé\r\n2;Léa\n", rows: ["2 1|Zoé", "3 2|Léa"] },
  { name: "no line end at the end", file: 'id;nom\n1;"Zoé"', rows: ["2 1|Zoé"] },
  { name: "cut between CR and LF", file: "id;nom\r\n1;Zoé\r", rows: ["2 1|Zoé"] },
  {
    name: "quotes, doubled quotes, and delimiters in quotes",
    file: '"id";"nom"\n"1";"Martin; ""Nanou"""\n2;""\n',
    rows: ['2 1|Martin; "Nanou"', "3 2|"]
  },
  {
    name: "a quote in the middle of a cell that is not quoted, twice",
    file: 'id;nom\n1;Le "Pain" doré\n',
    rows: ['2 1|Le "Pain" doré']
  },
  {
    name: "line ends in quotes, which count as lines",
    file: 'id;nom;ville\r\n1;"Martin\r\nZoé";Lyon\r\n2;"a\r\n\r\nb";Paris\r\n3;Léa;Metz\r\n',
    rows: ["2 1|Martin⏎Zoé|Lyon", "4 2|a⏎⏎b|Paris", "7 3|Léa|Metz"]
  },
  {
    name: "line ends in the first column",
    file: 'nom;id;ville\n"Martin\nZoé";1;Lyon\nLéa;2;Metz\n',
    rows: ["2 Martin⏎Zoé|1|Lyon", "4 Léa|2|Metz"]
  },
  {
    name: "lines of a text that read like records, in two columns",
    file: 'id,adresse\n1,"12, rue de la Paix\n75002, Paris"\n2,Lyon\n',
    rows: ["2 1|12, rue de la Paix⏎75002, Paris", "4 2|Lyon"]
  },
  {
    name: "lines of a text that have quotes and as many delimiters as a record",
    file: 'id;remarque;ville\n1;"dit :\nle ""x"";b;c\nfin";Lyon\n2;;Metz\n',
    rows: ['2 1|dit :⏎le "x";b;c⏎fin|Lyon', "5 2||Metz"]
  },
  {
    name: "rows of the wrong width",
    file: "id;nom;ville\n1;Martin\n2;Petit;Lyon;\n3;Roux;Metz\n",
    rows: ["2 RAGGED_ROW", "3 RAGGED_ROW", "4 3|Roux|Metz"]
  },
  {
    name: "blank rows of every kind, passed over and counted",
    file: "\n;\nid;nom\n\n1;Zoé\n;;;\n \u00a0;\t\n2;Léa\n\n",
    columns: ["id", "nom"],
    rows: ["5 1|Zoé", "8 2|Léa"],
    findings: { "blank rows passed over": "6" }
  },
  {
    name: "headers with what nobody sees around and inside",
    file: '\u200b id ;"\u00a0nom \u00a0 de\u00adfamille\n(usage)\u2060";nom\n1;a;b\n',
    columns: ["id", "nom defamille (usage)", "nom"],
    rows: ["3 1|a|b"]
  },
  {
    name: "columns without a name",
    file: "id;;nom;\n1;a;b;c\n",
    columns: ["id", "column 2", "nom", "column 4"],
    rows: ["2 1|a|b|c"]
  },
  {
    name: "cells as they stand: zeros, formulas, spaces, byte order marks",
    file: "id;a;b\n00123;=1+1; x \n\ufeff2;-;NULL\n",
    rows: ["2 00123|=1+1| x ", "3 \ufeff2|-|NULL"]
  },
  {
    name: "byte order marks and characters of no width in the middle of a header",
    file: "id;\ufeffnom;pre\u200bnom\u2060;\u00a0\ufeff\n1;a;b;c\n",
    columns: ["id", "nom", "prenom", "column 4"],
    rows: ["2 1|a|b|c"]
  },
  {
    name: "a cell of 300,000 characters",
    file: `id;nom\n1;"${"x".repeat(300_000)}"\n2;Zoé\n`,
    rows: [`2 1|${"x".repeat(300_000)}`, "3 2|Zoé"]
  },
  {
    name: "a line over the limit, and the limit as it is unless given",
    file: `id;nom\n1;${"x".repeat(1024 * 1024)}\n2;Zoé\n`,
    rows: ["2 LINE_TOO_LONG", "3 2|Zoé"]
  }
]

describe("a CSV file is read with the damage it comes with", () => {
  for (const { name, file, options, columns, rows, findings } of readable) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const seen = yield* readBytes(file, options)
        expect(seen.rows).toEqual(rows)
        if (columns !== undefined) expect(seen.columns).toEqual(columns)
        expect(seen.findings).toMatchObject(findings ?? {})
        expect(seen.coverage).toMatchObject({ scope: "pupils.csv", complete: true })
      })
    )
  }

  it.effect("its hash is that of its bytes", () =>
    Effect.gen(function* () {
      const { findings } = yield* readBytes("id;nom\n1;a\n")
      // printf 'id;nom\n1;a\n' | sha256sum
      expect(findings.sha256).toBe("3a33ccb045dbb57c7d8cb80edf127b4969e605ec9d73f13da6e36e320923d8ec")
    })
  )

  it.effect("columns may be called as what every object inherits", () =>
    Effect.gen(function* () {
      const { raw } = yield* readBytes("__proto__;constructor;toString;id\na;b;c;1\n")
      const [row] = raw
      if (row?._tag !== "Read") throw new Error("the row was not read")
      expect(Object.entries(row.value)).toEqual([
        ["__proto__", "a"],
        ["constructor", "b"],
        ["toString", "c"],
        ["id", "1"]
      ])
      expect(JSON.parse(JSON.stringify(row.value))).toHaveProperty("toString", "c")
    })
  )

  it.effect("a column that is not there is not there", () =>
    Effect.gen(function* () {
      const { raw } = yield* readBytes("id;nom\n1;Zoé\n")
      const [row] = raw
      if (row?._tag !== "Read") throw new Error("the row was not read")
      for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"])
        expect(row.value[name]).toBeUndefined()
    })
  )
})

const refused: ReadonlyArray<
  readonly [name: string, file: Uint8Array | string, message: string, Csv.Options?]
> = [
  ["an empty file", "", "Unreadable: pupils.csv: is empty. Look at the export; nothing was sent."],
  [
    "nothing but a byte order mark and blank lines",
    bytes(mark, "\r\n \r\n"),
    "Unreadable: pupils.csv: is empty. Look at the export; nothing was sent."
  ],
  [
    "nothing but delimiters",
    ";;\n;;\n",
    "Unreadable: pupils.csv: is empty. Look at the export; nothing was sent.",
    { delimiter: ";" }
  ],
  [
    "a header alone",
    "id;nom\n",
    "Unreadable: pupils.csv: has a header and no rows. Look at the export; nothing was sent."
  ],
  [
    "a header and blank rows",
    "id;nom\n;\n\n",
    "Unreadable: pupils.csv: has a header and no rows. Look at the export; nothing was sent."
  ],
  [
    "two columns of one name",
    "id;e-mail;nom;\u00a0e-mail\n1;a;b;c\n",
    "Unreadable: pupils.csv:1: columns 2 and 4 of the header have the same name. Rename one of them, or take it out."
  ],
  [
    "a header with a quote that is never closed",
    '\nid;"nom\n1;Zoé\n',
    "Unreadable: pupils.csv:2: the header cannot be read: its quotes do not match, or it is too long. Correct it; or declare headerLine, if it stands further down.",
    { delimiter: ";" }
  ],
  [
    "a header over the limit",
    `id;${"x".repeat(100)}\n1;Zoé\n`,
    "Unreadable: pupils.csv:1: the header cannot be read: its quotes do not match, or it is too long. Correct it; or declare headerLine, if it stands further down.",
    { delimiter: ";", longestLine: 80 }
  ],
  [
    "one column, without its delimiter declared",
    "nom\nMartin, Zoé\nPetit\nRoux\n",
    "Unreadable: pupils.csv: none of semicolon, comma, tab and pipe divides the header and most of the rows into columns; a file of one column needs its delimiter declared. Look at the export; nothing was sent."
  ],
  [
    "a header that a comma divides, and rows that it does not",
    "nom, prenom\nMartin Zoé\nPetit Léa\nRoux, Ana\n",
    "Unreadable: pupils.csv: none of semicolon, comma, tab and pipe divides the header and most of the rows into columns; a file of one column needs its delimiter declared. Look at the export; nothing was sent."
  ]
]

describe("a file that cannot be read is refused before anything is sent", () => {
  for (const [name, file, message, options] of refused) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const source = Csv.fromBytes({ name: "pupils.csv", bytes: Buffer.from(file), ...options })
        expect(yield* refusalOf(source)).toBe(message)
      })
    )
  }
})
