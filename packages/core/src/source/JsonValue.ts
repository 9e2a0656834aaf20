/** Finds where one JSON value ends, in bytes that come in pieces: by its brackets and quotes, without judging it. */
import { Gathered } from "../http/Gathered.ts"

/** What came of a piece: the value, with the index after it, or nothing yet; or too many bytes for one value. */
export type Found = { readonly bytes: Uint8Array; readonly next: number } | "unended" | "tooLong"

export class JsonValue {
  readonly #longest: number
  readonly #held: Gathered
  #kind: "nested" | "string" | "scalar" = "scalar"
  #depth = 0
  #deepest = 0
  #inString = false
  #escaped = false

  /** Values of so many bytes at the most. */
  constructor(longest: number) {
    this.#longest = longest
    this.#held = new Gathered(longest)
  }

  /** How many lists and objects stood within one another. */
  get deepest(): number {
    return this.#deepest
  }

  /** Begins a value that begins with this byte. */
  begin(byte: number): void {
    this.#kind = byte === quote ? "string" : byte === brace || byte === bracket ? "nested" : "scalar"
    this.#depth = 0
    this.#deepest = 0
    this.#inString = false
    this.#escaped = false
    this.#held.clear()
  }

  /** Goes on with the value from here; its bytes are good until the next value begins. */
  take(piece: Uint8Array, from: number): Found {
    const end = this.#kind === "scalar" ? scalarEnd(piece, from) : this.#end(piece, from)
    const part = piece.subarray(from, end === -1 ? piece.length : end)
    if (end === -1) return this.#held.add(part) ? "unended" : "tooLong"
    if (this.#held.length === 0) {
      return part.length <= this.#longest ? { bytes: part, next: end } : "tooLong"
    }
    return this.#held.add(part) ? { bytes: this.#held.bytes(), next: end } : "tooLong"
  }

  #end(piece: Uint8Array, from: number): number {
    let at = from
    if (this.#inString) {
      at = this.#stringEnd(piece, at)
      if (at === -1) return -1
      if (this.#kind === "string") return at
    }
    let depth = this.#depth
    while (at < piece.length) {
      const byte = piece[at++]
      if (byte === quote) {
        at = this.#stringEnd(piece, at)
        if (at === -1) break
        if (this.#kind === "string") return at
      } else if (byte === brace || byte === bracket) {
        depth += 1
        if (depth > this.#deepest) this.#deepest = depth
      } else if (byte === closingBrace || byte === closingBracket) {
        depth -= 1
        if (depth === 0) return at
      }
    }
    this.#depth = depth
    return -1
  }

  /** The index after the quote that ends the string. */
  #stringEnd(piece: Uint8Array, from: number): number {
    let at = this.#escaped ? from + 1 : from
    this.#escaped = false
    while (at < piece.length) {
      const byte = piece[at++]
      if (byte === quote) {
        this.#inString = false
        return at
      }
      if (byte === backslash) at += 1
    }
    this.#inString = true
    this.#escaped = at > piece.length
    return -1
  }
}

const scalarEnd = (piece: Uint8Array, from: number): number => {
  for (let at = from; at < piece.length; at += 1) if (endsScalar.has(piece[at])) return at
  return -1
}

const [quote, backslash] = [0x22, 0x5c]
const [bracket, closingBracket] = [0x5b, 0x5d]
const [brace, closingBrace] = [0x7b, 0x7d]

/** A comma, a closing bracket, or a space of the kinds that JSON has. */
const endsScalar: ReadonlySet<number | undefined> = new Set([
  0x2c,
  closingBracket,
  closingBrace,
  0x20,
  0x09,
  0x0a,
  0x0d
])
