/** A learner, and the student that a target should hold. */
import { type Dice, dice } from "./Dice.ts"
import { mailbox, makeName, makePhone, type Name } from "./Person.ts"
import { type Fields, REFERENCE_TYPE } from "./Row.ts"
import { familyNames } from "./words/people.ts"
import { businesses, learnerTags, postcodes, towns } from "./words/trades.ts"

export interface Learner extends Name {
  /** Unique as text and as a number; some have leading zeros. */
  readonly code: string
  /** In lower case; brothers and sisters may share one. */
  readonly email?: string
  /** As typed, at most 20 characters. */
  readonly phone?: string
  readonly fileNumber?: string
  readonly formation?: string
  readonly company?: string
  readonly badge?: string
  readonly tags: ReadonlyArray<string>
  /** dd/MM/yyyy */
  readonly birthDate: string
  /** As a spreadsheet leaves it: some have lost their leading zero. */
  readonly postcode: string
}

/** The learner of an index, the same whoever else is asked for. */
export const makeLearner = (seed: number, curricula: ReadonlyArray<string>, index: number): Learner => {
  const d = dice(seed, "learner", index)
  const number = String(100_000 + index * 7 + d.below(7))
  const own = makeName(d)
  const ownEmail = d.chance(0.08) ? undefined : makeEmail(d, own)
  const elder =
    index > 0 && d.chance(0.03)
      ? makeLearner(seed, curricula, index - 1 - d.below(Math.min(index, 30)))
      : undefined
  const email = elder === undefined ? ownEmail : elder.email
  return {
    code: d.chance(0.2) ? number.padStart(8, "0") : number,
    firstName: own.firstName,
    lastName: elder?.lastName ?? own.lastName,
    ...(email !== undefined && { email }),
    ...(d.chance(0.9) && { phone: makePhone(d) }),
    ...(d.chance(0.95) && { fileNumber: `${2022 + d.below(4)}-${String(index + 1).padStart(6, "0")}` }),
    ...(d.chance(0.97) && { formation: d.pick(curricula) }),
    ...(d.chance(0.85) && { company: makeCompany(d) }),
    ...(d.chance(0.7) && { badge: String(d.below(10_000_000)).padStart(8, "0") }),
    tags: d.chance(0.4) ? [...new Set([d.pick(learnerTags), d.pick(learnerTags)])] : [],
    birthDate: `${two(1 + d.below(28))}/${two(1 + d.below(12))}/${1996 + d.below(13)}`,
    postcode: d.pick(postcodes)
  }
}

/** The student of a learner whose row is read as it should be. */
export const heldStudent = (learner: Learner): Fields => ({
  externalReferenceId: learner.code,
  externalReferenceType: REFERENCE_TYPE,
  lastName: learner.lastName,
  firstName: learner.firstName,
  ...(learner.email !== undefined && { email: learner.email }),
  ...(learner.phone !== undefined && { phone: learner.phone }),
  ...(learner.fileNumber !== undefined && { fileNumber: learner.fileNumber }),
  ...(learner.formation !== undefined && { curriculumName: learner.formation }),
  ...(learner.company !== undefined && { company: learner.company }),
  ...(learner.badge !== undefined && { badgeId: learner.badge }),
  ...(learner.tags.length > 0 && { tags: learner.tags })
})

/** Under `.example`, which can never be a real domain: nobody is written to by mistake. */
const makeEmail = (d: Dice, name: Name): string =>
  `${mailbox(name)}${d.chance(0.6) ? d.below(100) : ""}@${d.pick(["courriel.example", "postel.example", "boite-aux-lettres.example"])}`

const makeCompany = (d: Dice): string => {
  const family = d.pick(familyNames)
  const town = d.pick(towns)
  const common = `${d.pick(businesses)} ${family}`
  return d.pick([
    common,
    common,
    common,
    `${common} & Fils`,
    `${common}, ${town}`,
    `Mairie de ${town} Service des ressources humaines`,
    `Garage "Le Relais de ${town}"`,
    `${family}; Associés`,
    "Le Bazar à 2 €",
    "Hôtel de l’Œuf d’Or"
  ])
}

const two = (value: number): string => String(value).padStart(2, "0")
