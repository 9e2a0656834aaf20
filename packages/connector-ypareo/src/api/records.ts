/** What the lists hold, in YPAREO's own words (docs/ypareo.md 4 to 6); only what somebody reads. */
import { code, flag, text } from "./formats.ts"
import { list, type Of, object, required } from "./Shape.ts"

const inscription = {
  codeInscription: code,
  isInscriptionEnCours: flag,
  dateDepart: text,
  codePeriode: code,
  annee: text,
  site: object({ nomSite: text }),
  formation: object({ nomFormation: text }),
  situation: object({ nomStatut: text, nomAnnee: text }),
  statut: object({ nomStatut: text })
}

const apprenant = {
  codeApprenant: required(code),
  nomApprenant: text,
  prenomApprenant: text,
  nomJeuneFille: text,
  dateNaissance: text,
  adresse: object({ adr1: text, adr2: text, cp: text, ville: text, tel1: text, tel2: text, email: text }),
  informationsCourantes: object({ codeInscription: code, codeGroupe: code }),
  inscriptions: list(object(inscription))
}

const retired = { plusUtilise: flag, nePlusUtiliser: flag }

const personnel = {
  codePersonnel: required(code),
  login: text,
  nom: text,
  prenom: text,
  email: text,
  isAdministratif: flag,
  isFormateur: flag,
  ...retired
}

const groupe = {
  codeGroupe: required(code),
  nomGroupe: text,
  abregeGroupe: text,
  etenduGroupe: text,
  codeFormation: code,
  codeSite: code,
  dateDebut: text,
  dateFin: text,
  prixDeVente: text,
  ...retired
}

const periode = { codePeriode: required(code), nomPeriode: text, dateDeb: text, dateFin: text }
const site = { codeSite: required(code), nomSite: text }
const formation = { codeFormation: required(code), nomFormation: text, abregeFormation: text }
const entreprise = { codeEntreprise: required(code), nomEntreprise: text, siret: text }

const contrat = {
  codeContrat: code,
  codeApprenant: code,
  codeEntreprise: code,
  dateDebContrat: text,
  dateFinContrat: text,
  dateResiliation: text
}

const compte = { codeApprenant: code, login: text, nom: text, prenom: text, email: text, codeGroupe: code }

/** A learner with the enrolments of all years. */
export interface Apprenant extends Of<typeof apprenant> {}
/** A learner's enrolment in a course. */
export interface Inscription extends Of<typeof inscription> {}
/** A staff account; trainers are those with `isFormateur`. */
export interface Personnel extends Of<typeof personnel> {}
/** A group of learners. */
export interface Groupe extends Of<typeof groupe> {}
/** A school year. */
export interface Periode extends Of<typeof periode> {}
/** A place of teaching. */
export interface Site extends Of<typeof site> {}
/** A course. */
export interface Formation extends Of<typeof formation> {}
/** A company that employs apprentices. */
export interface Entreprise extends Of<typeof entreprise> {}
/** A learner's contract with a company. */
export interface Contrat extends Of<typeof contrat> {}
/** A learner's account. */
export interface Compte extends Of<typeof compte> {}

export const readers = {
  apprenant: object(apprenant),
  personnel: object(personnel),
  groupe: object(groupe),
  periode: object(periode),
  site: object(site),
  formation: object(formation),
  entreprise: object(entreprise),
  contrat: object(contrat),
  compte: object(compte)
}
