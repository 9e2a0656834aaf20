/** Counts the lines that speak for UTF-8 and those that speak against it, in one pass over the bytes of a file. */

import { Doubts } from "./Doubts.ts"

/** What the lines of a file say. A line that has both kinds of bytes counts on both sides. */
export interface Votes {
  /** Lines that have a character of UTF-8 beyond ASCII. */
  readonly sound: number
  /** Lines that have a byte which is no part of any character of UTF-8, */
  readonly unsound: number
  /** and the first of them, from 1. */
  readonly firstUnsound?: number
  /** The bytes end within a character of UTF-8, as those of a file that was cut: this speaks for neither side. */
  readonly cut?: true
}

/** Takes the bytes as they come, after the byte order mark; lines end where `LineEnds` ends them. */
export class Utf8Lines {
  /** What speaks against Windows-1252 too. */
  readonly doubts = new Doubts()
  #sound = 0
  #unsound = 0
  #firstUnsound: number | undefined
  #line = 1
  #lineIsSound = false
  #lineIsUnsound = false
  /** Whether a lone CR ends a line, once the first line has ended. */
  #lone: boolean | undefined
  #previous = 0
  /** Bytes at the end of what has come that mean nothing without those that follow. */
  #held: Uint8Array = new Uint8Array(0)

  push(chunk: Uint8Array): void {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    this.#lone ??= firstEndIsLone(bytes)
    const held = this.#lone === undefined ? Math.max(returns(bytes), unfinished(bytes)) : unfinished(bytes)
    this.#count(bytes.subarray(0, bytes.length - held))
    this.#held = bytes.slice(bytes.length - held)
  }

  /** Nothing more comes. */
  end(): Votes {
    const cut = isBegun(this.#held)
    if (!cut) this.#count(this.#held)
    this.#endLine()
    return {
      sound: this.#sound,
      unsound: this.#unsound,
      ...(this.#firstUnsound !== undefined && { firstUnsound: this.#firstUnsound }),
      ...(cut && { cut })
    }
  }

  #count(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const byte = bytes[at] ?? 0
      // Nearly all bytes: told apart first, they take half of the time.
      if (byte > carriageReturn && byte < 0x80) at++
      else if (byte >= 0x80) {
        const length = characterLength(bytes, at)
        if (length === 0) {
          this.#lineIsUnsound = true
          this.doubts.see(
            this.#line,
            at === 0 ? this.#previous : (bytes[at - 1] ?? 0),
            byte,
            bytes[at + 1] ?? 0
          )
        } else this.#lineIsSound = true
        at += length || 1
      } else {
        if (byte === lineFeed) {
          if (this.#lone !== true || (at === 0 ? this.#previous : bytes[at - 1]) !== carriageReturn)
            this.#endLine()
        } else if (byte === carriageReturn && this.#lone === true) this.#endLine()
        at++
      }
    }
    this.#previous = bytes.at(-1) ?? this.#previous
  }

  #endLine(): void {
    if (this.#lineIsSound) this.#sound++
    if (this.#lineIsUnsound) {
      this.#unsound++
      this.#firstUnsound ??= this.#line
    }
    this.#lineIsSound = false
    this.#lineIsUnsound = false
    this.#line++
  }
}

const lineFeed = 0x0a
const carriageReturn = 0x0d

/** How many bytes the character takes that begins here, beyond ASCII; 0 if none of UTF-8 does. */
const characterLength = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] ?? 0
  const length = lengthAfter(first)
  if (length === 0 || at + length > bytes.length) return 0
  const second = bytes[at + 1] ?? 0
  if (second < lowestSecond(first) || second > highestSecond(first)) return 0
  for (let next = at + 2; next < at + length; next++) if (!continues(bytes[next] ?? 0)) return 0
  return length
}

const lengthAfter = (first: number): number =>
  first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4

/** Below are characters that a shorter form has, */
const lowestSecond = (first: number): number => (first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80)

/** and above surrogates, and what is beyond Unicode. */
const highestSecond = (first: number): number => (first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf)

const continues = (byte: number): boolean => byte >= 0x80 && byte <= 0xbf

/** How many bytes at the end begin a character and do not finish it. */
const unfinished = (bytes: Uint8Array): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (!continues(byte)) return lengthAfter(byte) > back ? back : 0
  }
  return 0
}

/** Whether bytes begin a character of UTF-8 that could go on: what `unfinished` holds may be none of any. */
const isBegun = (bytes: Uint8Array): boolean => {
  const [first = 0, second] = bytes
  if (lengthAfter(first) === 0) return false
  return second === undefined || (second >= lowestSecond(first) && second <= highestSecond(first))
}

/** CRs at the end. */
const returns = (bytes: Uint8Array): number => {
  let count = 0
  while (bytes[bytes.length - 1 - count] === carriageReturn) count++
  return count
}

/** Whether the first line ends with a CR that neither LF nor CR LF follows; unknown until enough has come. */
const firstEndIsLone = (bytes: Uint8Array): boolean | undefined => {
  const at = bytes.findIndex(byte => byte === lineFeed || byte === carriageReturn)
  if (at === -1) return undefined
  const end = bytes.subarray(at, at + 3)
  if (end.length < 3 && end.every(byte => byte === carriageReturn)) return undefined
  return (
    end[0] === carriageReturn && end[1] !== lineFeed && (end[1] !== carriageReturn || end[2] !== lineFeed)
  )
}
