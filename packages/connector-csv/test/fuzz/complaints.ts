/** What must hold of every file, however damaged: complaints where it does not. */
import { codes, type Row } from "@rollcall/core"
import { Cause, Exit, Option } from "effect"
import type { Csv } from "../../src/index.ts"
import type { Attempt } from "./trials.ts"

/** It is read to its end or refused by name; rows are whole or damaged, each in its place; no message has a value. */
export const complaints = ({ original, bytes, exit }: Attempt): ReadonlyArray<string> => {
  if (exit === "hangs") return ["it was not read in time"]
  if (Exit.isFailure(exit)) {
    const error = Option.getOrUndefined(Cause.findErrorOption(exit.cause))
    if (error === undefined) return ["the reader died"]
    return [
      ...(error._tag === "Unreadable" ? [] : [`it failed as ${error._tag}`]),
      ...(error.message.includes(original.name) ? [] : ["the refusal does not name the file"]),
      ...(original.values.test(error.message) ? ["the refusal has a value in it"] : [])
    ]
  }
  const { columns, raw, findings } = exit.value
  const messages = raw.flatMap(row => (row._tag === "Read" ? [] : [row.damage.message]))
  return [
    ...misplaced(raw, lineEnds(bytes) + 1),
    ...raw.flatMap(row => malformed(row, columns)),
    ...([...Object.values(findings), ...messages].some(text => original.values.test(text))
      ? ["a finding or a message has a value in it"]
      : [])
  ]
}

const misplaced = (rows: ReadonlyArray<Row.Row<Csv.Record>>, lines: number): ReadonlyArray<string> => {
  const places = rows.map(({ at }) => at.line ?? 0)
  return places.flatMap((line, index) => {
    if (!Number.isInteger(line) || line < 1 || line > lines) return [`a row is on line ${line} of ${lines}`]
    const before = places[index - 1] ?? 0
    return line > before ? [] : [`a row on line ${line} follows one on line ${before}`]
  })
}

const malformed = (row: Row.Row<Csv.Record>, columns: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (row._tag === "Damaged")
    return Object.hasOwn(codes, row.damage.code) ? [] : [`the code ${row.damage.code} is not known`]
  const names = Object.keys(row.value)
  const right =
    names.length === columns.length && columns.every(column => typeof row.value[column] === "string")
  return right ? [] : [`the row on line ${row.at.line} has not the header's columns`]
}

/** At least as many as any reading finds. */
const lineEnds = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte) => sum + (byte === 10 || byte === 13 ? 1 : 0), 0)
