/** Back into step after damage: the next line at which a record of the expected width begins. */
import { lineStart, occurrences } from "./lines.ts"
import { type Piece, pieceOf } from "./Piece.ts"

/** Part of a text in which to look. */
export interface Stretch {
  readonly text: string
  readonly from: number
  readonly to: number
  /** Whether no more text will come, or be waited for. */
  readonly sure: boolean
}

/** What a record looks like. */
export interface Expected {
  readonly delimiter: string
  readonly width: number
  /**
   * Whether the quotes around the stretch seem to be in order. Only a line with one quote at the most is then taken for
   * a record, and only among more than two columns: with fewer, many a line of a text reads like one.
   */
  readonly sound: boolean
}

/** A line at which a record begins; or, when more text is needed to tell, the first one at which it may. */
export interface Found {
  readonly at: number
  /** Lines before it. */
  readonly lines: number
  readonly begins: boolean
}

/** `undefined` when no record begins in the stretch. */
export const nextRecord = (
  { text, from, to, sure }: Stretch,
  { delimiter, width, sound }: Expected
): Found | undefined => {
  if (sound && width <= 2) return undefined
  for (let at = from, next = at, lines = 0; at < to; at = next, lines++) {
    next = lineStart(text, at, 1)
    const quotes = occurrences(text, '"', at, next)
    if (quotes === 0) {
      // Such a line is a row of its own, and need not be parsed.
      if (occurrences(text, delimiter, at, next) + 1 === width) return { at, lines, begins: true }
      continue
    }
    if (sound && quotes > 1) continue
    const end = sound ? next : lineStart(text, at, ahead)
    const piece = pieceOf(text.slice(at, end), delimiter, "first")
    if (isRecord(piece, width, quotes)) return { at, lines, begins: true }
    if (piece.open && !sound && !sure && end === text.length) return { at, lines, begins: false }
  }
  return undefined
}

/** Whether a row ends inside a quote. */
export const isOpen = ({ open, rows }: Piece, index: number): boolean => open && index === rows.length - 1

/** Whether the quotes of a row do not add up. */
export const isBroken = (piece: Piece, index: number): boolean =>
  isOpen(piece, index) || piece.misplaced.has(index) || piece.odd[index] === true

/** Lines among which a record must end to be found. */
const ahead = 16

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
