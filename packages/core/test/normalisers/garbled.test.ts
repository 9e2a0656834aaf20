import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { garbled } from "../../src/normalisers/garbled.ts"
import { list, number, pick } from "../generate.ts"

/** What becomes of text when its UTF-8 is read as another encoding. */
const readAs =
  (encoding: string) =>
  (text: string): string => {
    const decoder = new TextDecoder(encoding)
    // Always as part of a stream: in one go, Node 22.19 reads Windows-1252 as Latin-1.
    return decoder.decode(Buffer.from(text), { stream: true }) + decoder.decode()
  }
const asWindows1252 = readAs("windows-1252")
const asLatin1 = (text: string): string => Buffer.from(text).toString("latin1")

/** `_` stands for a no-break space, `‖` for a narrow one. */
const spaced = (text: string): string => text.replaceAll("_", "\u00a0").replaceAll("‖", "\u202f")

const sound = [
  "",
  "Martin",
  "CHÂTEAU",
  "ÂGE",
  "ÂME",
  "D’ÂME",
  "L’ÎLE-D’YEU",
  "NOËL",
  "L’HAŸ-LES-ROSES",
  "CŒUR",
  "MŒURS",
  "Œuvrard",
  "FRANÇOIS",
  "Ç’A ÉTÉ…",
  "«_CAFÉ_»",
  "«CAFÉ»",
  "CAFÉ…",
  "CAFÉ’S",
  "CAFÉ™",
  "“ANDRÉ”",
  "ANDRÉ–JOSÉ",
  "À l’école…",
  "«_Où ça_?_»",
  "Où ça‖?",
  "«_café_»",
  "«_voilà_»",
  "é…",
  "là»…",
  "«voilà…»",
  "«_¿está?_»",
  "«_está_»",
  "Élève n°_3_: 1ª, 2º",
  "5_€",
  "3×4 = 12 ÷ 1",
  "½ journée",
  "© École ® ™",
  "São João",
  "SÃO JOÃO",
  "Conceição Irmã",
  "CONCEIÇÃO",
  "IRMÃ DULCE",
  "Ñ",
  "NUÑEZ PEÑA",
  "«ESPAÑA»",
  "¿Qué? ¡Olé!",
  "ÅSE",
  "Ångström Åland",
  "SMÅ",
  "HYVÄ",
  "Hyvää päivää",
  "Ärzte",
  "„Käfer“",
  "Großmann, STRAẞE",
  "MÜLLER-ÖZ",
  "Ærø Sørensen",
  "ÞÓRÐUR Ísafjörður",
  "BORÐ",
  "CAFFÈ_:",
  "È vero, perché?",
  "Škoda Žižek",
  "TÉŽ KÔŠ MÍŠA ÚŽAS",
  "TOMÁŠ LUKÁŠ",
  "Dvořák Čapek",
  "Łukasz Wójcik",
  "ŁÓDŹ",
  "Żółć",
  "İstanbul Şule ÇAĞ",
  "Ștefan Țepeș",
  "Ġorġ Ħal",
  "Jānis Bērziņš",
  "Nguyễn Thị Đặng",
  "NGUYỄN VĂN ƯỚC",
  "Ə Əliyev",
  "Ολυμπία Παπαδοπούλου",
  "Мария Иванова",
  "Ї Є Ґ",
  "محمد علي",
  "דוד לוי",
  "王小明",
  "ゆき",
  "김민준",
  "🎓 diplômé 👩‍🏫",
  "Zoe\u0301 (NFD)",
  "a\u00adb \u200bc",
  "tab\tand\nline",
  "\fMartin\f",
  "√2 + √π",
  "├── src",
  "‚Ärzte‘",
  "¬A ≈ B",
  "ΓΙΑΝΝΗΣ",
  "CÔTE CÔ"
].map(spaced)

