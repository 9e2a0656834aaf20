/** Phone numbers become E.164, by the numbering plans of all countries (F38). */
import { Predicate } from "effect"
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min"
import { lostDigits, unguarded } from "../mapper/Spreadsheet.ts"
import { dropped } from "./Dropped.ts"
import { make, type Normaliser } from "./Normaliser.ts"
import { callingCode, sharesFrance } from "./overseas.ts"
import { spaced } from "./spaces.ts"

export type { CountryCode }

/**
 * A phone number in E.164, as `+33612345678`; one without a calling code is of this country. Of several numbers in a cell
 * the first one stays, and an extension goes: no digit of either is glued on. What cannot be dialled is dropped.
 */
export const phone = ({ country }: { readonly country: CountryCode }): Normaliser => {
  if (!isSupportedCountry(country))
    throw new TypeError(`no country "${country}"; one is "FR", by its two letters`)
  return make(text => {
    if (text.length > longest) return dropped("is longer than any two phone numbers")
    if (lostDigits(text)) return dropped(lost)
    const numbers = unguarded(text.replace(extension, ""))
    const parts = numbers.split(between)
    const whole = dialled(numbers, country)
    const first = dialled(parts[0] ?? "", country)
    // A slash may stand within a number as well: `040 123456/57` is one number or two.
    if (whole !== undefined && first !== undefined && whole !== first)
      return dropped("may be one phone number or two")
    const number = whole ?? parts.map(part => dialled(part, country)).find(Predicate.isNotUndefined)
    return number ?? dropped(`is no phone number that can be dialled, from ${country} or with a calling code`)
  }, lines)
}

/** UTF-16 units; the library reads no more. */
const longest = 250

/** What stands between two numbers in a cell; a slash may also stand within one. */
const between = /[;,|/]| - | (?:et|ou|and|or|und|oder) /iu

/** Lines of a cell apart, each as a text is cleaned. */
const lines = (text: string): string =>
  text
    .split(/[\r\n\u2028\u2029]+/u)
    .map(spaced)
    .filter(Boolean)
    .join("; ")

/** Other words for it, as in `ext. 12`, the library knows. */
const extension = /[ ,;]*(?:poste|interne)[ .:]*\d{1,6}$/iu

/** The one number that all of a text is, in E.164. */
const dialled = (text: string, country: CountryCode): string | undefined => {
  const number = parse(text.trim().replace(opening, "$1 "), sharesFrance(country) ? "FR" : country)
  const code = number?.countryCallingCode === "33" ? callingCode(number.nationalNumber) : undefined
  const found = number && code ? parse(`+${code}${number.nationalNumber}`, country) : number
  return found?.isValid() && e164.test(found.number) ? found.number : undefined
}

const parse = (text: string, country: CountryCode) =>
  parsePhoneNumberFromString(text, { defaultCountry: country, extract: false })

/** A calling code or a first zero in brackets. */
const opening = /^\(([+\d ]+)\)/u

/** No plan of a country has more digits, though some patterns of the library do. */
const e164 = /^\+[1-9]\d{1,14}$/u

const lost = "is a number like 6.12E+08: a spreadsheet has lost its last digits"
