/** What can be tried out in full: the days of some years, the postcodes that lose a zero, the letters of names. */
import { describe, expect, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import * as Normalise from "../../src/mapper/Normalise.ts"
import { list, pick } from "../generate.ts"

const two = (number: number): string => String(number).padStart(2, "0")

describe("every day of a leap year, of the year before it, and of two centuries' ends", () => {
  const forms: ReadonlyArray<readonly [Normalise.DateFormat, (d: string, M: string, y: number) => string]> = [
    ["dd/MM/yyyy", (d, M, y) => `${d}/${M}/${y}`],
    ["MM-dd-yyyy", (d, M, y) => `${M}-${d}-${y}`],
    ["yyyy.MM.dd", (d, M, y) => `${y}.${M}.${d}`],
    ["ddMMyyyy", (d, M, y) => `${d}${M}${y}`]
  ]

  it.each(forms)("is taken as %s exactly if the calendar has it", (format, write) => {
    const date = Normalise.date(format)
    for (const year of [1900, 2000, 2023, 2024]) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const found = date(write(two(day), two(month), year))
          const calendar = new Date(Date.UTC(year, month - 1, day))
          const exists = calendar.getUTCMonth() === month - 1 && calendar.getUTCDate() === day
          if (exists) expect(found).toBe(`${year}-${two(month)}-${two(day)}`)
          else expect(Normalise.isDropped(found)).toBe(true)
        }
      }
    }
  })

  it.each(forms)("is left out where another form than %s was declared", (written, write) => {
    for (const [format] of forms.filter(([format]) => format !== written))
      expect(Normalise.isDropped(Normalise.date(format)(write("25", "03", 2024)))).toBe(true)
  })
})

describe("every postcode that begins with a zero (F17)", () => {
  it.each<readonly [Normalise.PostcodeCountry, number]>([
    ["FR", 9000],
    ["DE", 9000],
    ["ES", 9000]
  ])("comes back from four digits in %s", (country, count) => {
    const postcode = Normalise.postcode(country)
    const restored = Array.from({ length: count }, (_, index) => String(1000 + index)).filter(
      digits => postcode(digits) === `0${digits}` && postcode(`0${digits}`) === `0${digits}`
    )
    expect(restored).toHaveLength(count)
  })

  it.each<Normalise.PostcodeCountry>(["BE", "CH", "LU"])("is none in %s", country => {
    const postcode = Normalise.postcode(country)
    for (let code = 0; code < 1000; code++) {
      expect(Normalise.isDropped(postcode(String(code)))).toBe(true)
      expect(Normalise.isDropped(postcode(String(code).padStart(4, "0")))).toBe(true)
    }
    expect(postcode("1000")).toBe("1000")
  })
})

describe("a proper name", () => {
  const pieces = pick(
    ..."DE|LA|DU|VAN|DER|D'|L’|O'|MC|DONALD|ÉLO|İN|IŞ|ŒU|ΣΑΣ|ẞ|-| |  |.|(|)|a|é|ne".split("|")
  )
  const names = Arbitrary.map(list(pieces, 8), found => found.join(""))
  const folded = (text: string) => text.normalize("NFC").toLocaleLowerCase("tr").replaceAll("ı", "i")

  it.prop(
    "differs from what was given by the size of its letters alone",
    [names],
    ([name]) => {
      const found = Normalise.properName(name)
      expect(folded(typeof found === "string" ? found : "")).toBe(folded(Normalise.spaced(name)))
    },
    { arbitrary: { runs: 1000 } }
  )

  it.prop(
    "stays as it is once it has a small letter",
    [names, pick("e", "ß", "ø"), names],
    ([before, small, after]) => {
      const name = `${before}${small}${after}`
      expect(Normalise.properName(name)).toBe(Normalise.spaced(name))
    },
    { arbitrary: { runs: 500 } }
  )
})
