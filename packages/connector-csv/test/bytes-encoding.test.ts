import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Csv } from "../src/index.ts"
import { readBytes, refusalOf, windows1252 } from "./reading.ts"

type Part = string | Uint8Array | ReadonlyArray<number>
const bytes = (...parts: ReadonlyArray<Part>): Uint8Array =>
  Buffer.concat(parts.map(part => (typeof part === "string" ? Buffer.from(part) : Uint8Array.from(part))))
const utf16le = (text: string): Uint8Array => Buffer.from(text, "utf16le")
const utf16be = (text: string): Uint8Array => Buffer.from(text, "utf16le").swap16()

const utf8Mark = [0xef, 0xbb, 0xbf]
const leMark = [0xff, 0xfe]
const beMark = [0xfe, 0xff]

interface Readable {
  readonly name: string
  readonly file: Uint8Array | string
  readonly declared?: Csv.Encoding
  readonly rows: ReadonlyArray<string>
  readonly encoding: string
}

const readable: ReadonlyArray<Readable> = [
  {
    name: "nothing beyond ASCII",
    file: "id;nom\n1;Martin\n",
    rows: ["2 1|Martin"],
    encoding: "utf-8"
  },
  {
    name: "UTF-8 with one bad byte, which costs its row",
    file: bytes("id;nom\n1;Zoé\n2;L", [0xe9], "a\n3;Élodie\n"),
    rows: ["2 1|Zoé", "3 GARBLED_TEXT", "4 3|Élodie"],
    encoding: "utf-8, but line 3 is not"
  },
  {
    name: "UTF-8 with bad bytes in several rows, one of which is sound elsewhere",
    file: bytes("id;nom\n1;Zoé\n2;L", [0xe9], "a\n3;É", [0xff], "\n4;Noël\n5;Œ\n"),
    rows: ["2 1|Zoé", "3 GARBLED_TEXT", "4 GARBLED_TEXT", "5 4|Noël", "6 5|Œ"],
    encoding: "utf-8, but 2 lines, the first of them line 3, are not"
  },
  {
    name: "UTF-8 whose last character is cut off",
    file: bytes("id;nom\n1;Zoé\n2;Léa\n3;Zo", [0xc3]),
    rows: ["2 1|Zoé", "3 2|Léa", "4 FILE_CUT"],
    encoding: "utf-8"
  },
  {
    name: "UTF-8 whose only accent is cut off",
    file: bytes("id;nom\n1;Ana\n2;Lou\n3;Zo", [0xc3]),
    rows: ["2 1|Ana", "3 2|Lou", "4 FILE_CUT"],
    encoding: "utf-8"
  },
  {
    name: "UTF-8 with a character in a longer form than it needs",
    file: bytes("id;nom\n1;Zoé\n2;Léa\n3;", [0xe0, 0x83, 0xa9], "\n"),
    rows: ["2 1|Zoé", "3 2|Léa", "4 GARBLED_TEXT"],
    encoding: "utf-8, but line 4 is not"
  },
  {
    name: "UTF-8 with surrogates in it, as some databases write emoji",
    file: bytes("id;nom\n1;Zoé\n2;Léa\n3;", [0xed, 0xa0, 0xbc, 0xed, 0xbe, 0x93], "\n"),
    rows: ["2 1|Zoé", "3 2|Léa", "4 GARBLED_TEXT"],
    encoding: "utf-8, but line 4 is not"
  },
  {
    name: "UTF-8 that was spoilt before it came here",
    file: "id;nom\n1;Zo\ufffd\n2;Léa\n",
    rows: ["2 GARBLED_TEXT", "3 2|Léa"],
    encoding: "utf-8"
  },
  {
    name: "UTF-8 with one row encoded twice",
    file: "id;nom\n1;ZoÃ©\n2;Léa\n",
    rows: ["2 GARBLED_TEXT", "3 2|Léa"],
    encoding: "utf-8"
  },
  {
    name: "UTF-8 with a NUL",
    file: "id;nom\n1;Z\0oé\n2;Léa\n",
    rows: ["2 NUL_CHARACTER", "3 2|Léa"],
    encoding: "utf-8"
  },
  {
    name: "a NUL in a file of a few bytes, which is neither UTF-16 nor binary for it",
    file: "id;nom\n1;\0\n2;é\n",
    rows: ["2 NUL_CHARACTER", "3 2|é"],
    encoding: "utf-8"
  },
  {
    name: "lone CRs, by which lines are counted",
    file: bytes("id;nom\r1;Zoé\r2;Léa\r3;L", [0xe9], "a\r"),
    rows: ["2 1|Zoé", "3 2|Léa", "4 GARBLED_TEXT"],
    encoding: "utf-8, but line 4 is not"
  },
  {
    name: "CR CR LF, by which lines are counted",
    file: bytes("id;nom\r\r\n1;Zoé\r\r\n2;Léa\r\r\n3;L", [0xe9], "a\r\r\n"),
    rows: ["2 1|Zoé", "3 2|Léa", "4 GARBLED_TEXT"],
    encoding: "utf-8, but line 4 is not"
  },
  {
    name: "UTF-8 with a mark and a bad byte",
    file: bytes(utf8Mark, "id;nom\n1;Léa\n2;Zo", [0xe9], "\n3;Noël\n"),
    rows: ["2 1|Léa", "3 GARBLED_TEXT", "4 3|Noël"],
    encoding: "utf-8, with a byte order mark, but line 3 is not"
  },
  {
    name: "Windows-1252 behind a mark of UTF-8",
    file: bytes(utf8Mark, windows1252("id;nom\n1;Léa\n2;Paul\n3;Zoé\n")),
    rows: ["2 GARBLED_TEXT", "3 2|Paul", "4 GARBLED_TEXT"],
    encoding:
      "utf-8, with a byte order mark, but 2 lines, the first of them line 2, are not; declare windows-1252 if that is what they are"
  },
  {
    name: "the same, as declared",
    file: bytes(utf8Mark, windows1252("id;nom\n1;Léa\n2;Paul\n3;Zoé\n")),
    declared: "windows-1252",
    rows: ["2 1|Léa", "3 2|Paul", "4 3|Zoé"],
    encoding: "windows-1252, as declared, after a byte order mark of UTF-8"
  },
  {
    name: "one line of ISO-8859-15 behind a mark of UTF-8, as declared",
    file: bytes(utf8Mark, "id;nom\n1;L", [0xe9], "a\n"),
    declared: "iso-8859-15",
    rows: ["2 1|Léa"],
    encoding: "iso-8859-15, as declared, after a byte order mark of UTF-8"
  },
  {
    name: "Windows-1252",
    file: windows1252("id;nom\n1;Martin\n2;L’aînée\n3;«\u00a0Zoé\u00a0»\n"),
    rows: ["2 1|Martin", "3 2|L’aînée", "4 3|«\u00a0Zoé\u00a0»"],
    encoding: "windows-1252, since 2 lines, the first of them line 3, are not UTF-8"
  },
  {
    name: "Windows-1252 with lone CRs, whose only accent is its last byte and may begin a character of UTF-8",
    file: windows1252("id;nom\r1;Martin\r2;Zoà"),
    rows: ["2 1|Martin", "3 FILE_CUT"],
    encoding: "utf-8"
  },
  {
    name: "Windows-1252 with one row encoded twice, as in a real export",
    file: bytes(windows1252("id;ville\n1;Besançon\n2;Orléans\n"), "3;CURAÇAO\n"),
    rows: ["2 1|Besançon", "3 2|Orléans", "4 GARBLED_TEXT"],
    encoding: "windows-1252, since 2 lines, the first of them line 2, are not UTF-8"
  },
  {
    name: "as many lines of UTF-8 as of Windows-1252",
    file: bytes(windows1252("id;nom\n1;Léa\n"), "2;Zoé\n"),
    rows: ["2 1|Léa", "3 GARBLED_TEXT"],
    encoding: "windows-1252, since line 2 is not UTF-8"
  },
  {
    name: "a byte that Windows-1252 does not have",
    file: bytes(windows1252("id;nom\n1;Léa\n2;"), [0x81], "\n"),
    rows: ["2 1|Léa", "3 GARBLED_TEXT"],
    encoding: "windows-1252, since 2 lines, the first of them line 2, are not UTF-8"
  },
  {
    name: "Windows-1252, as declared",
    file: windows1252("id;nom\n1;Léa\n"),
    declared: "windows-1252",
    rows: ["2 1|Léa"],
    encoding: "windows-1252, as declared"
  },
  {
    name: "UTF-8 that is declared as Windows-1252",
    file: "id;nom\n1;Zoé\n2;Paul\n",
    declared: "windows-1252",
    rows: ["2 GARBLED_TEXT", "3 2|Paul"],
    encoding: "windows-1252, as declared, although every byte of it is UTF-8"
  },
  {
    name: "UTF-8 with a bad byte that is declared as ISO-8859-15",
    file: bytes("id;nom\n1;Zoé\n2;Paul\n3;Léa\n4;L", [0xe9], "a\n"),
    declared: "iso-8859-15",
    rows: ["2 GARBLED_TEXT", "3 2|Paul", "4 GARBLED_TEXT", "5 4|Léa"],
    encoding: "iso-8859-15, as declared, although it is UTF-8, but line 5 is not"
  },
  {
    name: "ISO-8859-15, as declared",
    file: bytes("id;nom\n1;c", [0xbd], "ur\n2;5 ", [0xa4], "\n3;", [0xa6], "koda\n4;", [0xbe], "\n"),
    declared: "iso-8859-15",
    rows: ["2 1|cœur", "3 2|5 €", "4 3|Škoda", "5 4|Ÿ"],
    encoding: "iso-8859-15, as declared"
  },
  {
    name: "Windows-1252 that is declared as ISO-8859-15",
    file: windows1252("id;nom\n1;l’été\n2;Léa\n"),
    declared: "iso-8859-15",
    rows: ["2 GARBLED_TEXT", "3 2|Léa"],
    encoding: "iso-8859-15, as declared"
  },
  {
    name: "UTF-8, as declared",
    file: "id;nom\n1;Zoé\n",
    declared: "utf-8",
    rows: ["2 1|Zoé"],
    encoding: "utf-8, as declared"
  },
  {
    name: "UTF-8, as declared, with more bad rows than good ones",
    file: bytes("id;nom\n1;Zoé\n2;L", [0xe9], "a\n3;No", [0xeb], "l\n"),
    declared: "utf-8",
    rows: ["2 1|Zoé", "3 GARBLED_TEXT", "4 GARBLED_TEXT"],
    encoding: "utf-8, as declared, but 2 lines, the first of them line 3, are not"
  },
  {
    name: "UTF-16, little end first",
    file: bytes(leMark, utf16le("id;nom\r\n1;Léa\r\n2;Œ € 🎓\r\n3;Ωλ Пр\r\n")),
    rows: ["2 1|Léa", "3 2|Œ € 🎓", "4 3|Ωλ Пр"],
    encoding: "utf-16le, with a byte order mark"
  },
  {
    name: "UTF-16, big end first",
    file: bytes(beMark, utf16be("id\tnom\n1\tLéa\n2\t🎓\n")),
    rows: ["2 1|Léa", "3 2|🎓"],
    encoding: "utf-16be, with a byte order mark"
  },
  {
    name: "UTF-16 with a mark, as declared",
    file: bytes(leMark, utf16le("id;nom\n1;Léa\n")),
    declared: "utf-16le",
    rows: ["2 1|Léa"],
    encoding: "utf-16le, as declared"
  },
  {
    name: "UTF-16 without a mark, as declared",
    file: utf16be("id;nom\n1;Léa\n2;Ωλ\n"),
    declared: "utf-16be",
    rows: ["2 1|Léa", "3 2|Ωλ"],
    encoding: "utf-16be, as declared"
  },
  {
    name: "UTF-16 with half a pair of surrogates",
    file: bytes(leMark, utf16le("id;nom\n1;Léa\n2;\ud83c!\n3;Zoé\n")),
    rows: ["2 1|Léa", "3 GARBLED_TEXT", "4 3|Zoé"],
    encoding: "utf-16le, with a byte order mark"
  },
  {
    name: "UTF-16 with an odd number of bytes",
    file: bytes(leMark, utf16le("id;nom\n1;Léa\n2;Zoé"), [0x0a]),
    rows: ["2 1|Léa", "3 FILE_CUT"],
    encoding: "utf-16le, with a byte order mark"
  }
]

