import { describe, expect, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { LineEnds } from "../src/text/LineEnds.ts"
import { parse } from "../src/text/parse.ts"
import { type Reading, Records } from "../src/text/Records.ts"
import { list, number, pick, text } from "./generate.ts"

const cut = (whole: string, sizes: ReadonlyArray<number>): ReadonlyArray<string> => {
  const chunks: Array<string> = []
  for (let at = 0; at < whole.length; at += chunks.at(-1)?.length ?? 0)
    chunks.push(whole.slice(at, at + (sizes[chunks.length % sizes.length] ?? 1)))
  return chunks
}

const readingsOf = (chunks: ReadonlyArray<string>, longest = 1024 * 1024): ReadonlyArray<Reading> => {
  const records = new Records({ delimiter: ";", longest })
  return [...chunks.flatMap(chunk => records.push(chunk)), ...records.end()]
}

const sizes = list(pick(1, 2, 3, 100, 65_535, 65_536, 65_537, 200_000), 5, 1)

/** Records, damage and long cells, of one line or of many, in any order; every long one is in a record of its own. */
const file = Arbitrary.map(
  list(
    Arbitrary.all([
      pick('"b\nc"', '"b', 'b"c', '"b"c"', "b", '""', '"b;c\nd;e;f"', "b;c", '"b\n\n\nc";"', "\ufeff"),
      number(0, 40_000),
      number(0, 3)
    ]),
    24,
    4
  ),
  rows =>
    `id;a;b\n${rows
      .map(([odd, length, which], n) => {
        const cell = [
          odd,
          "x".repeat(length),
          "x".repeat(length),
          `"${`${"x".repeat(70)}\n`.repeat(length / 70)}"`
        ][which]
        return `${n};${cell};z\n`
      })
      .join("")}`
)

describe("a file of many blocks", () => {
  it.prop(
    "is read alike, however the text is cut on its way",
    [file, sizes, pick(1024 * 1024, 50_000)],
    ([whole, sizes, longest]) => {
      expect(readingsOf(cut(whole, sizes), longest)).toEqual(readingsOf([whole], longest))
    },
    { arbitrary: { runs: 150 } }
  )

  it.prop(
    "has its line ends unified alike, however the bytes are cut",
    [
      text("a", "\r", "\n", "\r\n", "\r\r\n"),
      text("b", "\r", "\n", "\r\n", "\r\r\n"),
      list(number(1, 3), 4, 1)
    ],
    ([one, other, sizes]) => {
      const unified = (chunks: ReadonlyArray<string>) => {
        const ends = new LineEnds()
        return chunks.map(chunk => ends.push(chunk)).join("") + ends.end()
      }
      const whole = one + other
      expect(unified(cut(whole, sizes))).toBe(unified([whole]))
    },
    { arbitrary: { runs: 1000 } }
  )

  it("keeps a byte order mark in the middle of it, also where a block begins", () => {
    expect(parse("\ufeffa;b\n", ";").rows).toEqual([["\ufeffa", "b"]])
  })

  const rows = (count: number, row: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => `${row(n)}\n`).join("")

  it("is not held back by an unclosed quote once another proves it", () => {
    const records = new Records({ delimiter: ";", longest: 10_000_000 })
    const readings = records.push(`id;a;b\n${rows(20_000, n => (n % 100 === 0 ? `${n};"x;y` : `${n};x;y`))}`)
    expect(readings.length).toBeGreaterThan(10_000)
    expect(readings.slice(0, 3)).toMatchObject([
      { line: 1 },
      { line: 2, damage: "BROKEN_QUOTES" },
      { line: 3 }
    ])
  })

  const atTheEdge: ReadonlyArray<readonly [name: string, lines: ReadonlyArray<string>]> = [
    ["a cell of several lines", ['7;"a', "b", 'c";d', "8;e;f"]],
    ["an unclosed quote before a cell that begins with a line end", ['7;"x;y', '8;"', 'b";z', "9;c;d"]],
    ["an unclosed quote before rows that are none", ['7;"a "b;c', "8;d", "9", "10;e;f"]],
    ["unclosed quotes in a row", ['7;"a;b', '8;"c;d', '9;"e";f', '10;"g;h', "11;i;j"]],
    ["texts that read like rows, one after another", ['7;"a', 'b;c";d', '8;"e', "", 'f";g', "9;h;i"]]
  ]

  it.each(atTheEdge)("is read alike wherever its blocks end: %s", (_, lines) => {
    const head = `id;a;b\n1;x;y\n`
    const body = lines.map(line => `${line}\n`).join("")
    const tail = rows(8_000, n => `${n};"x";y`)
    const alone = readingsOf([head + body + tail]).slice(1, 20)
    for (let shift = 0; shift < body.length + 4; shift++) {
      const filler = `1;${"x".repeat(65_536 - head.length - shift)};y\n`
      const [, , ...readings] = readingsOf([`id;a;b\n${filler}${body}${tail}`])
      expect(readings.slice(0, 18)).toEqual(alone.slice(1))
    }
  })

  it.each([
    ["a text that reads like rows", ['7;"a;b', 'c;d"', "8;e", '9;"f', 'g"', "10;h"]],
    ["an unclosed quote", ['7;"a', '8;"', 'b"', "9;c", '10;"d"']]
  ])("is read alike wherever its blocks end, in two columns: %s", (_, lines) => {
    const body = lines.map(line => `${line}\n`).join("")
    const tail = rows(8_000, n => `${n};"x"`)
    const alone = readingsOf([`id;a\n1;x\n${body}${tail}`]).slice(2, 20)
    for (let shift = 0; shift < body.length + 40; shift++) {
      const filler = `1;${"x".repeat(65_525 - shift)}\n`
      const [, , ...readings] = readingsOf([`id;a\n${filler}${body}${tail}`])
      expect(readings.slice(0, 18)).toEqual(alone)
    }
  })

  it("is held back by an unclosed quote up to the limit, and no further", () => {
    const records = new Records({ delimiter: ";", longest: 100_000 })
    const readings = records.push(`id;a;b\n0;"x;y\n${rows(20_000, n => `${n};Nom ${n};z`)}`)
    expect(readings.length).toBeGreaterThan(10_000)
    expect(readings.slice(0, 3)).toMatchObject([
      { line: 1 },
      { line: 2, damage: "BROKEN_QUOTES" },
      { line: 3 }
    ])
  })

  it("has a cell of many lines and many blocks read as one", () => {
    const lines = rows(20_000, n => `Ligne ${n}`)
    const readings = readingsOf(cut(`id;a;b\n0;"${lines}";z\n1;x;y\n`, [65_536]))
    expect(readings).toEqual([
      { line: 1, cells: ["id", "a", "b"] },
      { line: 2, cells: ["0", lines, "z"] },
      { line: 20_003, cells: ["1", "x", "y"] }
    ])
  })
})