const spoilt: ReadonlyArray<readonly [text: string, kind: string]> = [
  ["CURAÃ‡AO", "was encoded twice"],
  ["ZoÃ©", "was encoded twice"],
  ["HÃ©lÃ¨ne", "was encoded twice"],
  ["Ã‰lodie", "was encoded twice"],
  ["GarÃ§on", "was encoded twice"],
  ["Ã¤rzte", "was encoded twice"],
  ["MÃ¼ller", "was encoded twice"],
  ["StraÃŸe", "was encoded twice"],
  ["NuÃ±ez", "was encoded twice"],
  ["SÃ£o JoÃ£o", "was encoded twice"],
  ["Ã…se", "was encoded twice"],
  ["SÃ¸ren", "was encoded twice"],
  ["VoilÃ_", "was encoded twice"],
  ["Ã_ l’école", "was encoded twice"],
  ["lâ€™Ã©cole", "was encoded twice"],
  ["lâ€™aînée", "was encoded twice"],
  ['â€œoui"', "was encoded twice"],
  ["oui â€“ non", "was encoded twice"],
  ["oui â€” non", "was encoded twice"],
  ["oui â€¦", "was encoded twice"],
  ["5 â‚¬", "was encoded twice"],
  ["Å“uvre", "was encoded twice"],
  ["Å’UVRE", "was encoded twice"],
  ["Â«_ouiÂ_Â»", "was encoded twice"],
  ["10 nÂ°", "was encoded twice"],
  ["Å_koda", "was encoded twice"],
  ["Å¡koda", "was encoded twice"],
  ["Å»ak", "was encoded twice"],
  ["WoÅ‚ek", "was encoded twice"],
  ["È™tefan", "was encoded twice"],
  ["Nguyá»…n", "was encoded twice"],
  ["TrÆ°", "was encoded twice"],
  ["ï»¿nom", "was encoded twice"],
  ["Zoï¿½", "was encoded twice"],
  ["ðŸŽ“", "was encoded twice"],
  ["â„¢", "was encoded twice"],
  ["ÐœÐ°", "was encoded twice"],
  ["ÎœÎ±", "was encoded twice"],
  ["Zo\u00c3\u00a9", "was encoded twice"],
  ["\u00c3\u0089lodie", "was encoded twice"],
  ["l\u00e2\u0080\u0099or", "was encoded twice"],
  ["VoilÃ ", "was encoded twice"],
  ["voilÃ", "was encoded twice"],
  ["Ã l’ecole", "was encoded twice"],
  ["VoilÃ  tout", "was encoded twice"],
  ["Zo√©", "was encoded twice"],
  ["√âlodie", "was encoded twice"],
  ["Gar√ßon", "was encoded twice"],
  ["Mu√±oz", "was encoded twice"],
  ["l‚Äô√©cole", "was encoded twice"],
  ["c≈ìur", "was encoded twice"],
  ["n¬∞ 3", "was encoded twice"],
  ["Zo├®", "was encoded twice"],
  ["Zo├½", "was encoded twice"],
  ["L├│pez", "was encoded twice"],
  ["lΓÇÖ├®cole", "was encoded twice"],
  ["lÔÇÖ├®cole", "was encoded twice"],
  ["Ð˜", "was encoded twice"],
  ["Zo\x07", "has control characters"],
  ["Zo\x7f", "has control characters"],
  ["Zo\x1a", "has control characters"],
  ["12 rue\x0bLyon", "has control characters"],
  ["Zo\fé", "has control characters"],
  ["Zo\ufffd", "has U+FFFD in it"],
  ["L\ufffdonard \ufffd", "has U+FFFD in it"],
  ["l\u0092école", "has control characters"],
  ["Zo\u0082", "has control characters"],
  ["a\u0085b", "has control characters"],
  ["a\0b", "has a NUL character in it"],
  ["\0", "has a NUL character in it"],
  ["Zo\ufffd\0", "has a NUL character in it"]
]

describe("text that is sound", () => {
  it.each(sound)("%j", text => {
    expect(garbled(text)).toBeUndefined()
  })
})

describe("text that is spoilt is named by what spoilt it, and not quoted", () => {
  it.each(spoilt.map(([text, kind]) => [spaced(text), kind] as const))("%j", (text, kind) => {
    const found = garbled(text)
    expect(found?.message.slice(0, kind.length)).toBe(kind)
    expect(found?.code).toBe(text.includes("\0") ? "NUL_CHARACTER" : "GARBLED_TEXT")
  })

  it("and so is every sound text in Latin letters beyond ASCII, once it is encoded twice", () => {
    const names = sound.filter(
      text => /\p{Script=Latin}/u.test(text) && /[^\x00-\x7f]/.test(text.normalize("NFC"))
    )
    const missed = names.filter(text => garbled(asWindows1252(text.normalize("NFC"))) === undefined)
    expect(missed).toEqual([])
    expect(names.length).toBeGreaterThan(40)
  })
})

const range = (first: number, last: number): ReadonlyArray<string> =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))
const letter = /\p{L}/u
const ascii = range(0x20, 0x7e)
const accented = range(0xa0, 0x17f).filter(character => letter.test(character))
const continuing = range(0x80, 0xbf).map(character => asWindows1252(character).slice(1))

const someOf = (characters: ReadonlyArray<string>) => list(pick(...characters), 12)
const withAccent = Arbitrary.map(
  Arbitrary.all([someOf([...ascii, ...accented]), pick(...accented), someOf([...ascii, ...accented])]),
  ([before, one, after]) => [...before, one, ...after].join("")
)

describe("every text", () => {
  it.effect.prop(
    "with a letter of Latin-1 or Latin Extended-A is found when it was encoded twice, once or more often",
    [withAccent, pick(asWindows1252, asLatin1)],
    ([text, misread]) =>
      Effect.sync(() => {
        expect(garbled(misread(text))?.code).toBe("GARBLED_TEXT")
        expect(garbled(misread(misread(text)))?.code).toBe("GARBLED_TEXT")
      }),
    { arbitrary: { runs: 2000 } }
  )

  it.effect.prop(
    "is never sound with a control character in it, but for tabs, line ends, and form feeds around it",
    [someOf([...ascii, ...accented]), number(0, 0x9f), someOf([...ascii, ...accented])],
    ([before, code, after]) =>
      Effect.sync(() => {
        if (code >= 0x20 && code < 0x7f) return
        const control = String.fromCharCode(code)
        const found = garbled(`x${before.join("")}${control}${after.join("")}x`)
        if ("\t\n\r".includes(control)) expect(found?.message ?? "").not.toMatch(/control/)
        else expect(found).toBeDefined()
      }),
    { arbitrary: { runs: 2000 } }
  )

  it.effect.prop(
    "of letters is sound, unless it has Ã, or letters that are bytes of UTF-8 behind its beginning",
    [
      someOf(
        [...ascii, ...accented, ..."ẞșțơưạễỹПриветΩλάمعא"].filter(
          one => one !== "Ã" && !continuing.includes(one)
        )
      )
    ],
    ([letters]) => Effect.sync(() => expect(garbled(letters.join(""))).toBeUndefined()),
    { arbitrary: { runs: 2000 } }
  )
})
