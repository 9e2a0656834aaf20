import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { Csv } from "../src/index.ts"
import { headerOf, list, number, pick, style, table, text, written } from "./generate.ts"
import { read, readBytes, refusalOf } from "./reading.ts"

const columns = ["code", "nom", "prenom", "mail", "ville", "groupe", "tuteur", "site"]
const martin = ["A1", "Martin", "Zoé", "z@x.fr", "Lyon", "6A", "Roux", "Nord"]
const petit = ["A2", "Petit", "Léa", "l@x.fr", "Metz", "6B", "Roy", "Sud"]
const records = [martin, petit]
const lines = [columns, ...records].map(cells => cells.join(";"))
const under = (...above: ReadonlyArray<string>) => [...above, ...lines, ""].join("\n")
const rowsFrom = (line: number) => records.map((cells, index) => `${line + index} ${cells.join("|")}`)

interface Preamble {
  readonly name: string
  readonly above: ReadonlyArray<string>
  readonly said: string
  readonly blank?: string
}

const preambles: ReadonlyArray<Preamble> = [
  { name: "a title, as a spreadsheet saves it", above: ["Export du 12/09;;;;;;;"], said: "1 (line 1)" },
  { name: "a title, as a program writes it", above: ["Export du 12/09"], said: "1 (line 1)" },
  {
    name: "do not edit, in every cell",
    above: [Array.from({ length: 8 }, () => "NE PAS MODIFIER").join(";")],
    said: "1 (line 1)"
  },
  {
    name: "names beside their values, and blank lines",
    above: ["Etablissement :;CFA", "Date :;12/09/2024", "", ";;;"],
    said: "2 (lines 1 and 2)",
    blank: "2"
  },
  {
    name: "a sentence with more commas than the table has columns",
    above: ["Élèves, tuteurs, groupes, sites, villes, mails, le 12/09, à 14 h, lycée Ampère"],
    said: "1 (line 1)"
  },
  {
    name: "a title of two lines in quotes",
    above: ['"Export\ndu 12/09";;;;;;;', "x"],
    said: "2 (lines 1 and 3)"
  },
  {
    name: "more lines than are named",
    above: ["a", "b", "c", "d", "e", "f", "g"],
    said: "7 (lines 1, 2, 3, 4, 5 and 2 more)"
  }
]

describe("rows before the header are passed over, and said", () => {
  for (const { name, above, said, blank } of preambles) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const seen = yield* readBytes(under(...above))
        const line = above.join("\n").split("\n").length + 1
        expect(seen.columns).toEqual(columns)
        expect(seen.rows).toEqual(rowsFrom(line + 1))
        expect(seen.findings).toMatchObject({
          delimiter: "semicolon",
          header: `line ${line}`,
          "rows before the header": said
        })
        expect(seen.findings["blank rows passed over"]).toBe(blank)
      })
    )
  }

  it.effect("in a small file, whose title is divided otherwise", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes("Export, du 12\nid;nom\n1;Zoé\n")
      expect(seen.columns).toEqual(["id", "nom"])
      expect(seen.rows).toEqual(["3 1|Zoé"])
    })
  )

  it.effect("that are as many as those of the table", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes("Export\nDu 12\nid;nom\n1;Zoé\n", { delimiter: ";" })
      expect(seen.columns).toEqual(["id", "nom"])
      expect(seen.rows).toEqual(["4 1|Zoé"])
    })
  )

  it.effect("although the lines of cells below are as wide as they", () =>
    Effect.gen(function* () {
      const cell = '"12 rue\nBat B\nEtage 3\nLyon"'
      const seen = yield* readBytes(`Export\nid;adresse;nom\n1;${cell};Zoé\n2;${cell};Léa\n`)
      expect(seen.columns).toEqual(["id", "adresse", "nom"])
      expect(seen.rows).toEqual(["3 1|12 rue⏎Bat B⏎Etage 3⏎Lyon|Zoé", "7 2|12 rue⏎Bat B⏎Etage 3⏎Lyon|Léa"])
    })
  )

  it.effect("after Excel's announcement of its delimiter", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes("sep=;\nExport\nid;nom\n1;Zoé\n2;Léa\n")
      expect(seen.columns).toEqual(["id", "nom"])
      expect(seen.findings).toMatchObject({ header: "line 3", "rows before the header": "1 (line 2)" })
      expect(seen.rows).toEqual(["4 1|Zoé", "5 2|Léa"])
    })
  )

  it.effect("also before rows of which one has a quote that is never closed", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(`${under("Export", "")}A3;"Roux;;;;;;\nA4;Roy;;;;;;\n`)
      expect(seen.rows).toEqual([...rowsFrom(4), "6 BROKEN_QUOTES", "7 A4|Roy||||||"])
    })
  )

  it.effect.prop(
    "whatever they say, in any table of more than two columns",
    [
      table(text("a", "é", "x", '"', ",", " "), [3, 6], 6),
      list(text("Export", "du", " ", "!", "É"), 4, 1),
      pick(true, false),
      style
    ],
    ([rows, titles, padded, as]) =>
      Effect.gen(function* () {
        const width = rows[0]?.length ?? 0
        const plain = { ...as, delimiter: ";", lineEnd: "\n" } as const
        const full = rows.map((cells, n) => [{ text: `n${n}`, quoted: false }, ...cells])
        const above = titles.map(title => title + (padded ? ";".repeat(width) : ""))
        const header = headerOf(width + 1).join(";")
        const file = [...above, header, ...full.map(cells => written(cells, plain)), ""].join("\n")
        const seen = yield* readBytes(file)
        expect(seen.columns).toEqual(headerOf(width + 1))
        const line = above.length + 2
        expect(seen.rows).toEqual(
          full.map((cells, n) => `${line + n} ${cells.map(cell => cell.text).join("|")}`)
        )
      }),
    { arbitrary: { runs: 200 } }
  )
})

