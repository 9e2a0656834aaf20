/** Dates of one declared form become ISO 8601 (F23, F24). */
import { isDate } from "../entities/fields/codes.ts"
import { unguarded } from "../mapper/Spreadsheet.ts"
import { dropped } from "./Dropped.ts"
import { make, type Normaliser } from "./Normaliser.ts"

type Ordered<S extends string> = S extends string
  ? `dd${S}MM${S}yyyy` | `MM${S}dd${S}yyyy` | `yyyy${S}MM${S}dd`
  : never

/** How a source writes its dates: days and months always of two digits, years always of four. */
export type DateFormat = Ordered<"/" | "-" | "." | "">

/**
 * A date as yyyy-MM-dd, out of exactly this form or of yyyy-MM-dd itself. Nothing is guessed: a year of two digits, a
 * moment with a time, and a day that the calendar does not have are dropped.
 */
export const date = (format: DateFormat): Normaliser => {
  const declared = pattern(format, year)
  const short = pattern(format, "\\d{2}")
  return make(text => {
    const bare = unguarded(text)
    const { yyyy, MM, dd } = (iso.exec(bare) ?? declared.exec(bare))?.groups ?? {}
    if (yyyy === undefined) {
      if (short.test(bare)) return dropped("has a year of two digits")
      return dropped(`is not a date as ${format}`)
    }
    const day = `${yyyy}-${MM}-${dd}`
    return isDate(day) ? day : dropped(`is a day that the calendar does not have, as ${format}`)
  })
}

/** A year before 1000 is one of two digits that a program has filled up. */
const year = "[1-9]\\d{3}"

const pattern = (format: string, year: string): RegExp => {
  if (!declarable.test(format)) throw new TypeError(`no form of dates: "${format}"; one is "dd/MM/yyyy"`)
  const source = format
    .replaceAll(".", "\\.")
    .replace("yyyy", `(?<yyyy>${year})`)
    .replace("MM", "(?<MM>\\d{2})")
    .replace("dd", "(?<dd>\\d{2})")
  return new RegExp(`^${source}$`, "u")
}

const declarable = /^(?:dd([-/.]?)MM\1yyyy|MM([-/.]?)dd\2yyyy|yyyy([-/.]?)MM\3dd)$/u
const iso = pattern("yyyy-MM-dd", year)
