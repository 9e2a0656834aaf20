/** Writes the learners of a large school as YPAREO answers (docs/ypareo.md 5): 60,000 take about 40 MB. */

import { once } from "node:events"
import { createWriteStream } from "node:fs"

export type Shape = "array" | "object"

/** Writes so many; the same ones every time. */
export const writeLearners = async (path: string, shape: Shape, count: number): Promise<void> => {
  const file = createWriteStream(path)
  file.write(shape === "array" ? "[" : "{")
  for (let index = 0; index < count; index += 1) {
    const learner = JSON.stringify(learnerOf(index))
    const entry = shape === "array" ? learner : `"${firstCode + index}":${learner}`
    if (!file.write(index === 0 ? entry : `,${entry}`)) await once(file, "drain")
  }
  file.end(shape === "array" ? "]" : "}")
  await once(file, "finish")
}

const firstCode = 590_000
const given = ["Léa", "Zoé", "Jean", "Anaïs", "Thomas", "Chloé", "Hugo", "Inès"]
const family = ["MARTIN", "BERNARD", "LEFÈVRE", "PETIT", "DURAND", "NGUYỄN", "MÜLLER", "O'BRIEN"]

const learnerOf = (index: number) => ({
  codeApprenant: firstCode + index,
  nomApprenant: family[index % family.length],
  prenomApprenant: given[Math.floor(index / family.length) % given.length],
  nomJeuneFille: index % 3 === 0 ? "" : null,
  dateNaissance: `${10 + (index % 18)}/0${1 + (index % 9)}/200${index % 9}`,
  adresse: {
    adr1: `${1 + (index % 200)} rue de la République`,
    adr2: "",
    cp: String(10_000 + (index % 80_000)),
    ville: "Saint-Étienne",
    tel1: "06 12 34 56 78",
    tel2: null,
    email: `eleve.${index}@example.org`
  },
  informationsCourantes: { codeInscription: 100_000 + index, codeGroupe: index % 80 },
  inscriptions: [
    {
      codeInscription: 100_000 + index,
      isInscriptionEnCours: 1,
      dateDepart: null,
      codePeriode: 12,
      annee: "2026-2027",
      site: { nomSite: "Campus de Lyon" },
      formation: { nomFormation: "BTS Management Commercial Opérationnel" },
      situation: { nomStatut: "Apprenti", nomAnnee: "1re année" },
      statut: { nomStatut: "Apprenti" }
    }
  ]
})
