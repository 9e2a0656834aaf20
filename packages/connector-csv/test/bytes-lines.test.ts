import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Utf8Lines, type Votes } from "../src/bytes/Utf8Lines.ts"
import { list, number, pick, pieces } from "./generate.ts"

/** The same by other means: text cut into lines as they are read, each decoded on its own. */
const expected = (bytes: Uint8Array): Votes => {
  const end = begun.exec(Buffer.from(bytes).toString("latin1"))?.index
  const text = Buffer.from(bytes).toString("latin1", 0, end)
  const first = /\r{0,2}\n|\r/.exec(text)?.[0]
  const lines = text.split(first === "\r" ? /\r\n?|\n/ : "\n").map(line => Buffer.from(line, "latin1"))
  const decoded = lines.map(line => new TextDecoder().decode(line))
  const bad = decoded.flatMap((line, index) => (line.includes("\ufffd") ? [index + 1] : []))
  return {
    sound: decoded.filter(line => /[^\x00-\x7f\ufffd]/.test(line)).length,
    unsound: bad.length,
    ...(bad[0] !== undefined && { firstUnsound: bad[0] }),
    ...(end !== undefined && { cut: true })
  }
}

/** The beginning of a character of UTF-8, at the end. */
const begun =
  /(?:[\xc2-\xdf]|[\xe0-\xef]|\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f]|[\xf0-\xf4]|\xf0[\x90-\xbf][\x80-\xbf]?|[\xf1-\xf3][\x80-\xbf]{1,2}|\xf4[\x80-\x8f][\x80-\xbf]?)$/

/** Characters, parts of characters, and what only looks like one; but no U+FFFD and no byte order mark. */
const part = pick(
  ...["a", "é", "€", "🎓", "\n", "\r", "\r\n", "\r\r\n"].map(text => [...Buffer.from(text)]),
  ...[[0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x8e], [0xa9], [0xe9], [0xff], [0xc0, 0x80], [0xe0, 0x9f, 0xbf]],
  ...[
    [0xed, 0xa0, 0x80],
    [0xf0, 0x8f, 0xbf, 0xbf],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf5, 0x80, 0x80, 0x80]
  ],
  ...[
    [0xe1, 0x80, 0x41],
    [0xed, 0x9f, 0xbf],
    [0xf4, 0x8f, 0xbf, 0xbf],
    [0xdf, 0xbf]
  ]
)

describe("the lines that are UTF-8 and those that are not", () => {
  it.effect.prop(
    "are counted alike, however the bytes are cut on their way",
    [list(part, 30), list(number(1, 7), 4, 1)],
    ([parts, sizes]) =>
      Effect.sync(() => {
        const bytes = Uint8Array.from(parts.flat())
        const lines = new Utf8Lines()
        for (const piece of pieces(bytes, sizes)) lines.push(piece)
        expect(lines.end()).toEqual(expected(bytes))
      }),
    { arbitrary: { runs: 3000 } }
  )
})

describe("signs that Windows-1252 text hardly has", () => {
  const doubts = (text: string) => {
    const lines = new Utf8Lines()
    lines.push(Buffer.from(text, "latin1"))
    lines.end()
    return lines.doubts.findings().map(({ value }) => value.split(" signs")[0])
  }

  it.each([
    ["Leb\xbduf", "œ of ISO-8859-15"],
    ["\xbcuvrard", "Œ of ISO-8859-15"],
    ["Zo\x82", "é of CP850"],
    ["Gar\x87on", "ç of CP850"],
    ["For\x88t", "ê of CP850"],
    ["Zo\x8e", "é of Mac OS Roman"],
    ["No\x89l", "ë of CP850"]
  ])("%j: %s", text => {
    expect(doubts(`a\n${text}\n${text};${text}\n`)).toEqual(["2 lines, the first of them line 2, have"])
    expect(doubts(text)).toEqual(["line 1 has"])
  })

  it.each([
    "\xbd journ\xe9e",
    "300 \xa4",
    "\x82K\xe4fer\x91",
    "\x8akoda \x8ei\x9eek",
    "TOM\xc1\x8a",
    "5\x89"
  ])("not %j", text => expect(doubts(`${text}\n`)).toEqual([]))
})
