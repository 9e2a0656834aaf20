/** Phone numbers of all countries, against the library's own examples and its exact tables of numbers. */
import { describe, expect, it } from "@effect/vitest"
import {
  type CountryCode,
  getCountries,
  getExampleNumber,
  parsePhoneNumberFromString
} from "libphonenumber-js/max"
import examples from "libphonenumber-js/mobile/examples"
import * as Normalise from "../../src/mapper/Normalise.ts"
import { pick } from "../generate.ts"

const exampleOf = (country: CountryCode) => {
  const example = getExampleNumber(country, examples)
  return example === undefined ? [] : [{ country, example }]
}
const all = getCountries().flatMap(exampleOf)

describe("a mobile number of every country", () => {
  it("is known for nearly all of them", () => expect(all.length).toBeGreaterThan(230))

  it("is the same however it is written", () => {
    const other = all.flatMap(({ country, example }) => {
      const phone = Normalise.phone({ country })
      const written = [
        example.number,
        example.formatInternational(),
        example.formatNational(),
        example.getURI().slice(4)
      ]
      return written.filter(text => phone(text) !== example.number).map(text => `${country} ${text}`)
    })
    expect(other).toEqual([])
  })
})

describe("two numbers in a cell, or an extension behind one (F38)", () => {
  const separators = [" / ", "/", " ; ", ", ", " ou ", " - ", "\n", " x", " poste ", " #"]
  const known = new Set<string>(all.map(({ example }) => example.number))

  it.prop(
    "never become a third number",
    [pick(...all), pick(...all), pick(...separators)],
    ([first, second, separator]) => {
      const phone = Normalise.phone({ country: first.country })
      for (const rest of [second.example.formatNational(), second.example.number, "12", "123"]) {
        const found = phone(`${first.example.formatNational()}${separator}${rest}`)
        if (typeof found === "string") expect(known).toContain(found)
      }
    },
    { arbitrary: { runs: 2000 } }
  )
})

describe("a number of France or of its departments overseas", () => {
  const overseas: ReadonlyArray<CountryCode> = ["GF", "GP", "MQ", "RE", "YT"]
  const phone = Normalise.phone({ country: "FR" })

  /** What the exact tables make of it in one of them. */
  const exactly = (text: string, country: CountryCode): ReadonlyArray<string> => {
    const found = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })
    return found?.isValid() ? [found.number] : []
  }

  it("has the calling code under which it is dialled from abroad", () => {
    const wrong: Array<string> = []
    let judged = 0
    for (const beginning of ["12", "26", "59", "63", "69", "70", "75", "97"]) {
      for (let next = 0; next < 1000; next++) {
        const text = `0${beginning}${String(next).padStart(3, "0")}1234`
        const abroad = overseas.flatMap(country => exactly(text, country))
        const right = new Set([...exactly(text, "FR"), ...abroad])
        // What Martinique has not given out of 0596, the tables leave to France, where nobody has it.
        if (right.size === 0 || (text.startsWith("0596") && abroad.length === 0)) continue
        judged += 1
        const found = phone(text)
        // Some numbers are left out of which the tables are not sure, and never is one given a wrong code.
        if (typeof found === "string" ? !right.has(found) : abroad.length > 0) wrong.push(text)
      }
    }
    expect(wrong).toEqual([])
    expect(judged).toBeGreaterThan(4000)
  })
})
