/**
 * Text into records, each with the line where it starts, whatever the quotes do: damage costs its own record. papaparse
 * reads whole lines, block by block; what is here finds back into step after a quote that is never closed
 * (docs/adr/0002-csv-parser.md).
 */
import { LongLines } from "./LongLines.ts"
import { lineStart, occurrences } from "./lines.ts"
import { type Piece, pieceOf } from "./Piece.ts"

/** A record, or a stretch of lines that is none. */
export type Reading = Cells | Damage

/** A record: its cells as they stand in the file, without their quotes. */
export interface Cells {
  readonly line: number
  readonly cells: ReadonlyArray<string>
  /** The record as it stands in the file, where it has another width than the first. */
  readonly raw?: string
}

/** Lines that cannot be read as records. */
export interface Damage {
  readonly line: number
  readonly damage: "BROKEN_QUOTES" | "LINE_TOO_LONG"
  /** How many lines it takes. */
  readonly lines: number
  /** What stands there, at most 10,000 characters of it. */
  readonly raw: string
}

/** How text is read. */
export interface Options {
  readonly delimiter: string
  /** Characters after which a line is cut, and after which an open quote is taken for damage. */
  readonly longest: number
  /** The number of the line that the text begins with. */
  readonly firstLine?: number
}

/** Characters parsed at a time: what is read does not depend on how the text was cut on its way here. */
const block = 64 * 1024
/** Lines parsed at once after damage, doubled with each clean step: much damage must not mean parsing all twice. */
const cautious = 16
/** Records after one of several lines that must be sound before its lines are taken for one cell. */
const ahead = 8
const rawLength = 10_000

/** Takes text whose line ends are all `\n`; gives back every record that is certain so far. */
export class Records {
  readonly #delimiter: string
  readonly #longest: number
  readonly #long: LongLines
  #text = ""
  /** How much of the text has been looked at and waits for more. */
  #held = 0
  #line: number
  /** Cells of the first record that is not blank, which all others should have. */
  #width: number | undefined

  constructor({ delimiter, longest, firstLine = 1 }: Options) {
    this.#delimiter = delimiter
    this.#longest = longest
    this.#line = firstLine
    this.#long = new LongLines({ delimiter, limit: longest, firstLine })
  }

  push(chunk: string): ReadonlyArray<Reading> {
    this.#text += this.#long.push(chunk)
    const out: Array<Reading> = []
    for (let cut = this.#cut(); cut > 0; cut = this.#cut()) {
      const lines = this.#text.slice(0, cut)
      const done = this.#read(lines, false, out)
      this.#held = cut - done
      this.#text = this.#text.slice(done)
    }
    return out
  }

  end(): ReadonlyArray<Reading> {
    const out: Array<Reading> = []
    const text = this.#text === "" || this.#text.endsWith("\n") ? this.#text : `${this.#text}\n`
    this.#read(text, true, out)
    this.#text = ""
    return out
  }

  /** The end of the lines to read next, or 0; what waits is read again only when there is twice as much. */
  #cut(): number {
    const enough = this.#held + Math.max(block, this.#held)
    if (this.#text.length < enough) return 0
    const inside = this.#text.lastIndexOf("\n", enough - 1) + 1
    return inside > this.#held ? inside : this.#text.indexOf("\n", enough) + 1
  }

