/** Text of every class that something on the way to a table may spoil, and text at the limits of a field. */

const classes = {
  scripts: [
    "\u0141ukasz \u017b\u00f3\u0142\u0107",
    "\u0395\u03bb\u03ad\u03bd\u03b7",
    "\u0414\u043c\u0438\u0442\u0440\u0438\u0439",
    "\u0645\u062d\u0645\u062f",
    "\u05d0\u05d1\u05e8\u05d4\u05dd",
    "\u674e\u5c0f\u9f8d",
    "\u092a\u094d\u0930\u093f\u092f\u093e",
    "\ud55c\uad6d\uc5b4",
    "\u{20bb7}\u91ce"
  ],
  direction: ["\u202eabc\u202c", "\u200f\u05e9\u200e", "\u2067abc\u2069"],
  emoji: [
    "\u{1f600}",
    "\u{1f469}\u200d\u{1f469}\u200d\u{1f467}",
    "\u{1f3f3}\ufe0f\u200d\u{1f308}",
    "\u{1f1eb}\u{1f1f7}"
  ],
  invisible: ["a\u200bb", "\ufeffa", "a\u2060", "a\u00adb", "a\u200cb", "\u200b"],
  controls: [
    "a\0b",
    "\0",
    "a\x01\x1f",
    "a\x1ab",
    "a\x7f",
    "a\r\n\tb",
    "a\u0085b",
    "a\u2028b",
    "a\bb",
    "a\x1b[31m"
  ],
  sql: [
    "O'Brien",
    '"',
    "`",
    "'; DROP TABLE rollcall_students; -- ",
    "\\' OR 1=1 #",
    "' UNION SELECT 1 /*",
    "%_",
    "?",
    "??",
    "\\?",
    ":name",
    "$1",
    "NULL",
    "null",
    "\\N",
    "DEFAULT",
    "0x41",
    "CURRENT_USER()"
  ],
  json: ['{"a":1}', "[1]", "[]", "$[0]", "true", "1e999", "0", "\\u0000", '\\"'],
  backslashes: ["\\", "\\\\", "C:\\new\\table\\0", "a\\"],
  combination: [
    "\u00e9",
    "e\u0301",
    "\u212b",
    "\u00c5",
    "A\u030a",
    "q\u0307\u0323",
    "q\u0323\u0307",
    "\ufb01",
    "\u1e9b\u0323"
  ],
  lookalikes: ["Ann", "\u0410nn", "\uff21nn", "ann", "\u00df", "SS", "\u0130", "\u0131", "i"],
  spaces: ["Ann ", " Ann", "Ann  Lee", "\u00a0Ann", "Ann\u3000", "\u2003", " "],
  edges: ["\uffff", "\ufffe", "\u{10ffff}", "\ue000", "\ufffd", "\ud7ff", "\u{10000}"],
  halves: ["\ud800", "a\udc00", "\udc00\ud800", "\ud83dx\ude00"],
  empty: [""]
} as const

/** Those of every class. */
export const texts: ReadonlyArray<string> = Object.values(classes).flat()

/** What a character may be at a limit: one byte or four, one that Unicode composes from two or takes apart into three. */
const characters = ["a", "\u{1f600}", "'", "\\", "\0", "e\u0301", "\u0958", "\ufb2c", "\u{1d160}", "\u0130"]

/** Texts of just as many code points as a field may have, and of one more. */
export const atLimit = (most: number): ReadonlyArray<string> =>
  characters.flatMap(character =>
    [most, most + 1].map(length => [...character.repeat(length)].slice(0, length).join(""))
  )

/** Longer than any field, than what a server takes for a key, and than what it takes for a statement once escaped. */
export const veryLong: ReadonlyArray<string> = [
  "a".repeat(5000),
  "\u{1f600}".repeat(100_000),
  "'".repeat(9 * 1024 * 1024),
  "\0".repeat(2 * 1024 * 1024)
]
