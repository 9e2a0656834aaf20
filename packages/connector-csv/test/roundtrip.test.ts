import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { Csv } from "../src/index.ts"
import {
  encoded,
  headerOf,
  list,
  number,
  pieces,
  placed,
  type Style,
  style,
  type Table,
  table,
  text,
  written
} from "./generate.ts"
import { read } from "./reading.ts"

/** Every row but the blank ones. */
const expectation = (rows: Table) =>
  placed(rows)
    .slice(1)
    .filter(({ cells }) => cells.some(cell => cell.trim() !== ""))
    .map(({ line, cells }) => `${line} ${cells.join("|").replaceAll("\n", "⏎")}`)

const fileOf = (rows: Table, as: Style) =>
  encoded([headerOf(rows[0]?.length ?? 1).join(as.delimiter), ...rows.map(cells => written(cells, as))], as)

/**
 * One column needs its delimiter declared, and bytes that are text in both encodings need their encoding declared; so do
 * those whose end alone is not UTF-8, which looks like a character that was cut.
 */
const optionsOf = (rows: Table, { delimiter, encoding }: Style, bytes: Uint8Array): Csv.Options => ({
  ...(rows[0]?.length === 1 && { delimiter }),
  ...(encoding === "windows-1252" && mayBeUtf8(bytes) && { encoding })
})

/** Whether all is UTF-8 but for a character at the end that may have been cut, of whatever length. */
const mayBeUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/**
 * No line of a cell may read as a whole record, which would be taken for one (docs/adr/0002-csv-parser.md): cells of
 * several lines have no delimiter.
 */
const cell = Arbitrary.map(
  Arbitrary.all([
    text("a", "é", " ", "\u00a0", '"', ";", ",", "\t", "|", "=", "0"),
    text("b", "\n", "à", '"')
  ]),
  ([flat, lines]) => (lines.includes("\n") ? lines : flat)
)

describe("what was written is read again, whatever it is and however it was written", () => {
  it.effect.prop(
    "small tables",
    [table(cell, [1, 4], 6), style],
    ([rows, as]) =>
      Effect.gen(function* () {
        const expected = expectation(rows)
        if (expected.length === 0) return
        const bytes = fileOf(rows, as)
        const seen = yield* read(Csv.fromBytes({ name: "any.csv", bytes, ...optionsOf(rows, as, bytes) }))
        expect(seen.rows).toEqual(expected)
      }),
    { arbitrary: { runs: 500 } }
  )

  it.effect.prop(
    "in pieces of any size",
    [table(cell, [1, 3], 5), style, list(number(1, 9), 4, 1)],
    ([rows, as, sizes]) =>
      Effect.gen(function* () {
        const expected = expectation(rows)
        if (expected.length === 0) return
        const bytes = fileOf(rows, as)
        const source = Csv.fromStream({
          name: "any.csv",
          ...optionsOf(rows, as, bytes),
          encoding: as.encoding === "windows-1252" ? "windows-1252" : "utf-8",
          async *read() {
            yield* pieces(bytes, sizes)
          }
        })
        const seen = yield* read(source)
        expect(seen.rows).toEqual(expected)
      }),
    { arbitrary: { runs: 200 } }
  )

  it.effect.prop(
    "in files of many blocks, wherever those are cut",
    [table(cell, [1, 3], 6), list(number(1, 70_000), 6, 3), style],
    ([some, lengths, as]) =>
      Effect.gen(function* () {
        const rows = lengths.flatMap((length, n) =>
          some.map((cells, index) => [
            ...cells,
            { text: index === n % some.length ? "x".repeat(length) : `${n}`, quoted: n % 2 === 0 }
          ])
        )
        const bytes = fileOf(rows, as)
        const seen = yield* read(Csv.fromBytes({ name: "any.csv", bytes, ...optionsOf(rows, as, bytes) }))
        expect(seen.rows).toEqual(expectation(rows))
      }),
    { arbitrary: { runs: 40 } }
  )
})