  /** Reads whole lines into `out`; returns where those begin that need more text. */
  #read(text: string, last: boolean, out: Array<Reading>): number {
    let at = 0
    let window = Number.POSITIVE_INFINITY
    while (at < text.length) {
      const end = lineStart(text, at, window)
      const stop = this.#take(text, at, end, last, out)
      at = stop?.at ?? end
      if (stop === undefined) window *= 2
      else if (stop.why === "out of step") window = cautious
      else if (end < text.length) window *= 4
      else return at
    }
    return at
  }

  /** Reads the rows between two line starts into `out`, up to the first after which reading has to begin anew. */
  #take(text: string, start: number, end: number, last: boolean, out: Array<Reading>): Stop | undefined {
    const piece = pieceOf(text.slice(start, end), this.#delimiter)
    for (const [index, cells] of piece.rows.entries()) {
      const from = start + (piece.starts[index] ?? 0)
      const to = start + (piece.starts[index + 1] ?? 0)
      const height = piece.heights[index] ?? 1
      const spoilt = isBroken(piece, index) || this.#isCut(height)
      if (height > 1 || isOpen(piece, index)) {
        const sure = end === text.length && (last || end - from >= this.#longest)
        const lines = this.#linesLost(piece, index, spoilt, { text, from, to, sure })
        if (lines === "too short") return { at: from, why: "too short" }
        if (lines !== undefined) {
          const next = lineStart(text, from, lines)
          this.#lose(text, from, next, lines, out)
          return { at: next, why: "out of step" }
        }
      }
      if (spoilt) this.#lose(text, from, to, height, out)
      else this.#keep(text, from, to, height, cells, out)
    }
    return undefined
  }

  #keep(
    text: string,
    from: number,
    to: number,
    height: number,
    cells: ReadonlyArray<string>,
    out: Array<Reading>
  ): void {
    if (this.#width === undefined && !isBlank(cells)) this.#width = cells.length
    if (cells.length === this.#width) out.push({ line: this.#line, cells })
    else out.push({ line: this.#line, cells, raw: raw(text, from, to) })
    this.#line += height
  }

  #lose(text: string, from: number, to: number, lines: number, out: Array<Reading>): void {
    const damage = this.#isCut(lines) ? "LINE_TOO_LONG" : "BROKEN_QUOTES"
    out.push({ line: this.#line, damage, lines, raw: raw(text, from, to) })
    this.#line += lines
  }

  /** Whether one of the next lines was cut. */
  #isCut(lines: number): boolean {
    if (this.#long.cut.size === 0) return false
    for (const line of this.#long.cut) if (line >= this.#line && line < this.#line + lines) return true
    return false
  }

  /** How many lines of a row that seems to have several are none of a record that begins further down. */
  #linesLost(
    piece: Piece,
    index: number,
    spoilt: boolean,
    stretch: Stretch
  ): number | "too short" | undefined {
    const open = isOpen(piece, index) && !stretch.sure
    if (open && !piece.misplaced.has(index)) return "too short"
    const sound = !spoilt && this.#isSound(piece, index, stretch.sure)
    if (sound === undefined) return "too short"
    const lines = this.#linesToRecord(stretch, sound)
    return open ? (lines ?? "too short") : lines
  }

  /**
   * Whether the quotes of a record of several lines are its own. An unclosed quote may have run up to the next opening
   * one; but then every quote after it counts the other way round, and the records that follow do not look right.
   */
  #isSound(piece: Piece, index: number, sure: boolean): boolean | undefined {
    const width = piece.rows[index]?.length
    if (width !== this.#width) return false
    for (let later = index + 1; later <= index + ahead; later++) {
      const cells = piece.rows[later]
      if (cells === undefined) return sure ? true : undefined
      if (isOpen(piece, later)) return sure ? false : undefined
      if (isBroken(piece, later) || (cells.length !== width && !isBlank(cells))) return false
    }
    return true
  }

  /**
   * How many lines there are before the first, but the very first, from which a record of the expected width can be
   * read. Where the quotes are `sound`, only a line with one quote at the most is taken for a record, and only among
   * more than two columns: with fewer, many a line of a text reads like one.
   */
  #linesToRecord({ text, from, to, sure }: Stretch, sound: boolean): number | "too short" | undefined {
    const width = this.#width ?? 0
    if (sound && width <= 2) return undefined
    let lines = 1
    for (let at = lineStart(text, from, 1), next = at; at < to; at = next, lines++) {
      next = lineStart(text, at, 1)
      const quotes = occurrences(text, '"', at, next)
      if (sound && quotes > 1) continue
      const end = sound ? next : lineStart(text, at, cautious)
      const piece = pieceOf(text.slice(at, end), this.#delimiter, "first")
      if (isRecord(piece, width, quotes)) return lines
      if (piece.open && !sound && !sure && end === text.length) return "too short"
    }
    return undefined
  }
}

/** Part of a text, and whether no more of the text will come or be waited for. */
interface Stretch {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly sure: boolean
}

interface Stop {
  readonly at: number
  /** Reading goes on from there at once, or when there is more text. */
  readonly why: "out of step" | "too short"
}

const isOpen = ({ open, rows }: Piece, index: number): boolean => open && index === rows.length - 1

const isBroken = (piece: Piece, index: number): boolean =>
  isOpen(piece, index) || piece.misplaced.has(index) || piece.odd[index] === true

/**
 * Whether the first row of a piece is a record, or would be but for one stray quote. In the first cell, that quote ends
 * a cell of several lines.
 */
const isRecord = (piece: Piece, width: number, quotes: number): boolean => {
  const cells = piece.rows[0]
  if (cells?.length !== width) return false
  if (!isBroken(piece, 0)) return true
  const stray = piece.odd[0] && !piece.open && quotes === 1 && piece.heights[0] === 1
  return stray === true && !cells[0]?.includes('"')
}

/** A row without cells, or with nothing in them. */
export const isBlank = (cells: ReadonlyArray<string>): boolean => cells.every(cell => cell.trim() === "")

const raw = (text: string, from: number, to: number): string =>
  text.slice(from, Math.min(to - 1, from + rawLength))
