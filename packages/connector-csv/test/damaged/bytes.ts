/** Text as the bytes of the encodings that exports come in. */
import { windows1252 } from "../reading.ts"

export const utf8 = (text: string): Uint8Array => Buffer.from(text, "utf8")

export const utf16le = (text: string): Uint8Array => Buffer.from(text, "utf16le")

export const utf16be = (text: string): Uint8Array => Buffer.from(text, "utf16le").swap16()

export const utf32le = (text: string): Uint8Array =>
  Buffer.concat(
    Array.from(text, character => {
      const four = Buffer.alloc(4)
      four.writeUInt32LE(character.codePointAt(0) ?? 0)
      return four
    })
  )

/** Bytes as Latin-1 shows them: `\xe9` is the byte E9. */
export const raw = (text: string): Uint8Array => Buffer.from(text, "latin1")

/** What an old Mac writes, for the letters of these files. */
export const macRoman = (text: string): Uint8Array =>
  replaced(text, { é: 0x8e, è: 0x8f, ê: 0x90, ë: 0x91, ç: 0x8d, ô: 0x99 })

/** As Windows-1252, with the euro and the letters that ISO-8859-15 has elsewhere. */
export const iso885915 = (text: string): Uint8Array =>
  replaced(text, {
    "€": 0xa4,
    Š: 0xa6,
    š: 0xa8,
    Ž: 0xb4,
    ž: 0xb8,
    Œ: 0xbc,
    œ: 0xbd,
    Ÿ: 0xbe,
    é: 0xe9,
    ë: 0xeb
  })

/** UTF-8 that somebody took for Windows-1252: `é` is `Ã©`. */
export const twice = (text: string): string => new TextDecoder("windows-1252").decode(utf8(text))

export const together = (...parts: ReadonlyArray<string | Uint8Array>): Uint8Array =>
  Buffer.concat(parts.map(part => (typeof part === "string" ? utf8(part) : part)))

const replaced = (text: string, table: { readonly [character: string]: number }): Uint8Array =>
  Uint8Array.from(text, character => table[character] ?? windows1252(character)[0] ?? 0)
