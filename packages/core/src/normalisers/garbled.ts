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
  if (cell === "" || !unusual.test(cell) || !suspicious.test(cell)) return undefined
  if (cell.includes("\0")) return { code: "NUL_CHARACTER", message: "has a NUL character in it" }
  if (cell.includes("\ufffd"))
    return { code: "GARBLED_TEXT", message: "has U+FFFD in it, which stands where a character was lost" }
  if (isTwice(cell))
    return { code: "GARBLED_TEXT", message: "was encoded twice: UTF-8 was read as Windows-1252 and stored" }
  if (macOrDos.test(cell))
    return {
      code: "GARBLED_TEXT",
      message: "was encoded twice: UTF-8 was read as Mac OS Roman or as a code page of DOS and stored"
    }
  if (controls.test(cell))
    return { code: "GARBLED_TEXT", message: "has control characters where text of another encoding stood" }
  if (plainControls.test(cell.trim()))
    return { code: "GARBLED_TEXT", message: "has control characters in it" }
  return undefined
}

/**
 * What ASCII has nothing of, nor the accented letters of Latin-1: without what may follow them in UTF-8 that was read
 * as another encoding, they are no sign of it.
 */
const unusual = /[^\t\n\r\x20-\x7e\u00c0-\u00c2\u00c4-\u00cf\u00d2\u00d3\u00d5-\u00ff]/
const controls = /[\u0080-\u009f]/
/** A form feed around a cell, which is taken off before, is one between the pages of a printout. */
const plainControls = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]/

/** 0x80 to 0x9F in Windows-1252; what it leaves out reads as a control character, as all of them do in Latin-1. */
const high = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

const next = `[\\u0080-\\u00bf${high}]`
const sequence = `[\\u00c2-\\u00df]${next}|[\\u00e0-\\u00ef]${next}{2}|[\\u00f0-\\u00f4]${next}{3}`
const sequences = new RegExp(sequence, "g")

/** Sound text hardly ever has any of it, and looking for all of it at once takes a quarter of the time. */
const suspicious = new RegExp(`${sequence}|[\\0-\\x08\\x0b\\f\\x0e-\\x1f\\x7f-\\x9f\\ufffdÃÐÑ√¬≈‚├┬┼ΓÔ]`)

/**
 * Whether there are characters whose bytes are one character of UTF-8. `É` before a no-break space is `ɠ` by that rule,
 * and sound French: so it must be a character that names or their punctuation have, or two of any kind side by side.
 */
const isTwice = (text: string): boolean => {
  if (lone.test(text)) return true
  let end = -1
  for (const { 0: sequence, index } of text.matchAll(sequences)) {
    const point = pointOf(sequence)
    if (point < (least[sequence.length] ?? 0)) continue
    if (index === end || likely.some(([first, last]) => first <= point && point <= last)) return true
    end = index + sequence.length
  }
  return false
}

/**
 * What is left of `à` when its no-break space has become a plain one: Ã between capitals is Portuguese, and is no word.
 * And what is left of one letter of Cyrillic, with a sign that follows Ð and Ñ in no name.
 */
const lone = /Ã(?<=\p{Ll}Ã)|Ã(?<=(?<!\p{L})Ã) |[ÐÑ][ˆ‰˜†‡ƒ¤¦¨¬¯±¶¸¼½¾]/u

/**
 * What the first byte of a character of UTF-8 is in Mac OS Roman and in CP850 or CP437, before what the second one is:
 * letters of Europe, quotes, dashes and signs. `√π` and `├──` may be meant.
 */
const macOrDos =
  /√(?<=\p{L}√)\S|√[©®™´¨≠ÆØ†°¢£§•¶ß\u00c0-\u00ff]|¬[´ª∞†]|≈[íìº]|‚Ä[ôòúùìî¶¢]|[├┬┼][^\s\u2500-\u257f]|├(?<=\p{L}├)[│┤]|ΓÇ[Öôö£¥ª]|ÔÇ[ÖÿØ£ªöô]/u

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
