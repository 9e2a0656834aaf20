/** What is typed of a person into YPAREO, and the truth behind it: a name, a phone number, an address to write to. */
import type { Dice } from "../Dice.ts"
import { mailbox, makePhone, type Name } from "../Person.ts"
import { typedText } from "../typing.ts"
import { familyNames, firstNames } from "../words/people.ts"

/** A name in the one spelling that its capitals lead back to. */
export const makeName = (d: Dice): Name => {
  const lastName = d.chance(0.1) ? `${d.pick(plainNames)}-${d.pick(plainNames)}` : d.pick(families)
  return { firstName: d.pick(firstNames), lastName }
}

/** A name as an office types it: `share` of them in capitals, some with spaces too many. */
export const typedName = (d: Dice, name: string, share: number): string =>
  typedText(d, d.chance(share) ? name.toUpperCase() : name)

/** Nothing, in one of the forms that nothing has. */
export const nothing = (d: Dice): string | null => d.pick([null, null, "", "", " "])

/** `true` of so many, else nothing in one of its forms. */
export const orNothing = (d: Dice, share: number, text: () => string): string | null =>
  d.chance(share) ? text() : nothing(d)

export interface Telephone {
  readonly tel1: string | null
  readonly tel2: string | null
  /** The first that can be dialled, in E.164. */
  readonly phone?: string
  /** Whether something is typed that cannot be dialled, and nothing else. */
  readonly lost: boolean
}

/** The two cells for phone numbers, in all the shapes of docs/failures.md F38. */
export const makeTelephone = (d: Dice): Telephone => {
  const number = makePhone(d)
  const typed = withMore(d, number)
  const phone = `+33${number.replace(/\D/g, "").slice(-9)}`
  const way = d.below(100)
  if (way < 65) return { tel1: typed, tel2: nothing(d), phone, lost: false }
  if (way < 75) return { tel1: nothing(d), tel2: typed, phone, lost: false }
  if (way < 85) return { tel1: typed, tel2: makePhone(d), phone, lost: false }
  if (way < 89) return { tel1: unusable(d), tel2: typed, phone, lost: false }
  if (way < 93) return { tel1: unusable(d), tel2: nothing(d), lost: true }
  return { tel1: nothing(d), tel2: nothing(d), lost: false }
}

/** An address at home, nobody else's unless by chance; under `.example`, which can never be a real domain. */
export const makeHomeEmail = (d: Dice, name: Name): string =>
  `${mailbox(name)}${d.chance(0.6) ? d.below(100) : ""}@${d.pick(["courriel.example", "postel.example"])}`

/** `jlebrun` of Jean Lebrun, with a number where the index is to be told apart. */
export const makeLogin = ({ firstName, lastName }: Name, index: number): string => {
  const [first = "", last = ""] = mailbox({ firstName, lastName }).split(".")
  return `${first.slice(0, 1)}${last}${index}`
}

/** dd/MM/yyyy */
export const makeBirthDate = (d: Dice, latest: number): string =>
  `${two(1 + d.below(28))}/${two(1 + d.below(12))}/${latest - d.below(13)}`

/** In capitals every "la" behind a "de" is like any other, so none has a capital of its own. */
const families = familyNames.map(name => name.replace(/^de La /, "de la "))

/** Those that can be half of a double name without a question where the capitals go. */
const plainNames = families.filter(name => /^\p{L}+$/u.test(name))

/** A second number behind it, an extension, or nothing. */
const withMore = (d: Dice, number: string): string => {
  const way = d.below(20)
  if (way === 0) return `${number} / ${makePhone(d)}`
  if (way === 1) return `${number} ou ${makePhone(d)}`
  if (way === 2) return `${number} poste ${10 + d.below(90)}`
  return number
}

const unusable = (d: Dice): string => d.pick([makePhone(d).slice(0, -1), "liste rouge"])

const two = (value: number): string => String(value).padStart(2, "0")
