import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { Csv } from "../src/index.ts"
import { encoded, headerOf, number, style, table, text, written } from "./generate.ts"
import { read, readBytes } from "./reading.ts"

const file = (end: string) => `id;nom;ville\n1;Martin;Lyon\n${end}`
const whole = "has no line end; if the export was cut, its last cell may be cut too"

const endings: ReadonlyArray<
  readonly [name: string, end: string, rows: ReadonlyArray<string>, complete: boolean, said?: string]
> = [
  ["in the middle of a row", "2;Pet", ["3 FILE_CUT"], false],
  ["after the first cells of a row, which are empty", ";", ["3 FILE_CUT"], false],
  ["in a quoted cell", '2;"Pet', ["3 FILE_CUT"], false],
  ["in the last cell, which is quoted", '2;Petit;"Me', ["3 FILE_CUT"], false],
  ["in a cell of several lines", '2;"Petit\nLéa', ["3 FILE_CUT"], false],
  [
    "in a row behind one with a quote too many",
    '2;"Petit;Metz\n3;Roux;Nice\n4',
    ["3 BROKEN_QUOTES", "4 3|Roux|Nice", "5 FILE_CUT"],
    false
  ],
  ["without a line end", "2;Petit;Me", ["3 2|Petit|Me"], true, whole],
  ["without a line end, after quotes", '2;Petit;"Metz"', ["3 2|Petit|Metz"], true, whole],
  ["with spaces", "2;Petit;Metz\n   ", ["3 2|Petit|Metz"], true],
  ["with a blank row", "2;Petit;Metz\n;;", ["3 2|Petit|Metz"], true],
  ["with a row of too many cells, which no cut can make", "2;Petit;Metz;", ["3 RAGGED_ROW"], true, whole],
  ["with a row of too few cells, and its line end", "2;Petit\n", ["3 RAGGED_ROW"], true],
  ["with an open quote, and a line end", '2;"Petit\n', ["3 FILE_CUT"], false],
  ["with the end mark of DOS on a line of its own", "2;Petit;Metz\n\x1a", ["3 2|Petit|Metz"], true],
  ["with many end marks behind the last cell", "2;Petit;Metz\x1a\x1a\r\n", ["3 2|Petit|Metz"], true],
  ["with an end mark behind too few cells", "2;Petit\x1a", ["3 RAGGED_ROW"], true],
  ["with an end mark in a quoted cell", '2;"Petit\x1a', ["3 FILE_CUT"], false],
  ["between CR and LF", "2;Petit;Metz\r", ["3 2|Petit|Metz"], true],
  ["with a line end", "2;Petit;Metz\n", ["3 2|Petit|Metz"], true]
]

describe("a file ends", () => {
  for (const [name, end, rows, complete, said] of endings) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const seen = yield* readBytes(file(end))
        expect(seen.rows).toEqual(["2 1|Martin|Lyon", ...rows])
        expect(seen.coverage.complete).toBe(complete)
        expect(seen.findings["last line"]).toBe(said)
      })
    )
  }

  it.effect("in the middle of a character", () =>
    Effect.gen(function* () {
      const seen = yield* readBytes(Buffer.from(file("2;Zoé;Orléans\n3;Zoé;Orlé")).subarray(0, -1))
      expect(seen.rows).toEqual(["2 1|Martin|Lyon", "3 2|Zoé|Orléans", "4 FILE_CUT"])
      expect(seen.coverage.complete).toBe(false)
    })
  )

  it.effect("and says where and how, without any value (Law 9)", () =>
    Effect.gen(function* () {
      const messages = (end: string) =>
        Effect.map(readBytes(file(end)), ({ raw }) =>
          raw.flatMap(row => (row._tag === "Damaged" ? [row.damage.message] : []))
        )
      expect(yield* messages("2;Petit")).toEqual([
        "has 2 cells, the header has 3: the file ends in the middle of this row"
      ])
      expect(yield* messages('2;"Petit\nLéa')).toEqual([
        "the file ends in the middle of this row, within a quoted cell, from line 3 to line 4"
      ])
    })
  )
})

/** Cells without what can stand alone in a row; the first one is never empty. */
const tables = Arbitrary.map(table(text("a", "b", '"', ";", "0"), [2, 4], 6), rows =>
  rows.map(([, ...cells], n) => [{ text: `n${n}`, quoted: false }, ...cells])
)

describe("a file that is cut anywhere", () => {
  it.effect.prop(
    "has its rows up to there, and tells that the last one may not be whole",
    [tables, style, number(0, 400)],
    ([rows, as, at]) =>
      Effect.gen(function* () {
        const utf8 = { ...as, encoding: "utf-8", ended: true } as const
        const header = headerOf(rows[0]?.length ?? 1).join(as.delimiter)
        const bytes = encoded([header, ...rows.map(cells => written(cells, utf8))], utf8)
        const end = header.length + as.lineEnd.length + 3 + (at % bytes.length)
        const of = (bytes: Uint8Array) =>
          read(Csv.fromBytes({ name: "any.csv", bytes, encoding: "utf-8", delimiter: as.delimiter }))
        const all = yield* of(bytes)
        const seen = yield* of(bytes.subarray(0, end))
        const before = seen.rows.length - 1
        expect(seen.rows.slice(0, before)).toEqual(all.rows.slice(0, before))
        const [last, same] = [seen.rows[before], all.rows[before]]
        if (last === same) return
        if (seen.raw[before]?._tag === "Read") {
          expect(seen.findings).toHaveProperty("last line")
          expect(same?.startsWith(last ?? "-")).toBe(true)
        } else expect(last).toMatch(/FILE_CUT$/)
      }),
    { arbitrary: { runs: 500 } }
  )
})