const headers: ReadonlyArray<
  readonly [name: string, file: string, columns: ReadonlyArray<string>, rows: ReadonlyArray<string>]
> = [
  [
    "one cell too many",
    "id;nom;ville\n1;Zoé\n2;Léa\n",
    ["id", "nom", "ville"],
    ["2 RAGGED_ROW", "3 RAGGED_ROW"]
  ],
  ["one cell too few", "id;nom\n1;Zoé;Lyon\n2;Léa;Metz\n", ["id", "nom"], ["2 RAGGED_ROW", "3 RAGGED_ROW"]],
  [
    "few names, above records that read like records",
    "id;;;\n1;a;b;c\n2;d;e;f\n",
    ["id", "column 2", "column 3", "column 4"],
    ["2 1|a|b|c", "3 2|d|e|f"]
  ],
  ["one column, in a file of one", "nom\nMartin\nPetit\n", ["nom"], ["2 Martin", "3 Petit"]]
]

describe("a header is not passed over that has", () => {
  for (const [name, file, columns, rows] of headers) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const seen = yield* readBytes(file, name.startsWith("one column") ? { delimiter: ";" } : {})
        expect(seen.columns).toEqual(columns)
        expect(seen.rows).toEqual(rows)
        expect(seen.findings).toMatchObject({ header: "line 1" })
        expect(seen.findings).not.toHaveProperty("rows before the header")
      })
    )
  }

  it.effect("commas, since lists with semicolons stand in a cell of every row", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes("id,nom,tags\nA1,Zoé,a;b;c;d;e\nA2,Léa,a;b;c;d;e\nA3,Ana,a;b;c;d;e\n")
      expect(seen.columns).toEqual(["id", "nom", "tags"])
      expect(seen.findings).toMatchObject({ delimiter: "comma", header: "line 1" })
    })
  )
})

/** A table of its own: a header and its records, of these columns. */
const exported = Arbitrary.all({
  width: number(2, 6),
  rows: number(1, 14),
  delimiter: pick<Csv.Delimiter>(";", ",", "\t", "|"),
  first: pick("ID", "CODE", "NOM"),
  gap: pick("", "\n", ";;\n")
})

