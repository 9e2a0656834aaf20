/** A learner: what YPAREO has of one, and what is true of them. */
import { dice } from "../Dice.ts"
import { typedEmail } from "../typing.ts"
import { postcodes, towns } from "../words/trades.ts"
import type { Campus } from "./Campus.ts"
import { type Career, enrol } from "./careers.ts"
import { employ } from "./contracts.ts"
import {
  makeBirthDate,
  makeHomeEmail,
  makeLogin,
  makeName,
  makeTelephone,
  nothing,
  orNothing,
  typedName
} from "./people.ts"
import type { Apprenant, CompteApprenant, Contrat, Frequente } from "./records.ts"

export interface YpareoLearner {
  readonly apprenant: Apprenant
  readonly compte?: CompteApprenant
  readonly frequentes: ReadonlyArray<Frequente>
  readonly contrats: ReadonlyArray<Contrat>
  readonly truth: LearnerTruth
}

export interface LearnerTruth {
  readonly firstName: string
  readonly lastName: string
  readonly personalEmail?: string
  readonly professionalEmail?: string
  /** E.164 */
  readonly phone?: string
  /** Whether a phone number is typed that cannot be dialled, and no other. */
  readonly phoneLost: boolean
  /** The name of the formation of the active enrolment; absent of those who have left. */
  readonly formation?: string
  readonly company?: string
}

/** Known of a learner without making them: even, so that those of staff can be told apart, or made equal. */
export const learnerCode = (seed: number, index: number): number =>
  590_000 + 10 * index + 2 * dice(seed, "ypareo code", index).below(5)

/** The learner of an index, the same whoever else is asked for. */
export const makeLearner = (seed: number, campus: Campus, index: number, career: Career): YpareoLearner => {
  const d = dice(seed, "ypareo apprenant", index)
  const codeApprenant = learnerCode(seed, index)
  const name = nameAt(seed, index)
  const personalEmail = homeEmail(seed, index)
  const { phone, lost, ...telephone } = makeTelephone(d)
  const { formation, frequentes, ...enrolled } = enrol(d, campus, codeApprenant, career)
  const { contrats, company } = employ(d, campus, codeApprenant)
  const dateNaissance = makeBirthDate(d, campus.years.current.begins - 15)
  const nomApprenant = typedName(d, name.lastName, 0.7)
  const prenomApprenant = typedName(d, name.firstName, 0.25)
  const town = d.below(towns.length)
  const apprenant: Apprenant = {
    codeApprenant,
    nomApprenant,
    prenomApprenant,
    nomJeuneFille: orNothing(d, 0.03, () => makeName(d).lastName.toUpperCase()),
    dateNaissance,
    adresse: {
      adr1: orNothing(d, 0.9, () => `${1 + d.below(120)} rue de la République`),
      adr2: orNothing(d, 0.1, () => `Appartement ${1 + d.below(60)}`),
      cp: postcodes[town] ?? null,
      ville: towns[town]?.toUpperCase() ?? null,
      ...telephone,
      email: personalEmail === undefined ? nothing(d) : typedEmail(d, personalEmail)
    },
    ...enrolled
  }
  const login = makeLogin(name, index)
  const professionalEmail = d.chance(0.95) ? `${login}@apprentis.cfa-val-de-loire.example` : undefined
  const compte = d.chance(0.92) && {
    codeApprenant,
    login,
    nom: nomApprenant,
    prenom: prenomApprenant,
    email: professionalEmail === undefined ? nothing(d) : typedEmail(d, professionalEmail),
    dateNaissance,
    codeGroupe: enrolled.informationsCourantes.codeGroupe
  }
  return {
    apprenant,
    ...(compte && { compte }),
    frequentes,
    contrats,
    truth: {
      ...name,
      ...(personalEmail !== undefined && { personalEmail }),
      ...(compte && professionalEmail !== undefined && { professionalEmail }),
      ...(phone !== undefined && { phone }),
      phoneLost: lost,
      ...(formation !== undefined && { formation }),
      ...(company !== undefined && { company })
    }
  }
}

/** Some have none, and some that of a brother or sister who came shortly before them. */
const homeEmail = (seed: number, index: number): string | undefined => {
  const d = dice(seed, "ypareo courriel", index)
  if (index > 0 && d.chance(0.04)) return homeEmail(seed, index - 1 - d.below(Math.min(index, 30)))
  return d.chance(0.08) ? undefined : makeHomeEmail(d, nameAt(seed, index))
}

const nameAt = (seed: number, index: number) => makeName(dice(seed, "ypareo nom", index))
