import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import type { Csv } from "../src/index.ts"
import { readBytes } from "./reading.ts"

const around = (...lines: ReadonlyArray<string>) =>
  ["id;nom;ville", "1;Martin;Lyon", ...lines, "3;Petit;Metz", ""].join("\n")
const [first, last] = ["2 1|Martin|Lyon", "3|Petit|Metz"]

const spoilt: ReadonlyArray<
  readonly [name: string, lines: ReadonlyArray<string>, rows: ReadonlyArray<string>]
> = [
  ["a quote that is never closed", ['2;"Roux;Nice', "4;Roy;Brest"], ["3 BROKEN_QUOTES", "4 4|Roy|Brest"]],
  [
    "a quote that is never closed, before quoted rows",
    ['2;"Roux;Nice', '4;"Roy";"Brest"'],
    ["3 BROKEN_QUOTES", "4 4|Roy|Brest"]
  ],
  [
    "a quote that is never closed, before a cell that begins with a delimiter",
    ['2;"Roux;Nice', '4;";Roy";Brest'],
    ["3 BROKEN_QUOTES", "4 4|;Roy|Brest"]
  ],
  [
    "a quote that is never closed, before a cell that is nothing but a quote",
    ['2;"Roux;Nice', '4;"""";Brest', '5;"Roy";Lens'],
    ["3 BROKEN_QUOTES", '4 4|"|Brest', "5 5|Roy|Lens"]
  ],
  [
    "a quote that is never closed, before a cell of several lines",
    ['2;"Roux;Nice', '4;"Roy', 'Ana";Brest'],
    ["3 BROKEN_QUOTES", "4 4|Roy⏎Ana|Brest"]
  ],
  ["two quotes that are never closed, as one stretch", ['2;"Roux;Nice', '4;"Roy;Brest'], ["3 BROKEN_QUOTES"]],
  ["quotes in quotes that are not doubled", ['2;"le "Roux" ";Nice'], ["3 BROKEN_QUOTES"]],
  ["text after a closing quote", ['2;"Roux" dit;Nice'], ["3 BROKEN_QUOTES"]],
  ["one quote in a cell that is not quoted", ['2;24" TV;Nice'], ["3 BROKEN_QUOTES"]],
  ["a lost opening quote, which makes a cell more", ['2;Roux; Ana";Nice'], ["3 BROKEN_QUOTES"]],
  [
    "a cell of several lines whose opening quote was lost",
    ["2;Roux", 'Ana";Nice'],
    ["3 RAGGED_ROW", "4 BROKEN_QUOTES"]
  ]
]

describe("damage costs its own row", () => {
  for (const [name, lines, rows] of spoilt) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const seen = yield* readBytes(around(...lines))
        expect(seen.rows).toEqual([first, ...rows, `${3 + lines.length} ${last}`])
      })
    )
  }

  it.effect("a quote that is open at the end of the file", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(`${around()}4;"Roy;Brest\n5;Roux\n`)
      expect(seen.rows).toEqual([first, `3 ${last}`, "4 FILE_CUT"])
    })
  )

  it.effect("a quote that nothing closes in a file of many blocks", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 60_000 }, (_, n) => `${n};Nom ${n};Lille`)
      const seen = yield* readBytes(around('2;"Roux;Nice', ...many))
      expect(seen.rows.filter(row => row.endsWith("BROKEN_QUOTES"))).toEqual(["3 BROKEN_QUOTES"])
      expect(seen.rows).toHaveLength(1 + 1 + many.length + 1)
      expect(seen.rows.at(-1)).toBe(`${4 + many.length} ${last}`)
    })
  )

  it.effect("in every row, in time", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 20_000 }, (_, n) => `${n};"Nom "${n}" x";Lille`)
      const seen = yield* readBytes(around(...many))
      expect(seen.rows.filter(row => row.endsWith("BROKEN_QUOTES"))).toHaveLength(many.length)
    })
  )

  it.effect("unclosed quotes in every other row, in time", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 20_000 }, (_, n) =>
        n % 2 === 0 ? `${n};"Nom;Lille` : `${n};Nom;"Lille"`
      )
      const seen = yield* readBytes(around(...many))
      expect(seen.rows.filter(row => row.endsWith("BROKEN_QUOTES"))).toHaveLength(many.length / 2)
      expect(seen.rows).toHaveLength(many.length + 2)
    })
  )
})

describe("what is told of damage", () => {
  const damages = (file: string, options: Csv.Options = {}) =>
    Effect.map(readBytes(file, options), ({ raw }) =>
      raw.flatMap(row => (row._tag === "Damaged" ? [row] : []))
    )

  it.effect("where it is, what stood there, and counts; never a value in the message (Law 9)", () =>
    Effect.gen(function* () {
      expect(
        yield* damages(around('"canary"', '2;"canary;Nice', "4;Roy;Brest", '5;"canary', 'canary" x;Nice'))
      ).toEqual([
        {
          _tag: "Damaged",
          at: { origin: "pupils.csv", line: 3 },
          raw: '"canary"',
          damage: { code: "RAGGED_ROW", message: "has 1 cell, the header has 3" }
        },
        {
          _tag: "Damaged",
          at: { origin: "pupils.csv", line: 4 },
          raw: '2;"canary;Nice',
          damage: { code: "BROKEN_QUOTES", message: "the quotes do not match" }
        },
        {
          _tag: "Damaged",
          at: { origin: "pupils.csv", line: 6 },
          raw: '5;"canary\ncanary" x;Nice',
          damage: {
            code: "BROKEN_QUOTES",
            message: "the quotes do not match, from line 6 to line 7; reading goes on at line 8"
          }
        }
      ])
    })
  )
})

