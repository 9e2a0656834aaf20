/** Which of a learner's enrolments is the active one (docs/ypareo.md 5). */
import type { Apprenant, Inscription } from "./records.ts"

/**
 * The one that `informationsCourantes` names and that nobody has left; or else the one that says it is current, the last
 * of them where there are several. None when the learner has left.
 */
export const enrolmentOf = ({
  informationsCourantes,
  inscriptions
}: Pick<Apprenant, "informationsCourantes" | "inscriptions">): Inscription | undefined => {
  const { codeInscription } = informationsCourantes
  const named = inscriptions.find(
    inscription => codeInscription !== undefined && inscription.codeInscription === codeInscription
  )
  if (named !== undefined && named.dateDepart === undefined) return named
  const current = inscriptions.filter(({ isInscriptionEnCours }) => isInscriptionEnCours === true)
  return current.findLast(({ dateDepart }) => dateDepart === undefined) ?? current.at(-1)
}
