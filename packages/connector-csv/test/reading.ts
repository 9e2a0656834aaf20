/** Reads a source to its end, and writes down what came of it so that a table of expectations can be read. */
import type { Row, Source } from "@rollcall/core"
import { Effect, Stream } from "effect"
import { Csv } from "../src/index.ts"

export interface Seen {
  readonly columns: ReadonlyArray<string>
  /** `2 Martin|6A` for a record on line 2, `3 RAGGED_ROW` for a damaged one; line ends are shown as `⏎`. */
  readonly rows: ReadonlyArray<string>
  readonly raw: ReadonlyArray<Row.Row<Csv.Record>>
  readonly findings: { readonly [name: string]: string }
  readonly coverage: Source.Coverage
}

/** Everything that a source gives. */
export const read = (source: Source.Source<Csv.Record>) =>
  Effect.scoped(
    Effect.gen(function* () {
      const reading = yield* source.open
      const raw = yield* Stream.runCollect(reading.rows)
      const coverage = yield* reading.coverage
      const findings = [...reading.findings, ...(coverage.findings ?? [])]
      const seen: Seen = {
        columns: reading.columns ?? [],
        rows: raw.map(shown),
        raw,
        findings: Object.fromEntries(findings.map(({ name, value }) => [name, value])),
        coverage
      }
      return seen
    })
  )

/** Bytes as the file `pupils.csv`. */
export const readBytes = (bytes: Uint8Array | string, options: Csv.Options = {}) =>
  read(Csv.fromBytes({ name: "pupils.csv", bytes: Buffer.from(bytes), ...options }))

/** Why a source cannot be read, with the kind of trouble before its message. */
export const refusalOf = (source: Source.Source<Csv.Record>) =>
  Effect.map(Effect.flip(read(source)), ({ _tag, message }) => `${_tag}: ${message}`)

const shown = (row: Row.Row<Csv.Record>): string =>
  row._tag === "Read"
    ? `${row.at.line} ${Object.values(row.value).join("|").replaceAll("\n", "⏎")}`
    : `${row.at.line} ${row.damage.code}`

/** Text as Windows-1252, which must have all its characters. */
export const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(text, character => {
    const byte = characters.indexOf(character)
    if (byte === -1) throw new RangeError(`Windows-1252 has no ${character}`)
    return byte
  })

const characters = Array.from({ length: 256 }, (_, byte) =>
  new TextDecoder("windows-1252").decode(Uint8Array.of(byte), { stream: true })
)