describe("a line over the limit is damage of its own", () => {
  const long = "x".repeat(500)
  const limited = (...lines: ReadonlyArray<string>) =>
    Effect.map(readBytes(around(...lines), { longestLine: 100 }), ({ rows }) => rows)

  it.effect("as a cell", () =>
    Effect.gen(function* () {
      expect(yield* limited(`2;${long};Nice`)).toEqual([first, "3 LINE_TOO_LONG", `4 ${last}`])
    })
  )

  it.effect("as a quoted cell, with delimiters and quotes beyond the limit", () =>
    Effect.gen(function* () {
      expect(yield* limited(`2;"${long};""a"";${long}";"Nice"`)).toEqual([
        first,
        "3 LINE_TOO_LONG",
        `4 ${last}`
      ])
    })
  )

  it.effect("at the beginning, in the middle and at the end of a cell of several lines", () =>
    Effect.gen(function* () {
      expect(yield* limited(`2;"${long}`, 'a";Nice')).toEqual([first, "3 LINE_TOO_LONG", `5 ${last}`])
      expect(yield* limited('2;"a', long, 'a";Nice')).toEqual([first, "3 LINE_TOO_LONG", `6 ${last}`])
      expect(yield* limited('2;"a', `${long}";Nice`)).toEqual([first, "3 LINE_TOO_LONG", `5 ${last}`])
    })
  )

  it.effect("where its quoted cell begins beyond the limit and goes on below", () =>
    Effect.gen(function* () {
      expect(yield* limited(`2;${long};"a`, '8;b;c";Nice')).toEqual([first, "3 LINE_TOO_LONG", `5 ${last}`])
    })
  )

  it.effect("and no line of 100 characters", () =>
    Effect.gen(function* () {
      const exact = `2;${"x".repeat(93)};Nice`
      expect(yield* limited(exact)).toEqual([first, `3 2|${"x".repeat(93)}|Nice`, `4 ${last}`])
      expect(yield* limited(`${exact}!`)).toEqual([first, "3 LINE_TOO_LONG", `4 ${last}`])
    })
  )

  it.effect("only the beginning of it is kept", () =>
    Effect.gen(function* () {
      const { raw } = yield* readBytes(around(`2;${"x".repeat(3_000_000)};Nice`))
      const row = raw[1]
      if (row?._tag !== "Damaged") throw new Error("the row is not damaged")
      expect(row.raw).toBe(`2;${"x".repeat(9_998)}`)
    })
  )
})

describe("a cell of many lines over the limit", () => {
  const text = (lines: number) =>
    Array.from({ length: lines }, (_, n) => `Ligne ${n} d'un long texte${" et de plus".repeat(8)}`).join("\n")
  const long = text(30_000)
  const after = ["4;Roy;Brest", '5;"Lee";Lens']
  const kept = (line: number) => [`${line} 4|Roy|Brest`, `${line + 1} 5|Lee|Lens`, `${line + 2} ${last}`]

  it.effect("costs its row and nothing after it, whatever the quotes are in it", () =>
    Effect.gen(function* () {
      for (const cell of [long, long.replaceAll("long", '""long""'), `${long}\n\n`]) {
        const seen = yield* readBytes(around(`2;"${cell}";Nice`, ...after))
        const lines = cell.split("\n").length
        expect(seen.rows).toEqual([first, "3 LINE_TOO_LONG", ...kept(3 + lines)])
        expect(seen.raw[1]).toMatchObject({
          damage: {
            message: `is longer than a line or a cell may be, from line 3 to line ${2 + lines}; reading goes on at line ${3 + lines}`
          }
        })
      }
    })
  )

  it.effect("costs its row and nothing after it, if nothing closes it", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(around(`2;"${long}`, ...after))
      expect(seen.rows).toEqual([first, "3 LINE_TOO_LONG", ...kept(30_003)])
    })
  )

  it.effect("is read once the limit is raised", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(around(`2;"${long}";Nice`, ...after), { longestLine: 10_000_000 })
      expect(seen.raw[1]).toMatchObject({ value: { nom: long } })
      expect(seen.rows).toEqual([first, expect.any(String), ...kept(30_003)])
    })
  )

  it.effect("is counted to the character, with its row", () =>
    Effect.gen(function* () {
      const cell = text(10)
      const row = `2;"${cell}";Nice`
      const rows = (longestLine: number) =>
        Effect.map(readBytes(around(row, ...after), { longestLine }), ({ rows }) => rows)
      expect(yield* rows(row.length)).toEqual([first, `3 2|${cell.replaceAll("\n", "⏎")}|Nice`, ...kept(13)])
      expect(yield* rows(row.length - 1)).toEqual([first, "3 LINE_TOO_LONG", ...kept(13)])
    })
  )

  it.effect("at the end of the file", () =>
    Effect.gen(function* () {
      expect((yield* readBytes(`${around()}2;"${long}\n`)).rows).toEqual([
        first,
        `3 ${last}`,
        "4 LINE_TOO_LONG"
      ])
      expect((yield* readBytes(`${around()}2;"${long}`)).rows).toEqual([first, `3 ${last}`, "4 FILE_CUT"])
    })
  )
})