describe("rows that could be records are never passed over", () => {
  it.effect.prop(
    "in any two exports that were put together: every one of them is read, damaged, or the file is refused",
    [exported, exported],
    ([one, other]) =>
      Effect.gen(function* () {
        const columns = ["PRENOM", "NAISSANCE", "VILLE", "MAIL", "TEL"]
        const lines = [one, other].flatMap(({ width, rows, delimiter, first, gap }, part) => [
          [first, ...columns.slice(0, width - 1)].join(delimiter),
          ...Array.from({ length: rows }, (_, n) =>
            [first === "NOM" ? `Nom${"x".repeat(n)}` : `${part}${n}`, "Ana", "Mai", "Metz", "m", "t"]
              .slice(0, width)
              .map((cell, at) => (at === 0 ? cell : `${cell}${"y".repeat(n)}`))
              .join(delimiter)
          ),
          ...(gap === "" ? [] : [gap.trimEnd()])
        ])
        const seen = yield* Effect.result(readBytes(`${lines.join("\n")}\n`))
        if (seen._tag === "Failure") {
          expect(seen.failure.message).toMatch(/declare headerLine|needs its delimiter declared/)
          return
        }
        const { findings, raw } = seen.success
        expect(findings["rows before the header"]).toBeUndefined()
        const repeated = Number(findings["repeated headers passed over"]?.split(" ")[0] ?? 0)
        const blank = Number(findings["blank rows passed over"] ?? 0)
        expect(raw.length + repeated + blank).toBe(lines.length - 1)
      }),
    { arbitrary: { runs: 1000 } }
  )

  const doubtful: ReadonlyArray<readonly [name: string, file: string]> = [
    ["another delimiter", "ID;NOM;PRENOM\n1;Martin;Ana\nID,NOM,PRENOM\n2,Roux,Zoe\n3,Roux,Zoe\n"],
    ["one record under no header", `1;Martin\n${lines.join("\n")}\n`],
    ["names beside their values", `${["Etablissement;CFA", "Ville;Metz", ...lines].join("\n")}\n`],
    ["more rows than any title has", `${[..."abcdefghijk", ...lines].join("\n")}\n`]
  ]
  for (const [name, file] of doubtful) {
    it.effect(`${name}: the file is refused, and a declared line of the header settles it`, () =>
      Effect.gen(function* () {
        const source = (options: Csv.Options) =>
          Csv.fromBytes({ name: "pupils.csv", bytes: Buffer.from(file), ...options })
        const why = yield* refusalOf(source({}))
        expect(why).toMatch(/the header may be line 1 or line \d+, .*declare headerLine/)
        const headerLine = Number(/or line (\d+)/.exec(why)?.[1])
        expect((yield* read(source({ headerLine }))).rows).toHaveLength(2)
      })
    )
  }
})

describe("a header whose line is declared", () => {
  it.effect("wins, whatever stands above it", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(under('"never closed', "a;b;c", "1,2,3"), { headerLine: 4 })
      expect(seen.columns).toEqual(columns)
      expect(seen.rows).toEqual(rowsFrom(5))
      expect(seen.findings).toMatchObject({ header: "line 4, as declared", delimiter: "semicolon" })
    })
  )

  it.effect("wins over a row that fills the table", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes("a;b\nid;nom\n1;Zoé\n", { headerLine: 2 })
      expect(seen.columns).toEqual(["id", "nom"])
      expect(seen.rows).toEqual(["3 1|Zoé"])
    })
  )

  it.effect("may hardly fill the table", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes("id;;;\na;b;c;d\n", { headerLine: 1 })
      expect(seen.columns).toEqual(["id", "column 2", "column 3", "column 4"])
      expect(seen.rows).toEqual(["2 a|b|c|d"])
    })
  )

  it.effect("may stand far down, with its lines counted", () =>
    Effect.gen(function* () {
      const above = Array.from({ length: 30_000 }, (_, n) => `Ligne ${n}, avant l'en-tête`)
      const seen = yield* readBytes(under(...above), { headerLine: 30_001 })
      expect(seen.rows).toEqual(rowsFrom(30_002))
    })
  )

  const refused: ReadonlyArray<readonly [name: string, file: string, line: number, why: string]> = [
    ["beyond the file", "id;nom\n1;Zoé\n", 9, "has no line 9, where its header is declared"],
    ["just beyond the file", "id;nom\n1;Zoé\n", 3, "has no line 3, where its header is declared"],
    ["at a blank line", "Export\n\nid;nom\n1;Zoé\n", 2, "line 2, where its header is declared, is blank"],
    ["at a blank row", "Export;\n;\nid;nom\n1;Zoé\n", 2, "line 2, where its header is declared, is blank"],
    [
      "at Excel's `sep=`",
      "sep=;\nid;nom\n1;Zoé\n",
      1,
      "line 1, where its header is declared, has its delimiter"
    ],
    ["before the first line", "id;nom\n1;Zoé\n", 0, "headerLine is 0, and lines count from 1"],
    ["between two lines", "id;nom\n1;Zoé\n", 1.5, "headerLine is 1.5, and lines count from 1"]
  ]
  for (const [name, file, headerLine, why] of refused) {
    it.effect(`is refused ${name}`, () =>
      Effect.gen(function* () {
        const source = Csv.fromBytes({ name: "pupils.csv", bytes: Buffer.from(file), headerLine })
        expect(yield* refusalOf(source)).toBe(
          `Unreadable: pupils.csv: ${why}. Correct headerLine, or leave it out; nothing was sent.`
        )
      })
    )
  }
})

