/** What every normaliser is: a pure function of text that never throws. */
import { type Dropped, dropped, isDropped } from "./Dropped.ts"
import { garbled } from "./garbled.ts"
import { spaced } from "./spaces.ts"

/**
 * A value made fit for a target, `undefined` where there is none, or why none can be made. What another normaliser has
 * dropped stays dropped, so one may be called on the result of another. Its own results it gives back as they are.
 */
export type Normaliser = (text: string | Dropped | null | undefined) => string | Dropped | undefined

/**
 * A normaliser out of a function that must not throw. It is given text that is not blank, has not been spoilt by an
 * encoding (F20) or cut within a character, and is in NFC without stray spaces, or as another `clean` leaves it.
 */
export const make = (
  change: (text: string) => string | Dropped | undefined,
  clean: (text: string) => string = spaced
): Normaliser => {
  return given => {
    if (given === undefined || given === null || isDropped(given)) return given ?? undefined
    // A mapper in plain JavaScript has no types.
    if (typeof given !== "string") return dropped("must be text")
    const text = clean(given)
    if (text === "") return undefined
    if (!given.isWellFormed()) return dropped("must be whole characters of Unicode")
    const made = change(text)
    // What looks spoilt only once it is composed, or in small letters, is refused at once, and not the next time.
    const spoilt = garbled(given) ?? garbled(text) ?? (typeof made === "string" ? garbled(made) : undefined)
    return spoilt === undefined ? made : dropped(spoilt.message)
  }
}
