/** A file that was read as lines of JSON: one about the file, one for every row, one about all of them. */
import type { Row, Source } from "@rollcall/core"
import type { Damages } from "./Damages.ts"
import type { Hint } from "./Hints.ts"

export const fileLine = (file: string, { columns = [], findings }: Source.Reading<unknown>): string =>
  JSON.stringify({ type: "file", file, columns, findings })

export const rowLine = (row: Row.Row<unknown>): string =>
  row._tag === "Read"
    ? JSON.stringify({ type: "row", at: row.at, value: row.value })
    : JSON.stringify({ type: "row", at: row.at, raw: row.raw, damage: row.damage })

export const summaryLine = (
  { rows, damaged, kinds }: Damages,
  { complete, findings = [] }: Source.Coverage,
  hints: ReadonlyArray<Hint>
): string => {
  const damage = Object.fromEntries(kinds.map(({ code, count }) => [code, count]))
  return JSON.stringify({ type: "summary", rows, damaged, damage, complete, findings, hints })
}
