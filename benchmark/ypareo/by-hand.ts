/** The same reading without a library: the whole answer as text, one JSON.parse, and each field made what it means. */
import type { Ypareo } from "@rollcall/connector-ypareo"

interface Given {
  readonly [name: string]: unknown
}

/** Every learner at once. */
export const readByHand = async (url: string): Promise<ReadonlyArray<Ypareo.Apprenant>> => {
  const answer = await fetch(url)
  const parsed: unknown = JSON.parse(await answer.text())
  const records = Array.isArray(parsed) ? parsed : Object.values(Object(parsed))
  return records.map(record => learner(record))
}

const learner = (given: Given) => {
  const address = object(given.adresse)
  const current = object(given.informationsCourantes)
  return {
    codeApprenant: needed(code(given.codeApprenant)),
    nomApprenant: text(given.nomApprenant),
    prenomApprenant: text(given.prenomApprenant),
    nomJeuneFille: text(given.nomJeuneFille),
    dateNaissance: text(given.dateNaissance),
    adresse: {
      adr1: text(address.adr1),
      adr2: text(address.adr2),
      cp: text(address.cp),
      ville: text(address.ville),
      tel1: text(address.tel1),
      tel2: text(address.tel2),
      email: text(address.email)
    },
    informationsCourantes: {
      codeInscription: code(current.codeInscription),
      codeGroupe: code(current.codeGroupe)
    },
    inscriptions: list(given.inscriptions).map(enrolment)
  }
}

const enrolment = (value: unknown) => {
  const given = object(value)
  const situation = object(given.situation)
  return {
    codeInscription: code(given.codeInscription),
    isInscriptionEnCours: flag(given.isInscriptionEnCours),
    dateDepart: text(given.dateDepart),
    codePeriode: code(given.codePeriode),
    annee: text(given.annee),
    site: { nomSite: text(object(given.site).nomSite) },
    formation: { nomFormation: text(object(given.formation).nomFormation) },
    situation: { nomStatut: text(situation.nomStatut), nomAnnee: text(situation.nomAnnee) },
    statut: { nomStatut: text(object(given.statut).nomStatut) }
  }
}

const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "")

const text = (value: unknown): string | undefined => {
  if (isAbsent(value)) return undefined
  if (typeof value === "string") return value
  if (typeof value === "number") return String(value)
  throw new TypeError("no text")
}

const code = (value: unknown): string | undefined => {
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new TypeError("no code")
  return text(value)?.trim()
}

const flag = (value: unknown): boolean | undefined => {
  if (isAbsent(value) || typeof value === "boolean") return value as boolean | undefined
  const written = String(value)
  if (written === "1" || written === "true") return true
  if (written === "0" || written === "false") return false
  throw new TypeError("neither yes nor no")
}

const object = (value: unknown): Given => {
  if (isAbsent(value)) return {}
  if (typeof value === "object") return value as Given
  throw new TypeError("no object")
}

const list = (value: unknown): ReadonlyArray<unknown> =>
  Array.isArray(value) ? value : Object.values(object(value))

const needed = <A>(value: A | undefined): A => {
  if (value === undefined) throw new TypeError("is missing")
  return value
}
