/** What the bytes of a file say about themselves, found out in one pass over all of them. */
import { isAscii, isUtf8 } from "node:buffer"
import { createHash } from "node:crypto"

/** What was found, once every byte has been seen. */
export interface Found {
  readonly bytes: number
  /** Of all bytes, in hexadecimal. */
  readonly sha256: string
  /** Whether the bytes begin with the byte order mark of UTF-8. */
  readonly marked: boolean
  /** Whether there is anything in which UTF-8 and Windows-1252 differ. */
  readonly ascii: boolean
  /** The first line that is not UTF-8, from 1. */
  readonly notUtf8?: number
  /** What the file is if it is no text, in words. */
  readonly foreign?: string
}

/** Takes the bytes as they come; says from the first one that is not UTF-8 on which line it stands. */
export class Examination {
  readonly #hash = createHash("sha256")
  #bytes = 0
  #ascii = true
  #beginning: Uint8Array = new Uint8Array(0)
  /** The beginning of a character whose rest is still to come. */
  #held: Uint8Array = new Uint8Array(0)
  #lineFeeds = 0
  #returns = 0
  #notUtf8: number | undefined

  get notUtf8(): number | undefined {
    return this.#notUtf8
  }

  push(chunk: Uint8Array): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    if (this.#beginning.length < 8) this.#beginning = Buffer.concat([this.#beginning, chunk.subarray(0, 8)])
    if (this.#ascii) this.#ascii = isAscii(chunk)
    if (this.#notUtf8 !== undefined) return
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    const whole = bytes.subarray(0, bytes.length - unfinished(bytes))
    if (isUtf8(whole)) {
      this.#count(whole)
      this.#held = bytes.slice(whole.length)
    } else {
      this.#count(whole.subarray(0, soundLength(whole)))
      this.#notUtf8 = this.#line()
    }
  }

  end(): Found {
    if (this.#held.length > 0) this.#notUtf8 ??= this.#line()
    const foreign = signatures.find(({ bytes }) => bytes.every((byte, at) => this.#beginning[at] === byte))
    return {
      bytes: this.#bytes,
      sha256: this.#hash.digest("hex"),
      marked: mark.every((byte, at) => this.#beginning[at] === byte),
      ascii: this.#ascii,
      ...(this.#notUtf8 !== undefined && { notUtf8: this.#notUtf8 }),
      ...(foreign && { foreign: foreign.is })
    }
  }

  #count(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === 0x0a) this.#lineFeeds++
      else if (byte === 0x0d) this.#returns++
    }
  }

  /** The line that has begun. CRs end lines only in a file without any LF. */
  #line(): number {
    return 1 + (this.#lineFeeds === 0 ? this.#returns : this.#lineFeeds)
  }
}

const mark = [0xef, 0xbb, 0xbf]

const signatures = [
  { bytes: [0xff, 0xfe], is: "UTF-16 text" },
  { bytes: [0xfe, 0xff], is: "UTF-16 text" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], is: "an Excel workbook or another ZIP archive" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], is: "an old Excel workbook" }
]

/** How many bytes at the end begin a character of UTF-8 and do not finish it. */
const unfinished = (bytes: Uint8Array): number => {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return characterLength(byte) > back ? back : 0
    if (byte < 0x80) return 0
  }
  return 0
}

const characterLength = (first: number): number => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2)

/** How many bytes come before the first that is not UTF-8; found by halving. */
const soundLength = (bytes: Uint8Array): number => {
  let sound = 0
  let unsound = bytes.length
  while (unsound - sound > 1) {
    const middle = (sound + unsound) >>> 1
    const part = bytes.subarray(0, middle)
    if (isUtf8(part.subarray(0, middle - unfinished(part)))) sound = middle
    else unsound = middle
  }
  return sound
}