describe("a header that is repeated is no record", () => {
  it.effect("wherever it stands, however it is spaced, and it is said", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(
        'id;nom\nid;nom\n1;Zoé\n\ufeffid;"nom"\n \u00a0id;nom\u200b\n2;Léa\n"id";nom\n'
      )
      expect(seen.rows).toEqual(["3 1|Zoé", "6 2|Léa"])
      expect(seen.findings).toMatchObject({ "repeated headers passed over": "4 (lines 2, 4, 5 and 7)" })
    })
  )

  it.effect("also quoted, after the byte order mark of the file it began", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes('\ufeff"id";"nom"\n"1";"Zoé"\n\ufeff"id";"nom"\n"2";"Léa"\n')
      expect(seen.rows).toEqual(["2 1|Zoé", "4 2|Léa"])
      expect(seen.findings).toMatchObject({ "repeated headers passed over": "1 (line 3)" })
    })
  )

  it.effect("and a row that has less of it, or an id, is one", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes("id;nom;ville\nid;Zoé;Lyon\nid;;\n1;nom;ville\nA2;ville;nom\n")
      expect(seen.rows).toEqual(["2 id|Zoé|Lyon", "3 id||", "4 1|nom|ville", "5 A2|ville|nom"])
    })
  )

  it.effect("also where case alone tells two columns apart, unless it swaps them", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes("id;Nom;NOM\nID;nom;Nom\n1;a;b\nid;Nom;NOM\n2;c;d\nid;NOM;Nom\n3;e;f\n")
      expect(seen.rows).toEqual(["2 ID|nom|Nom", "3 1|a|b", "5 2|c|d", "6 WRONG_SHAPE", "7 WRONG_SHAPE"])
    })
  )

  const order = Arbitrary.map(list(number(0, 1000), 5, 5), keys =>
    keys.map((key, index) => [key, index] as const).toSorted(([a], [b]) => a - b)
  )
  it.effect.prop(
    "and never is a row read under a header of the same columns in another order",
    [
      order,
      pick<(name: string) => string>(
        name => name,
        name => name.toUpperCase(),
        name => ` ${name}\u200b`
      )
    ],
    ([keys, as]) =>
      Effect.gen(function* () {
        const names = ["id", "nom", "prénom", "ville", "e-mail"]
        const permuted = keys.map(([, index]) => as(names[index] ?? ""))
        const same = keys.every(([, index], at) => index === at)
        const file = [names.join(";"), "1;a;b;c;d", permuted.join(";"), "2;e;f;g;h", ""].join("\n")
        const seen = yield* readBytes(file)
        expect(seen.rows).toEqual([
          "2 1|a|b|c|d",
          ...(same ? ["4 2|e|f|g|h"] : ["3 WRONG_SHAPE", "4 WRONG_SHAPE"])
        ])
        expect(seen.coverage.complete).toBe(same)
      }),
    { arbitrary: { runs: 200 } }
  )

  it.effect("and two headers are no rows", () =>
    Effect.gen(function* () {
      const source = Csv.fromBytes({ name: "pupils.csv", bytes: Buffer.from("id;nom\n\nid;nom\n") })
      expect(yield* refusalOf(source)).toMatch(/has a header and no rows/)
    })
  )
})
