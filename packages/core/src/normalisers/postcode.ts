/** Postcodes get back the zero that a spreadsheet took (F17). */
import { lostDigits, unguarded } from "../mapper/Spreadsheet.ts"
import { dropped } from "./Dropped.ts"
import { make, type Normaliser } from "./Normaliser.ts"

/** Countries whose postcodes are digits only, and what these may be. */
const countries = {
  BE: { width: 4, code: /^[1-9]\d{3}$/u },
  CH: { width: 4, code: /^[1-9]\d{3}$/u },
  DE: { width: 5, code: /^(?:0[1-9]|[1-9]\d)\d{3}$/u },
  ES: { width: 5, code: /^(?:0[1-9]|[1-4]\d|5[0-2])\d{3}$/u },
  // Departments 01 to 95, then 97 and 98 for what lies overseas, and Monaco.
  FR: { width: 5, code: /^(?:0[1-9]|[1-8]\d|9[0-578])\d{3}$/u },
  // Rome begins with two zeros.
  IT: { width: 5, code: /^(?!000)(?:[0-8]\d|9[0-8])\d{3}$/u },
  LU: { width: 4, code: /^[1-9]\d{3}$/u }
} as const

/** A country whose postcodes are known here, by its two letters. */
export type PostcodeCountry = keyof typeof countries

/** A postcode of this country with all its digits. */
export const postcode = (country: PostcodeCountry): Normaliser => {
  if (!Object.hasOwn(countries, country))
    throw new TypeError(`no country whose postcodes are known: "${country}"`)
  const { width, code } = countries[country]
  return make(text => {
    if (lostDigits(text)) return dropped(lost)
    const digits = unguarded(text).replace(/(?<=\d) (?=\d)/gu, "")
    const whole = shortened.test(digits) ? digits.padStart(width, "0") : digits
    return code.test(whole) ? whole : dropped(`is no postcode of ${country}`)
  })
}

const shortened = /^[1-9]\d{2,}$/u
const lost = "is a number like 7.5E+04: a spreadsheet has lost its last digits"
