import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Utf8Lines, type Votes } from "../src/bytes/Utf8Lines.ts"
import { list, number, pick, pieces } from "./generate.ts"

/** The same by other means: text cut into lines as they are read, each decoded on its own. */
const expected = (bytes: Uint8Array): Votes => {
  const text = Buffer.from(bytes).toString("latin1")
  const first = /\r{0,2}\n|\r/.exec(text)?.[0]
  const lines = text.split(first === "\r" ? /\r\n?|\n/ : "\n").map(line => Buffer.from(line, "latin1"))
  const decoded = lines.map(line => new TextDecoder().decode(line))
  const bad = decoded.flatMap((line, index) => (line.includes("\ufffd") ? [index + 1] : []))
  return {
    sound: decoded.filter(line => /[^\x00-\x7f\ufffd]/.test(line)).length,
    unsound: bad.length,
    ...(bad[0] !== undefined && { firstUnsound: bad[0] })
  }
}

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
