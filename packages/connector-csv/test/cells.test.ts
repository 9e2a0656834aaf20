import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Csv } from "../src/index.ts"
import { readBytes, refusalOf } from "./reading.ts"

const damages = (file: string, options: Csv.Options = {}) =>
  Effect.map(readBytes(file, options), ({ raw }) => raw.flatMap(row => (row._tag === "Damaged" ? [row] : [])))

const source = (file: string, options: Csv.Options) =>
  Csv.fromBytes({ name: "pupils.csv", bytes: Buffer.from(file), ...options })

describe("a cell that an encoding has spoilt", () => {
  it.effect("costs its row, which names its column and keeps its cells", () =>
    Effect.gen(function* () {
      const [nul, lost] = yield* damages("id;nom;ville\n1;Zo\0é;Lyon\n2;Léa;Metz\n3;Roy;Ni\ufffdce\n")
      expect(nul).toMatchObject({
        at: { line: 2 },
        raw: { id: "1", nom: "Zo\0é", ville: "Lyon" },
        damage: { code: "NUL_CHARACTER", column: "nom" }
      })
      expect(lost).toMatchObject({ at: { line: 4 }, damage: { code: "GARBLED_TEXT", column: "ville" } })
    })
  )

  it.effect("in the header is refused, by its position", () =>
    Effect.gen(function* () {
      expect(yield* refusalOf(source("id;Pr\ufffdnom\n1;Zoé\n", {}))).toMatch(
        /^Unreadable: pupils.csv:1: column 2 of the header has .*Export the file again, or declare its encoding\.$/
      )
    })
  )
})

const ids = "CODE;TEL\n0123;06\n2.02404E+11;06\n '0124 ;06\n"

describe("a column of ids", () => {
  it.effect("is text like any other unless it is declared", () =>
    Effect.gen(function* () {
      expect((yield* readBytes(ids)).rows).toEqual(["2 0123|06", "3 2.02404E+11|06", "4  '0124 |06"])
    })
  )

  it.effect("has ids that a spreadsheet has spoilt, which cost their rows", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(ids, { ids: ["CODE"] })
      expect(seen.rows).toEqual(["2 0123|06", "3 DIGITS_LOST", "4 GUARDED_ID"])
      expect(yield* damages(ids, { ids: ["CODE"] })).toMatchObject([
        { raw: { CODE: "2.02404E+11", TEL: "06" }, damage: { column: "CODE" } },
        { raw: { CODE: " '0124 ", TEL: "06" }, damage: { column: "CODE" } }
      ])
    })
  )

  it.effect(
    "has one leading apostrophe taken off where that is declared, whatever follows, and it is said",
    () =>
      Effect.gen(function* () {
        const file = `${ids}''0125;06\nA-'0126;06\n'abc;'06\n`
        const seen = yield* readBytes(file, { ids: [" CODE\u00a0"], apostrophes: "strip" })
        expect(seen.rows).toEqual([
          "2 0123|06",
          "3 DIGITS_LOST",
          "4  0124 |06",
          "5 GUARDED_ID",
          "6 GUARDED_ID",
          "7 abc|'06"
        ])
        expect(seen.findings).toMatchObject({ "apostrophes taken off": "CODE 2" })
      })
  )

  it.effect("has odd widths, which are said at the end", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 98 }, (_, n) => `${20_001 + n};${n}\n`).join("")
      const seen = yield* readBytes(`CODE;RANG\n${many}2300;98\n;99\n`, { ids: ["CODE"] })
      expect(seen.findings["widths of CODE"]).toMatch(/^98 ids have 5 digits, 1 fewer/)
      expect(seen.findings).not.toHaveProperty("widths of RANG")
      expect(seen.rows).toHaveLength(100)
    })
  )
})

const blank = 'CODE;TEL;MAIL\nA1; null ;-\nA2;0601;"N/A"\n-;-;NULLE\n'

describe("words that stand for nothing", () => {
  it.effect("are text like any other unless they are declared", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(blank)
      expect(seen.rows).toEqual(["2 A1| null |-", "3 A2|0601|N/A", "4 -|-|NULLE"])
    })
  )

  it.effect("are empty cells in all columns, in any case, and counted", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(blank, { blanks: ["NULL", "n/a", "-"] })
      expect(seen.rows).toEqual(["2 A1||", "3 A2|0601|", "4 ||NULLE"])
      expect(seen.findings).toMatchObject({ "placeholders read as empty": "CODE 1, TEL 2, MAIL 2" })
    })
  )

  it.effect("are empty cells in the columns they are declared for", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(blank, { blanks: { TEL: Csv.placeholders, " MAIL": ["N/A"] } })
      expect(seen.rows).toEqual(["2 A1||-", "3 A2|0601|", "4 -||NULLE"])
      expect(seen.findings).toMatchObject({ "placeholders read as empty": "TEL 2, MAIL 1" })
    })
  )

  it.effect("in a column of ids are no ids", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes("CODE;A\n-;1\n", { ids: ["CODE"], blanks: ["-"] })
      expect(seen.rows).toEqual(["2 |1"])
    })
  )

  it("are not the names that people have", () => {
    for (const name of ["Na", "Nil", "An", "No", "X"])
      expect(Csv.placeholders.map(word => word.toLowerCase())).not.toContain(name.toLowerCase())
  })
})

describe("options that name a column which is not there", () => {
  const file = "CODE_APPRENANT;TEL\nA1;06\n"
  const refused: ReadonlyArray<readonly [name: string, options: Csv.Options, message: string]> = [
    [
      "as an id, with the nearest header",
      { ids: ["TEL", "CODE_APRENANT"] },
      'ids names a column that the header does not have: "CODE_APRENANT", did you mean "CODE_APPRENANT"?'
    ],
    [
      "for blanks, with the nearest header where one is near",
      { blanks: { "Tél.": ["-"], xyzzy: [] } },
      'blanks names columns that the header does not have: "Tél.", did you mean "TEL"?, "xyzzy"'
    ]
  ]
  for (const [name, options, message] of refused) {
    it.effect(name, () =>
      Effect.gen(function* () {
        expect(yield* refusalOf(source(file, options))).toBe(
          `Unreadable: pupils.csv: ${message}. Correct the option, or the export and its 2 headers; nothing was sent.`
        )
      })
    )
  }
})
