import { describe, expect, it } from "@effect/vitest"
import { codes } from "@rollcall/core"
import { Arbitrary, Effect } from "effect"
import { Csv } from "../src/index.ts"
import { list, number, pick } from "./generate.ts"
import { read } from "./reading.ts"

/** Bytes of all kinds, those that matter more often. */
const bytes = Arbitrary.map(
  list(
    Arbitrary.map(
      Arbitrary.all([
        pick(0x22, 0x3b, 0x2c, 0x0a, 0x0d, 0x61, 0x20, 0xc3, 0xa9, 0xef),
        number(0, 255),
        number(0, 9)
      ]),
      ([usual, any, which]) => (which === 0 ? any : usual)
    ),
    120
  ),
  chosen => Uint8Array.from(chosen)
)
const header = pick("a;b\n", "a;b;c\n", '"a";b\r\n', "a,b,c,d\n", "a\tb\n", "")
const optionSets: ReadonlyArray<Csv.Options> = [
  {},
  { delimiter: ";" },
  { encoding: "windows-1252" },
  { longestLine: 20 },
  { headerLine: 2 },
  { delimiter: ";", ids: ["a"], apostrophes: "strip", blanks: ["a", "é"] }
]

describe("whatever a file holds", () => {
  it.effect.prop(
    "it is refused with a reason or read to its end, its rows in order and each of the header's width or damaged",
    [header, bytes, pick(...optionSets)],
    ([head, body, options]) =>
      Effect.gen(function* () {
        const source = Csv.fromBytes({
          name: "any.csv",
          bytes: Buffer.concat([Buffer.from(head), body]),
          ...options
        })
        const seen = yield* Effect.result(read(source))
        if (seen._tag === "Failure") {
          expect(seen.failure._tag).toBe("Unreadable")
          return
        }
        const { columns, raw } = seen.success
        const lines = raw.map(row => row.at.line ?? 0)
        expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b))
        for (const row of raw) {
          if (row._tag === "Read") expect(Object.keys(row.value)).toHaveLength(columns.length)
          else expect(Object.keys(codes)).toContain(row.damage.code)
        }
      }),
    { arbitrary: { runs: 1000 } }
  )
})
