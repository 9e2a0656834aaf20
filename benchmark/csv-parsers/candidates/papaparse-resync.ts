/**
 * papaparse called on whole lines, block by block, with a way back into step: a quote that is never closed costs its
 * own row. Every call is the plain, typed `Papa.parse(text)`.
 */
import Papa from "papaparse"
import type { Candidate, Reading } from "./Candidate.ts"
import { lineEnds } from "./line-ends.ts"
import { lineCount, lineStart, occurrences } from "./lines.ts"

/** Characters parsed at a time, so that the result does not depend on how the text was cut on its way here. */
const block = 64 * 1024
/** Characters after which a quote that is still open is taken for damage. */
const longestRecord = 1024 * 1024
/** Lines parsed at once after damage, doubled with each clean step: much damage must not mean parsing all twice. */
const cautious = 16

export const papaparseResync: Candidate = {
  name: "papaparse resync",
  read: async function* (chunks) {
    const reader = records()
    for await (const chunk of lineEnds(chunks)) yield reader.push(chunk)
    yield reader.end()
  }
}

/** Takes text whose line ends are all `\n`; gives back every record that is certain so far. */
const records = () => {
  let text = ""
  let open = 0
  let line = 1
  let width: number | undefined

  const push = (chunk: string): ReadonlyArray<Reading> => {
    text += chunk
    const out: Reading[] = []
    while (text.length >= open + block) {
      const inside = text.lastIndexOf("\n", open + block - 1) + 1
      const cut = inside > open ? inside : text.indexOf("\n", open + block) + 1
      if (cut === 0) break
      const rest = read(text.slice(0, cut), false, out)
      open = rest.length
      text = rest + text.slice(cut)
    }
    return out
  }

  const end = (): ReadonlyArray<Reading> => {
    const out: Reading[] = []
    read(text, true, out)
    return out
  }

  /** Reads whole lines into `out`; returns the beginning of a record that needs more text. */
  const read = (lines: string, last: boolean, out: Reading[]): string => {
    let at = 0
    let window = Number.POSITIVE_INFINITY
    while (at < lines.length) {
      const piece = lines.slice(at, lineStart(lines, at, window))
      const partial = at + piece.length < lines.length
      const doubt = readPiece(piece, out)
      if (doubt === undefined) {
        at += piece.length
        window *= 2
        continue
      }
      at += doubt.from
      if (doubt.open && partial) {
        window *= 4
        continue
      }
      const next = firstReadable(doubt.text)
      const proven = doubt.misplaced && next !== undefined
      if (doubt.open && !last && !proven && doubt.text.length < longestRecord) return lines.slice(at)
      const lost = next ?? lineCount(doubt.text)
      out.push({ line, damage: doubt.open ? "unclosed quote" : "misplaced quote" })
      line += lost
      at += lineStart(doubt.text, 0, lost)
      window = cautious
    }
    return ""
  }

  /** Reads rows into `out` up to the first that is not to be trusted as it stands. */
  const readPiece = (piece: string, out: Reading[]): Doubt | undefined => {
    const { data, errors } = parse(piece)
    const open = errors.at(-1)?.code === "MissingQuotes"
    if (!open && piece.endsWith("\n")) data.pop()
    const flagged = new Set(errors.map(error => error.row))
    const misplaced = new Set(errors.filter(error => error.code === "InvalidQuotes").map(error => error.row))
    const oneLineEach = data.length === lineCount(piece)
    const first = line
    for (const [index, cells] of data.entries()) {
      width ??= cells.length
      const tall = oneLineEach ? 1 : 1 + cells.reduce((sum, cell) => sum + occurrences(cell, "\n"), 0)
      if (flagged.has(index) || (tall > 1 && (cells.length !== width || width > 2))) {
        const from = lineStart(piece, 0, line - first)
        const openHere = open && index === data.length - 1
        const text = openHere ? piece.slice(from) : piece.slice(from, lineStart(piece, from, tall))
        if (flagged.has(index) || firstReadable(text) !== undefined) {
          return { from, text, open: openHere, misplaced: misplaced.has(index) }
        }
      }
      out.push({ line, cells })
      line += tall
    }
    return undefined
  }

  /** The first line but the first from which a record of the expected width can be read without complaint. */
  const firstReadable = (text: string): number | undefined => {
    let index = 1
    for (let at = lineStart(text, 0, 1); at < text.length; at = lineStart(text, at, 1)) {
      const { data, errors } = parse(text.slice(at, lineStart(text, at, cautious)), 1)
      if (errors.length === 0 && data[0]?.length === width) return index
      index++
    }
    return undefined
  }

  return { push, end }
}

/** A row with a quote out of place, or over several lines of which one is a record by itself. */
interface Doubt {
  readonly from: number
  readonly text: string
  readonly open: boolean
  readonly misplaced: boolean
}

const parse = (text: string, preview = 0) =>
  Papa.parse<string[]>(text, { delimiter: ";", newline: "\n", preview })
