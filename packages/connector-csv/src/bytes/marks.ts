/** Which encoding the beginning of a file gives away: by its byte order mark, or by where its NUL bytes stand. */

/** The encodings that have a byte order mark and are read. */
export type Marked = "utf-8" | Utf16

/** In which end of its two bytes a unit begins is part of the name. */
export type Utf16 = "utf-16le" | "utf-16be"

export const isUtf16 = (encoding: string | undefined): encoding is Utf16 =>
  encoding === "utf-16le" || encoding === "utf-16be"

/** Bytes of the byte order mark of UTF-8. */
export const markLength = 3

/** What the byte order mark says, if there is one; UTF-32 is known by it, and not read. */
export const markOf = (bytes: Uint8Array): Marked | "utf-32" | undefined =>
  marks.find(mark => mark.bytes.every((byte, at) => bytes[at] === byte))?.of

const marks = [
  { of: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  // Before UTF-16, whose mark it begins with.
  { of: "utf-32", bytes: [0xff, 0xfe, 0x00, 0x00] },
  { of: "utf-32", bytes: [0x00, 0x00, 0xfe, 0xff] },
  { of: "utf-16le", bytes: [0xff, 0xfe] },
  { of: "utf-16be", bytes: [0xfe, 0xff] }
] as const

/**
 * The UTF-16 that bytes without a mark look like: digits, delimiters and line ends have a NUL at every second place
 * there, the letters of any alphabet a low number, and the places between have no NUL.
 */
export const unmarkedUtf16 = (bytes: Uint8Array): Utf16 | undefined => {
  const even = placesOf(bytes, 0)
  const odd = placesOf(bytes, 1)
  if (even.nul === 0 && areHighHalves(odd)) return "utf-16le"
  if (odd.nul === 0 && areHighHalves(even)) return "utf-16be"
  return undefined
}

interface Places {
  readonly count: number
  readonly nul: number
  readonly low: number
}

const placesOf = (bytes: Uint8Array, from: 0 | 1): Places => {
  const places = bytes.filter((_, at) => at % 2 === from)
  return {
    count: places.length,
    nul: places.filter(byte => byte === 0).length,
    // Up to the punctuation and the currencies from U+2000 on.
    low: places.filter(byte => byte <= 0x21).length
  }
}

const areHighHalves = ({ count, nul, low }: Places): boolean =>
  nul > 0 && nul >= count * 0.1 && low >= count * 0.9
