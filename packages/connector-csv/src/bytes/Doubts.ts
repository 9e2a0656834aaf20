/** Bytes that Windows-1252 text hardly has where they stand, for files that are read so for want of anything better (F20). */
import type { Source } from "@rollcall/core"

/** To be shown every byte that is no part of UTF-8, with its neighbours; counts lines. */
export class Doubts {
  #count = 0
  #first = 0
  /** The line that was counted last. */
  #last = 0

  see(line: number, before: number, byte: number, after: number): void {
    if (line === this.#last || !isStrange(before, byte, after)) return
    this.#last = line
    this.#count += 1
    this.#first ||= line
  }

  /** What to say of a file that is read as Windows-1252 undeclared; no text of it is among the words (Law 9). */
  findings(): ReadonlyArray<Source.Finding> {
    if (this.#count === 0) return []
    const more = `${this.#count} lines, the first of them line ${this.#first}, have`
    const lines = this.#count === 1 ? `line ${this.#first} has` : more
    return [{ name: "encoding in doubt", doubtful: true, value: `${lines} ${why}` }]
  }
}

const why =
  "signs next to letters that Windows-1252 text hardly has: perhaps it is ISO-8859-15, CP850 or Mac OS Roman; declare its encoding, or export the file as UTF-8"

/**
 * ½ ¼ ¾ ¤ ¦ ¨ ¸ are what ISO-8859-15 has œ and its like for, ‚ ‡ ‰ ˆ ƒ what CP850 and Mac OS Roman have é, à, ç and ê
 * for: they touch a letter in no name.
 */
const signs = new Set([0xbd, 0xbc, 0xbe, 0xa4, 0xa6, 0xa8, 0xb8, 0x87, 0x89, 0x88, 0x83])
/** ‚ opens a quotation before a letter. */
const quote = 0x82
/** Š and Ž, the é of Mac OS Roman, begin names, or stand among capitals. */
const capitals = new Set([0x8a, 0x8e])

const isStrange = (before: number, byte: number, after: number): boolean =>
  signs.has(byte)
    ? isLetter(before) || isLetter(after)
    : byte === quote
      ? isLetter(before)
      : capitals.has(byte) && isSmall(before)

const isLetter = (byte: number): boolean =>
  isSmall(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0xc0 && byte <= 0xde && byte !== 0xd7)

const isSmall = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0xdf && byte !== 0xf7)
