/**
 * Text into records, each with the line where it starts, whatever the quotes do: damage costs its own record. papaparse
 * reads whole lines, block by block; what is here finds back into step after a quote that is never closed
 * (docs/adr/0002-csv-parser.md).
 */
import { LongLines } from "./LongLines.ts"
import { lineStart, occurrences } from "./lines.ts"
import { isBroken, isOpen, nextRecord, type Stretch } from "./nextRecord.ts"
import { type Piece, pieceOf } from "./Piece.ts"

/** A record, or a stretch of lines that is none. */
export type Reading = Cells | Damage

/** A record: its cells as they stand in the file, without their quotes. */
export interface Cells {
  readonly line: number
  readonly cells: ReadonlyArray<string>
  /** The record as it stands in the file, where it has another width than the first. */
  readonly raw?: string
  /** The text ends in this record, without a line end. */
  readonly unended?: true
}

/** Lines that cannot be read as records. */
export interface Damage {
  readonly line: number
  /** `FILE_CUT` when the text ends within a quote: whoever wrote it may have stopped there, also behind a line end. */
  readonly damage: "BROKEN_QUOTES" | "LINE_TOO_LONG" | "FILE_CUT"
  /** How many lines it takes. */
  readonly lines: number
  /** The line at which reading goes on, unless the text ends before it. */
  readonly next?: number
  /** What stands there, at most 10,000 characters of it. */
  readonly raw: string
}

/** How text is read. */
export interface Options {
  readonly delimiter: string
  /** Characters after which a line is cut, and that a record of several lines may have. */
  readonly longest: number
  /** The number of the line that the text begins with. */
  readonly firstLine?: number
  /** Cells that a record should have; as many as the first that is not blank unless given. */
  readonly width?: number
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
  #width: number | undefined
  /** A record that is longer than it may be and whose end has not come yet; its text is not kept. */
  #endless: { readonly line: number; readonly raw: string } | undefined
  /** Whether the text has ended without a line end. */
  #unended = false

  constructor({ delimiter, longest, firstLine = 1, width }: Options) {
    this.#delimiter = delimiter
    this.#longest = longest
    this.#line = firstLine
    this.#width = width
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
    this.#unended = this.#text !== "" && !this.#text.endsWith("\n")
    this.#read(this.#unended ? `${this.#text}\n` : this.#text, true, out)
    this.#text = ""
    const last = out.at(-1)
    if (this.#unended && last !== undefined && "cells" in last)
      out[out.length - 1] = { ...last, unended: true }
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
    if (this.#endless !== undefined) {
      at = this.#skip(text, last, this.#endless, out)
      if (this.#endless !== undefined) return at
      window = cautious
    }
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
    let index = -1
    for (const cells of piece.rows) {
      index++
      const from = start + (piece.starts[index] ?? 0)
      const to = start + (piece.starts[index + 1] ?? 0)
      const height = piece.heights[index] ?? 1
      const open = isOpen(piece, index)
      const spoilt = isBroken(piece, index) || this.#isCut(height)
      if (height > 1 || open) {
        const sure = end === text.length && (last || end - from >= this.#longest)
        const lines = this.#linesLost(piece, index, spoilt, { text, from, to, sure })
        if (lines === "too short") return { at: from, why: "too short" }
        if (lines !== undefined) {
          const next = lineStart(text, from, lines)
          this.#lose(raw(text, from, next), lines, "BROKEN_QUOTES", out)
          return { at: next, why: "out of step" }
        }
      }
      const long = height > 1 && to - from - 1 > this.#longest
      if (open && !last) {
        this.#endless = { line: this.#line, raw: raw(text, from, to) }
        this.#line += height
      } else if (spoilt || long) {
        const why = open ? "FILE_CUT" : long ? "LINE_TOO_LONG" : "BROKEN_QUOTES"
        this.#lose(raw(text, from, to), height, why, out, last && to === text.length)
      } else this.#keep(text, from, to, height, cells, out)
    }
    return undefined
  }

  /** Passes over the rest of an endless record; returns where the next record begins, or what has to be held. */
  #skip(
    text: string,
    last: boolean,
    { line, raw }: { readonly line: number; readonly raw: string },
    out: Array<Reading>
  ): number {
    const stretch = { text, from: 0, to: text.length, sure: last }
    const found = nextRecord(stretch, this.#expected(false))
    this.#line += found?.lines ?? occurrences(text, "\n")
    if (found?.begins === true || last) {
      const damage = found === undefined && this.#unended ? "FILE_CUT" : "LINE_TOO_LONG"
      const next = found === undefined ? {} : { next: this.#line }
      out.push({ line, damage, lines: this.#line - line, raw, ...next })
      this.#endless = undefined
    }
    return found?.at ?? text.length
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

  #lose(raw: string, lines: number, why: Damage["damage"], out: Array<Reading>, atEnd = false): void {
    const damage = this.#isCut(lines) ? "LINE_TOO_LONG" : why
    const next = this.#line + lines
    out.push({ line: this.#line, damage, lines, raw, ...(atEnd ? {} : { next }) })
    this.#line = next
  }

  /** Whether one of the next lines was cut. */
  #isCut(lines: number): boolean {
    if (this.#long.cut.size === 0) return false
    for (let line = this.#line; line < this.#line + lines; line++) if (this.#long.cut.has(line)) return true
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
    const from = lineStart(stretch.text, stretch.from, 1)
    const found = nextRecord({ ...stretch, from }, this.#expected(sound))
    if (found === undefined) return open ? "too short" : undefined
    return found.begins ? 1 + found.lines : "too short"
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

  #expected(sound: boolean) {
    return { delimiter: this.#delimiter, width: this.#width ?? 0, sound }
  }
}

interface Stop {
  readonly at: number
  /** Reading goes on from there at once, or when there is more text. */
  readonly why: "out of step" | "too short"
}

/** A row without cells, or with nothing in them. */
export const isBlank = (cells: ReadonlyArray<string>): boolean => cells.every(cell => cell.trim() === "")

const raw = (text: string, from: number, to: number): string =>
  text.slice(from, Math.min(to - 1, from + rawLength))
