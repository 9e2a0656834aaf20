/** Text as Windows-1252 bytes. */

/** Bytes 80 to 9F, where Windows-1252 has letters and Latin-1 control characters; a bar stands where it has nothing. */
const upper = "€|‚ƒ„…†‡ˆ‰Š‹Œ|Ž||‘’“”•–—˜™š›œ|žŸ"

const bytes = new Map<number, number>()
for (let at = 0; at < upper.length; at++) if (upper[at] !== "|") bytes.set(upper.charCodeAt(at), 0x80 + at)

/** The bytes of a text; a character that has none throws a RangeError with its code point. */
export const encode1252 = (text: string): Uint8Array => {
  const out = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const byte = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : bytes.get(code)
    if (byte === undefined)
      throw new RangeError(`U+${code.toString(16).padStart(4, "0")} is not in Windows-1252`)
    out[at] = byte
  }
  return out
}
