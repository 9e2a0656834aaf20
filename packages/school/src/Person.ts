/** What learners and trainers share: a name, a mobile number, an address to write to. */
import type { Dice } from "./Dice.ts"
import { familyNames, firstNames } from "./words/people.ts"

export interface Name {
  readonly lastName: string
  readonly firstName: string
}

/** A name; some family names are double, some stand in capitals. */
export const makeName = (dice: Dice): Name => {
  const family = dice.pick(familyNames)
  const lastName = dice.chance(0.12) ? `${family}-${dice.pick(familyNames)}` : family
  return { firstName: dice.pick(firstNames), lastName: dice.chance(0.35) ? lastName.toUpperCase() : lastName }
}

/**
 * A mobile number as people type it, at most 20 characters. All lie in 06 39 98 00 00 to 06 39 98 99 99, which the
 * French numbering plan keeps for fiction: they belong to nobody.
 */
export const makePhone = (dice: Dice): string => {
  const digits = String(dice.below(10_000)).padStart(4, "0")
  const pairs = ["39", "98", digits.slice(0, 2), digits.slice(2)]
  return dice.pick([
    `06 ${pairs.join(" ")}`,
    `06 ${pairs.join(" ")}`,
    `06.${pairs.join(".")}`,
    `06-${pairs.join("-")}`,
    `06${pairs.join("")}`,
    `+33 6 ${pairs.join(" ")}`,
    `+336${pairs.join("")}`,
    `+33 (0)6 ${pairs.join(" ")}`,
    `0033 6 ${pairs.join(" ")}`
  ])
}

/** The part of an address before the @, in plain letters: `jeanbaptiste.lebœuf` becomes `jeanbaptiste.leboeuf`. */
export const mailbox = ({ firstName, lastName }: Name): string => `${plain(firstName)}.${plain(lastName)}`

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .normalize("NFD")
    .replace(/[^a-z]/g, "")
