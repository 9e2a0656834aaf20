/** The enrolments of a learner, and which of them is active: one, one of two, or none. */
import type { Dice } from "../Dice.ts"
import type { Campus, YpareoGroup } from "./Campus.ts"
import type { Apprenant, Frequente, Inscription } from "./records.ts"
import { bounds, type SchoolYear, someDay } from "./years.ts"

/** How a learner comes to stand in the list. */
export type Career =
  /** One enrolment, which is active. */
  | "new"
  /** One of last year too. */
  | "returning"
  /** Two that are current, one of them named under `informationsCourantes`: that one counts. */
  | "twice"
  /** The one that is named was left; another is current. */
  | "changed"
  /** The one that is named is not marked as current, and was not left. */
  | "unmarked"
  /** The only one was left. */
  | "left"
  /** As `left`, and nothing is named. */
  | "leftUnnamed"
  /** In the list of last year alone. */
  | "former"

export interface Enrolled {
  readonly inscriptions: ReadonlyArray<Inscription>
  readonly informationsCourantes: Apprenant["informationsCourantes"]
  readonly frequentes: ReadonlyArray<Frequente>
  /** The name of the formation of the active enrolment; absent of those who have left. */
  readonly formation?: string
}

/** The enrolments of a learner who came to the list in this way. */
export const enrol = (d: Dice, campus: Campus, codeApprenant: number, career: Career): Enrolled => {
  const { current, previous } = campus.years
  const enrolIn = (year: SchoolYear, at: number, state: State = "active") =>
    makeEnrolment(d, campus, { codeApprenant, codeInscription: 10 * codeApprenant + at, year, state })
  const only = enrolIn(current, 1, ofTheOnly[career])

  switch (career) {
    case "new":
    case "unmarked":
      return enrolled({ all: [only], named: only, active: only })
    case "returning":
      return enrolled({ all: [enrolIn(previous, 0, "over"), only], named: only, active: only })
    case "twice": {
      const all = [only, enrolIn(current, 2)]
      const named = d.pick(all)
      return enrolled({ all, named, active: named })
    }
    case "changed": {
      const active = enrolIn(current, 2)
      return enrolled({ all: [only, active], named: only, active })
    }
    case "left":
      return enrolled({ all: [only], named: only })
    case "leftUnnamed":
      return enrolled({ all: [only] })
    case "former":
      return enrolled({ all: [enrolIn(previous, 0, "over")] })
  }
}

type State = "active" | "unmarked" | "left" | "over"

/** What the enrolment of this year is, where it is not active. */
const ofTheOnly: { readonly [C in Career]?: State } = {
  changed: "left",
  unmarked: "unmarked",
  left: "left",
  leftUnnamed: "left"
}

interface Enrolment {
  readonly inscription: Inscription
  readonly frequente?: Frequente
}

const enrolled = (of: {
  readonly all: ReadonlyArray<Enrolment>
  readonly named?: Enrolment
  readonly active?: Enrolment
}): Enrolled => ({
  inscriptions: of.all.map(({ inscription }) => inscription),
  informationsCourantes: {
    codeInscription: of.named?.inscription.codeInscription ?? null,
    codeGroupe: of.named?.frequente?.codeGroupe ?? null
  },
  frequentes: of.all.flatMap(({ frequente }) => frequente ?? []),
  ...(of.active !== undefined && { formation: of.active.inscription.formation.nomFormation })
})

const makeEnrolment = (
  d: Dice,
  campus: Campus,
  what: {
    readonly codeApprenant: number
    readonly codeInscription: number
    readonly year: SchoolYear
    readonly state: State
  }
): Enrolment => {
  const { codeApprenant, codeInscription, year, state } = what
  const joined = campus.groups.filter(group => group.year === year && group.kind === "taught")
  const group = joined.length > 0 ? d.pick(joined).groupe : undefined
  const { first, last } = bounds(year)
  const departed = state === "left" ? someDay(d, year) : undefined
  const annee = 1 + d.below(3)
  const nomStatut = departed === undefined ? "Apprenti" : "Rupture"
  const inscription = {
    codeInscription,
    isInscriptionEnCours: state === "active" ? (1 as const) : (0 as const),
    dateDepart: departed ?? d.pick([null, ""]),
    codePeriode: year.codePeriode,
    annee,
    ...placeOf(d, campus, group),
    situation: { nomStatut, nomAnnee: `${annee}${annee === 1 ? "re" : "e"} année` },
    statut: { nomStatut }
  }
  if (group === undefined) return { inscription }
  const { codeGroupe } = group
  return { inscription, frequente: { codeApprenant, codeGroupe, dateDeb: first, dateFin: departed ?? last } }
}

/** Where and what: as the group has it, or anything where there is no group. */
const placeOf = (d: Dice, { sites, formations }: Campus, group: YpareoGroup["groupe"] | undefined) => {
  const site = sites.find(({ codeSite }) => codeSite === group?.codeSite) ?? d.pick(sites)
  const formation =
    formations.find(({ codeFormation }) => codeFormation === group?.codeFormation) ?? d.pick(formations)
  return { site: { nomSite: site.nomSite }, formation: { nomFormation: formation.nomFormation } }
}