describe("the encoding of a file is found, and a bad byte costs its row", () => {
  for (const { name, file, declared, rows, encoding } of readable) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const seen = yield* readBytes(file, declared === undefined ? {} : { encoding: declared })
        expect(seen.findings).toMatchObject({ encoding })
        expect(seen.columns).toHaveLength(2)
        expect(seen.columns[0]).toBe("id")
        expect(seen.rows).toEqual(rows)
      })
    )
  }
})

const refused: ReadonlyArray<readonly [name: string, Uint8Array | string, message: string, Csv.Encoding?]> = [
  [
    "UTF-16 without a mark",
    utf16le("id;nom\n1;Léa\n"),
    "looks like UTF-16 without its byte order mark. Declare utf-16le."
  ],
  [
    "UTF-16 without a mark, big end first",
    utf16be("id;nom\n1;Léa\n"),
    "looks like UTF-16 without its byte order mark. Declare utf-16be."
  ],
  [
    "UTF-16 without a mark whose letters are not Latin",
    utf16le("код;имя\n1;Мария Иванова\n2;Олександр’\n"),
    "looks like UTF-16 without its byte order mark. Declare utf-16le."
  ],
  [
    "UTF-16 without a mark that is declared as the other",
    utf16le("id;nom\n1;Léa\n"),
    "looks like UTF-16 without its byte order mark. Declare utf-16le.",
    "utf-16be"
  ],
  [
    "UTF-16 without a mark that is declared as UTF-8",
    utf16le("id;nom\n1;Léa\n"),
    "looks like UTF-16 without its byte order mark. Declare utf-16le.",
    "utf-8"
  ],
  [
    "UTF-16 with the other mark than declared",
    bytes(beMark, utf16be("id;nom\n1;Léa\n")),
    "declared as utf-16le, but it begins with the byte order mark of UTF-16. Leave the encoding out, or declare utf-16be.",
    "utf-16le"
  ],
  [
    "UTF-16 that is declared as Windows-1252",
    bytes(leMark, utf16le("id;nom\n1;Léa\n")),
    "declared as windows-1252, but it begins with the byte order mark of UTF-16. Leave the encoding out, or declare utf-16le.",
    "windows-1252"
  ],
  [
    "UTF-8 with a mark that is declared as UTF-16",
    bytes(utf8Mark, "id;nom\n1;Léa\n"),
    "declared as utf-16le, but it begins with the byte order mark of UTF-8. Leave the encoding out, or declare utf-8.",
    "utf-16le"
  ],
  [
    "UTF-8 with a mark that is declared as Windows-1252",
    bytes(utf8Mark, "id;nom\n1;Léa\n"),
    "declared as windows-1252, but it begins with the byte order mark of UTF-8. Leave the encoding out, or declare utf-8.",
    "windows-1252"
  ],
  [
    "UTF-8 with a mark, mostly sound, that is declared as ISO-8859-15",
    bytes(utf8Mark, "id;nom\n1;Léa\n2;Zoé\n3;L", [0xe9], "a\n"),
    "declared as iso-8859-15, but it begins with the byte order mark of UTF-8. Leave the encoding out, or declare utf-8.",
    "iso-8859-15"
  ],
  [
    "UTF-8 that is declared as UTF-16",
    "id;nom\n1;Léa\n",
    "declared as utf-16be, but has none of the NUL bytes of UTF-16. Leave the encoding out.",
    "utf-16be"
  ],
  [
    "Windows-1252 that is declared as UTF-8",
    windows1252("id;nom\n1;Paul\n2;Léa\n"),
    "declared as utf-8, but line 3 is not UTF-8, and no other has an accent. Declare windows-1252, or leave the encoding out.",
    "utf-8"
  ],
  [
    "Windows-1252 that is declared as UTF-8, in many lines",
    windows1252("id;nom\n1;Zoé\n2;Léa\n"),
    "declared as utf-8, but 2 lines, the first of them line 2, are not UTF-8, and no other has an accent. Declare windows-1252, or leave the encoding out.",
    "utf-8"
  ],
  [
    "UTF-32",
    bytes([0xff, 0xfe, 0, 0, 0x69, 0, 0, 0, 0x3b, 0, 0, 0]),
    "this is UTF-32 text. Save it as CSV, UTF-8."
  ],
  [
    "UTF-32, big end first",
    bytes([0, 0, 0xfe, 0xff, 0, 0, 0, 0x69, 0, 0, 0, 0x3b]),
    "this is UTF-32 text. Save it as CSV, UTF-8."
  ]
]

describe("a file whose encoding cannot be what it seems is refused before anything is sent", () => {
  for (const [name, file, message, declared] of refused) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const source = Csv.fromBytes({
          name: "pupils.csv",
          bytes: Buffer.from(file),
          ...(declared !== undefined && { encoding: declared })
        })
        expect(yield* refusalOf(source)).toBe(`Unreadable: pupils.csv: ${message}`)
      })
    )
  }
})
