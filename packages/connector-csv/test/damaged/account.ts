/** The account of a file: what is expected of every line of it, and what the reader said of every line. */
import type { Seen } from "../reading.ts"
import { together, utf8 } from "./bytes.ts"
import type { Becomes, Line, Readable } from "./Entry.ts"

export const bytesOf = ({
  written = utf8,
  mark = "",
  lineEnd = "\n",
  ended = true,
  lines
}: Readable): Uint8Array =>
  together(
    written(mark),
    ...lines.flatMap(([text], index) => [
      typeof text === "string" ? written(text) : text,
      index < lines.length - 1 || ended ? written(lineEnd) : written("")
    ])
  )

/**
 * How many lines the file has. LF and CR LF end one; CR alone does where it ends the first one, and is a character
 * elsewhere. What follows the last end is a line if it is anything.
 */
export const physicalLines = (bytes: Uint8Array, encoding: string): number => {
  const text = new TextDecoder(encoding).decode(bytes)
  const lines = text.split(/^[^\r\n]*\r(?!\r?\n)/.test(text) ? /\r\n|\n|\r/ : /\r?\n/)
  return lines.at(-1) === "" ? lines.length - 1 : lines.length
}

/** The entry's lines, as `linesFound` shows them. */
export const linesOf = ({ lines }: Readable): ReadonlyArray<string> =>
  lines.map(([, is], index) => `${index + 1} ${shown(is)}`)

/**
 * The file's lines from what the reader said: rows by their place, as high as their line ends or their message have it;
 * the header and what was passed over by the findings. Those count blank rows and do not name them, so they are laid
 * where nothing else is; a line that is none of all this is `unaccounted`.
 */
export const linesFound = (
  { raw, columns, findings }: Seen,
  lines: ReadonlyArray<Line>
): ReadonlyArray<string> => {
  const found = new Map<number, string>()
  const put = (line: number, what: string) =>
    found.set(line, found.has(line) ? `${found.get(line)} and ${what}` : what)
  const upTo = (first: number, last: number) => {
    for (let line = first + 1; line <= last; line++) put(line, "more")
  }
  put(Number(/\d+/.exec(findings.header ?? "")?.[0]), "header")
  for (const line of named(findings["rows before the header"])) put(line, "title")
  for (const line of named(findings["repeated headers passed over"])) put(line, "repeated")
  for (const row of raw) {
    const line = row.at.line ?? 0
    if (row._tag === "Read") {
      const cells = columns.map(column => row.value[column] ?? "(no cell)")
      put(line, shown({ is: "row", cells }))
      upTo(line, line + cells.join("").split("\n").length - 1)
    } else {
      put(line, shown({ is: "lost", ...row.damage }))
      upTo(line, Number(/to line (\d+)/.exec(row.damage.message)?.[1] ?? line))
    }
  }
  let blanks = Number(findings["blank rows passed over"] ?? 0)
  for (const [index, [, is]] of lines.entries()) {
    const line = index + 1
    if (found.has(line)) continue
    if (is.is === "sep" || is.is === "unread" || continues(lines, index)) put(line, is.is)
    else if (is.is === "end" && findings["end mark"] !== undefined) put(line, "end")
    else put(line, blanks-- > 0 ? "blank" : "unaccounted")
  }
  if (blanks > 0) put(lines.length + 1, `${blanks} blank rows too many`)
  return [...found].sort(([a], [b]) => a - b).map(([line, what]) => `${line} ${what}`)
}

/** Whether a line is one more of a title or of the header, whose heights nobody says. */
const continues = (lines: ReadonlyArray<Line>, index: number): boolean => {
  const before = lines[index - 1]?.[1].is
  return lines[index]?.[1].is === "more" && (before === "title" || before === "header")
}

/** The messages of damaged rows that lack the words they should have. */
export const unsaid = ({ raw }: Seen, { lines }: Readable): ReadonlyArray<string> =>
  raw.flatMap(row => {
    const is = lines[(row.at.line ?? 0) - 1]?.[1]
    if (row._tag === "Read" || is?.is !== "lost" || is.words === undefined) return []
    return is.words.test(row.damage.message) ? [] : [row.damage.message]
  })

/** Words of the file's rows that stand in a message or a finding, where no value may be (Law 9). */
export const leaks = (seen: Seen, { lines }: Readable): ReadonlyArray<string> => {
  const said = [
    ...Object.values(seen.findings),
    ...seen.raw.flatMap(row => (row._tag === "Damaged" ? [row.damage.message] : []))
  ].join("\n")
  return lines
    .filter(([text, is]) => typeof text === "string" && (is.is === "row" || is.is === "lost"))
    .flatMap(([text]) => String(text).match(/\p{Lu}\p{Ll}{4,}/gu) ?? [])
    .filter(word => said.includes(word))
}

const named = (value: string | undefined): ReadonlyArray<number> =>
  (/\(lines? (.*)\)/.exec(value ?? "")?.[1]?.match(/\d+/g) ?? []).map(Number)

const shown = (is: Becomes): string => {
  if (is.is === "row")
    return `row ${is.cells.map(cell => (cell.length > 200 ? cell.length : cell)).join("|")}`
  if (is.is === "lost") return `${is.code}${is.column === undefined ? "" : ` in ${is.column}`}`
  return is.is
}
