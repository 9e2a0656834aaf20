import { describe, expect, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { LineEnds } from "../src/text/LineEnds.ts"
import { type Reading, Records } from "../src/text/Records.ts"
import {
  headerOf,
  list,
  number,
  pick,
  placed,
  type Style,
  style,
  type Table,
  table,
  text,
  written
} from "./generate.ts"

/**
 * Cells that hold delimiters, quotes or line ends also hold something before and after those, as words do. Others can
 * be made so that the quotes around them read as well the other way round: `";"`.
 */
const cell = Arbitrary.map(
  Arbitrary.all([
    pick("a", "é", "0", " "),
    text("a", "é", " ", '"', ";", ",", "\t", "|"),
    text("b", "\n", '"'),
    number(0, 5)
  ]),
  ([end, flat, lines, which]) =>
    which === 0 ? `${end}${lines}${end}` : which < 3 ? `${end}${flat}${end}` : which < 5 ? end : ""
)

/** A table, and which of its records is to be spoilt; that one has one line, since the lines of several may be records. */
const tables = Arbitrary.map(Arbitrary.all([table(cell, [2, 4], 8), number(0, 7)]), ([rows, at]) => {
  const spoilt = at % rows.length
  const oneLine = (rows[spoilt] ?? []).map(({ text, quoted }) => ({
    text: text.replaceAll("\n", ""),
    quoted
  }))
  return { rows: rows.with(spoilt, oneLine), spoilt }
})

/** A file one of whose records is written as `damage` would have it. */
const spoiltFile = (rows: Table, spoilt: number, as: Style, damage: string): string =>
  [
    headerOf(rows[0]?.length ?? 1).join(as.delimiter),
    ...rows.map((cells, index) => (index === spoilt ? damage : written(cells, as))),
    ""
  ].join(as.lineEnd)

const readingsOf = (file: string, delimiter: string): ReadonlyArray<Reading> => {
  const ends = new LineEnds()
  const records = new Records({ delimiter, longest: 1024 * 1024 })
  return [...records.push(ends.push(file)), ...records.push(ends.end()), ...records.end()]
}

/** Every record but the spoilt one is read as it is, where it is; the spoilt one is not read. */
const expectOthersKept = (rows: Table, spoilt: number, as: Style, damage: string) => {
  const readings = readingsOf(spoiltFile(rows, spoilt, as, damage), as.delimiter)
  const width = rows[0]?.length
  const kept = readings.filter(reading => "cells" in reading && reading.cells.length === width)
  expect(kept).toEqual(placed(rows).filter((_, index) => index !== spoilt + 1))
}

describe("one spoilt record", () => {
  it.prop(
    "with a quote that is never closed costs no other",
    [tables, number(0, 3), style],
    ([{ rows, spoilt }, at, as]) => {
      const cells = rows[spoilt] ?? []
      const damage = cells
        .map((cell, column) =>
          column === at % cells.length
            ? written([{ ...cell, quoted: true }], as).slice(0, -1)
            : written([cell], as)
        )
        .join(as.delimiter)
      expectOthersKept(rows, spoilt, as, damage)
    },
    { arbitrary: { runs: 500 } }
  )

  it.prop(
    "with a quote that is never closed costs no other in files of many blocks either",
    [tables, list(number(0, 60_000), 4, 1), style],
    ([{ rows, spoilt }, lengths, as]) => {
      const long = rows.map((cells, index) => [
        ...cells,
        { text: "x".repeat(lengths[index % lengths.length] ?? 0), quoted: false }
      ])
      const record = written(long[spoilt] ?? [], as)
      expectOthersKept(long, spoilt, as, `"${record.replaceAll('"', "")}`)
    },
    { arbitrary: { runs: 150 } }
  )

  it.prop(
    "with a quote too many, anywhere, costs no other",
    [tables, number(0, 60), style],
    ([{ rows, spoilt }, at, as]) => {
      const record = written(rows[spoilt] ?? [], as)
      const place = at % (record.length + 1)
      expectOthersKept(rows, spoilt, as, `${record.slice(0, place)}"${record.slice(place)}`)
    },
    { arbitrary: { runs: 500 } }
  )

  it.prop(
    "with a quote too few costs no other",
    [tables, number(0, 20), style],
    ([{ rows, spoilt }, at, as]) => {
      const [first = { text: "", quoted: true }, ...others] = rows[spoilt] ?? []
      const record = written([{ ...first, quoted: true }, ...others], as)
      const quotes = [...record.matchAll(/"/g)].map(({ index }) => index)
      const place = quotes[at % quotes.length] ?? 0
      expectOthersKept(rows, spoilt, as, `${record.slice(0, place)}${record.slice(place + 1)}`)
    },
    { arbitrary: { runs: 500 } }
  )
})
