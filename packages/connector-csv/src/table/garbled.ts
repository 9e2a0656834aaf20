/** Text that a wrong encoding has spoilt, told by the marks it leaves (F20). */

/** What is wrong with a cell, in words that do not hold its text. */
export interface Garbled {
  readonly code: "GARBLED_TEXT" | "NUL_CHARACTER"
  readonly message: string
}

/**
 * What is wrong with the text of a cell, if anything: NUL, U+FFFD, control characters beyond ASCII, or UTF-8 that was
 * read as Windows-1252 or Latin-1 and stored.
 */
export const garbled = (cell: string): Garbled | undefined => {
  if (!unusual.test(cell)) return undefined
  if (cell.includes("\0")) return { code: "NUL_CHARACTER", message: "has a NUL character in it" }
  if (cell.includes("\ufffd"))
    return { code: "GARBLED_TEXT", message: "has U+FFFD in it, which stands where a character was lost" }
  if (isTwice(cell))
    return { code: "GARBLED_TEXT", message: "was encoded twice: UTF-8 was read as Windows-1252 and stored" }
  if (controls.test(cell))
    return { code: "GARBLED_TEXT", message: "has control characters where text of another encoding stood" }
  return undefined
}

/** What plain ASCII has nothing of. */
const unusual = /[^\x01-\x7f]/
const controls = /[\u0080-\u009f]/

/** 0x80 to 0x9F in Windows-1252; what it leaves out reads as a control character, as all of them do in Latin-1. */
const high = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

const next = `[\\u0080-\\u00bf${high}]`
const sequences = new RegExp(
  `[\\u00c2-\\u00df]${next}|[\\u00e0-\\u00ef]${next}{2}|[\\u00f0-\\u00f4]${next}{3}`,
  "g"
)

/**
 * Whether there are characters whose bytes are one character of UTF-8. `É` before a no-break space is `ɠ` by that rule,
 * and sound French: so it must be a character that names or their punctuation have, or two of any kind side by side.
 */
const isTwice = (text: string): boolean => {
  // Sound text hardly ever has one, and looking for one alone takes a quarter of the time.
  if (text.search(sequences) === -1) return false
  let end = -1
  for (const { 0: sequence, index } of text.matchAll(sequences)) {
    const point = pointOf(sequence)
    if (point < (least[sequence.length] ?? 0)) continue
    if (index === end || likely.some(([first, last]) => first <= point && point <= last)) return true
    end = index + sequence.length
  }
  return false
}

/** The character whose bytes in UTF-8 these characters are. */
const pointOf = (sequence: string): number => {
  const [first = 0, ...others] = Array.from(sequence, byteOf)
  const begun = first & (0xff >> (others.length + 2))
  return others.reduce((point, byte) => point * 64 + (byte & 0x3f), begun)
}

const byteOf = (character: string): number => {
  const at = high.indexOf(character)
  return at === -1 ? character.charCodeAt(0) : 0x80 + at
}

/** The least character that takes so many bytes. */
const least = [0, 0, 0x80, 0x800, 0x10000]

const likely: ReadonlyArray<readonly [first: number, last: number]> = [
  // Latin-1 and Latin Extended-A: the letters of nearly all of Europe.
  [0xa0, 0x17f],
  // Romanian.
  [0x218, 0x21b],
  // Vietnamese; not Ơ, which is Æ before a no-break space.
  [0x1a1, 0x1a1],
  [0x1af, 0x1b0],
  [0x1ea0, 0x1ef9],
  // Welsh, and the capital ß.
  [0x1e80, 0x1e85],
  [0x1e9e, 0x1e9e],
  // Spaces, dashes, quotes; currencies; № and ™; arrows and minus; signs; ligatures.
  [0x2000, 0x206f],
  [0x20a0, 0x20bf],
  [0x2100, 0x214f],
  [0x2190, 0x222f],
  [0x2600, 0x27bf],
  [0xfb00, 0xfb06],
  // The byte order mark, and what is left of a lost character.
  [0xfeff, 0xfeff],
  [0xfffd, 0xfffd],
  // Emoji.
  [0x1f000, 0x1faff]
]
