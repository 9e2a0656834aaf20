/** Markdown tables, aligned so that they also read well in a terminal. */

/** The first row is the heading; the first column is set to the left, the others to the right. */
export const table = (rows: ReadonlyArray<ReadonlyArray<string | number>>): string => {
  const text = rows.map(row => row.map(String))
  const widths = text[0]?.map((_, column) => Math.max(3, ...text.map(row => row[column]?.length ?? 0))) ?? []
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`))
  const line = (row: ReadonlyArray<string>) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |\n`
  return text.flatMap((row, index) => (index === 0 ? [line(row), line(rule)] : [line(row)])).join("")
}
