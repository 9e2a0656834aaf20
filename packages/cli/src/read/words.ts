/** How a file that was read is told to people; no field value is among the words (Law 9). */
import { type Code, codes, Place, type Row, type Source } from "@rollcall/core"
import type { Damages } from "./Damages.ts"
import type { Hint } from "./Hints.ts"

export const foundLines = (
  findings: ReadonlyArray<Source.Finding>,
  columns: ReadonlyArray<string> | undefined
): ReadonlyArray<string> =>
  findings.map(({ name, value }) =>
    name === "columns" && columns !== undefined
      ? `${name}: ${value} (${columns.join(", ")})`
      : `${name}: ${value}`
  )

/** `apprenants.csv:5: has 3 cells, the header has 4 (RAGGED_ROW)` */
export const damageLine = ({ at, damage: { code, column, message } }: Row.Damaged): string =>
  `${Place.format(at, column)}: ${message} (${code})`

/** What is known once the file has been read to its end; `shown` damaged rows have been told one by one. */
export const endLines = (
  { rows, damaged, kinds }: Damages,
  hints: ReadonlyArray<Hint>,
  shown: number
): ReadonlyArray<string> => {
  const hidden = damaged > shown ? `, the first ${shown} shown` : ""
  return [
    ...hints.map(({ column, message }) => `column ${column}: ${message}`),
    `rows: ${rows}, of which damaged: ${damaged}${hidden}`,
    ...kinds.map(({ code, count, lines }) => {
      const more = count > lines.length ? [`${count - lines.length} more`] : []
      const where = list.format([...lines.map(String), ...more])
      return `  ${code} ${count} (${count === 1 ? "line" : "lines"} ${where})${act(code)}`
    })
  ]
}

const list = new Intl.ListFormat("en-GB")

const act = (code: string): string => (isKnown(code) ? `: ${codes[code].act}` : "")

const isKnown = (code: string): code is Code => Object.hasOwn(codes, code)
