/** The columns a mapper needs against those a table has: asked before anything is sent (F21, F22). */
import { Unreadable } from "../Trouble.ts"
import type { Column } from "./Mapper.ts"

/** One message for all that is missing, each with the nearest header that there is; nothing when all are there. */
export const missingColumns = (
  origin: string,
  needed: ReadonlyArray<Column>,
  headers: ReadonlyArray<string>
): Unreadable | undefined => {
  const missing = needed.filter(({ column, required }) => required && !headers.includes(column))
  if (missing.length === 0) return undefined
  const said = missing.map(({ field, column }) => `"${column}" (for ${field})${suggestion(column, headers)}`)
  const columns = missing.length === 1 ? "column" : "columns"
  return new Unreadable({
    message: `${origin}: missing ${columns} ${said.join(", ")}. Correct the mapping, or the export and its ${headers.length} headers; nothing was sent.`
  })
}

/** `, did you mean "CODE"?`, if a header is near: without a header row, the first row is a person (Law 9, F22). */
export const suggestion = (wanted: string, headers: ReadonlyArray<string>): string => {
  const [nearest] = headers
    .map(header => ({ header, distance: distance(plain(wanted), plain(header)) }))
    .sort((a, b) => a.distance - b.distance)
  if (nearest === undefined || nearest.distance * 2 > Math.max(wanted.length, nearest.header.length))
    return ""
  return `, did you mean "${nearest.header}"?`
}

/** Case, accents and separators are what people get wrong in headers. */
const plain = (header: string): string =>
  header
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase()

/** Levenshtein: how many letters have to change. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
