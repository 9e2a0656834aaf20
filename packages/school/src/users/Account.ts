/** Accounts of apprentices and of their tutors in companies, and the users that a target should hold. */
import { type Dice, dice } from "../Dice.ts"
import { mailbox, makeName, makePhone, type Name } from "../Person.ts"
import { familyNames } from "../words/people.ts"
import { businesses, formations, towns } from "../words/trades.ts"

export interface Account extends Name {
  /** Where the code comes from: tutors and apprentices may have the same one. */
  readonly source: "YPAREO" | "ENTREPRISES"
  readonly code: string
  readonly language?: string
  readonly email?: string
  /** As typed, at most 20 characters. */
  readonly phone?: string
  readonly company?: string
  /** What the person does there, or learns. */
  readonly role: string
  readonly address?: Address
  readonly tutor?: Pick<Account, "source" | "code" | "language">
}

export interface Address {
  readonly street: string
  readonly postcode: string
  readonly town: string
}

/** An apprentice and the tutor: the pair of an index, the same whoever else is asked for. */
export const pairAt = (
  seed: number,
  index: number
): { readonly apprentice: Account; readonly tutor: Account } => {
  const d = dice(seed, "accounts", index)
  const number = String(40_000 + index * 3 + d.below(3))
  const code = d.chance(0.2) ? number.padStart(8, "0") : number
  const company = `${d.pick(businesses)} ${d.pick(familyNames)}`
  const tutor: Account = {
    ...person(d),
    source: "ENTREPRISES",
    // Every third company counts as the school does.
    code: index % 3 === 0 ? code : String(900_000 + index),
    company,
    role: "Maître d’apprentissage",
    ...(d.chance(0.8) && { address: makeAddress(d) })
  }
  const { source, language } = tutor
  const apprentice: Account = {
    ...person(d),
    source: "YPAREO",
    code,
    role: d.pick(formations).name,
    ...(d.chance(0.5) && { address: makeAddress(d) }),
    tutor: { source, code: tutor.code, ...(language !== undefined && { language }) }
  }
  return { apprentice, tutor }
}

/** A user as a target holds it: what is blank is not there. */
export interface HeldUser {
  readonly source: string
  readonly sourceId: string
  readonly language?: string
  readonly [field: string]: unknown
}

/** The triple that names a user, as one text; no part of it has a slash here. */
export const userKey = ({ sourceId, source, language }: HeldUser): string =>
  [sourceId, source, ...(language === undefined ? [] : [language])].join("/")

/** The user of an account whose row is read as it should be. */
export const heldUser = (account: Account): HeldUser => {
  const { source, code, language, firstName, lastName, email, phone, company, role, address, tutor } = account
  return {
    source,
    sourceId: code,
    ...(language !== undefined && { language }),
    firstName,
    lastName,
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(company !== undefined && { company }),
    attributes: [{ class: "user", name: "fonction", type: "text", value: role }],
    ...(address && {
      addresses: [
        {
          type: "delivery",
          code: "principale",
          street: address.street,
          postalCode: address.postcode,
          city: address.town,
          country: "FR"
        }
      ]
    }),
    ...(tutor && {
      parent: {
        source: tutor.source,
        sourceId: tutor.code,
        ...(tutor.language !== undefined && { language: tutor.language })
      }
    })
  }
}

const person = (d: Dice) => {
  const name = makeName(d)
  return {
    ...name,
    ...(d.chance(0.6) && { language: d.pick(["fr", "fr", "nl"]) }),
    ...(d.chance(0.9) && { email: `${mailbox(name)}${d.below(1000)}@courriel.example` }),
    ...(d.chance(0.7) && { phone: makePhone(d) })
  }
}

const makeAddress = (d: Dice): Address => ({
  street: `${1 + d.below(120)} ${d.pick(["rue", "avenue", "impasse"])} ${d.pick(familyNames)}`,
  postcode: String(1000 + d.below(94_000)).padStart(5, "0"),
  town: d.pick(towns)
})
