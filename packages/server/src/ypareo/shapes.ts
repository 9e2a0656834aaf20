/** The two shapes that a list comes in (docs/ypareo.md 2). */

/** An array of rows, or an object of rows keyed by code. */
export type Shape = "array" | "keyed"

/** The JSON of a list. The rows of an object stand in their own order, not in that of their codes. */
export const listed = (shape: Shape, rows: ReadonlyArray<object>, code: string | undefined): string =>
  shape === "array"
    ? JSON.stringify(rows)
    : `{${rows.map((row, at) => `"${keyOf(row, code) ?? at}":${JSON.stringify(row)}`).join(",")}}`

const keyOf = (row: object, code: string | undefined): unknown =>
  code === undefined ? undefined : Object(row)[code]
