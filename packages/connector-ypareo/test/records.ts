/** Records as YPAREO writes them (docs/ypareo.md 4, 5): all fields, in the form that is documented. */

type Record = { readonly [name: string]: unknown }

export const inscription = (code: number, more: Record = {}) => ({
  codeInscription: code,
  isInscriptionEnCours: 1,
  dateDepart: null,
  codePeriode: 12,
  annee: "2026-2027",
  site: { nomSite: "Lyon" },
  formation: { nomFormation: "BTS MCO" },
  situation: { nomStatut: "Apprenti", nomAnnee: "1re année" },
  statut: { nomStatut: "Apprenti" },
  ...more
})

/** A learner with one active enrolment. */
export const apprenant = (code: number, more: Record = {}) => ({
  codeApprenant: code,
  nomApprenant: "MARTIN",
  prenomApprenant: "Ada",
  nomJeuneFille: "",
  dateNaissance: "02/03/2008",
  adresse: {
    adr1: "1 rue Haute",
    adr2: "",
    cp: "69001",
    ville: "Lyon",
    tel1: "06 12 34 56 78",
    tel2: null,
    email: `ada.${code}@example.org`
  },
  informationsCourantes: { codeInscription: code * 10, codeGroupe: 7 },
  inscriptions: [inscription(code * 10)],
  ...more
})

export const personnel = (code: number, more: Record = {}) => ({
  codePersonnel: code,
  login: `trainer${code}`,
  nom: "PETIT",
  prenom: "Paul",
  email: `paul.${code}@example.org`,
  isAdministratif: 0,
  isFormateur: 1,
  ...more
})

export const groupe = (code: number, more: Record = {}) => ({
  codeGroupe: code,
  nomGroupe: `Groupe ${code}`,
  abregeGroupe: `G${code}`,
  etenduGroupe: `Le groupe ${code}`,
  codeFormation: 3,
  codeSite: 1,
  dateDebut: "01/09/2026",
  dateFin: "30/06/2027",
  prixDeVente: null,
  ...more
})

export const contrat = (code: number, learner: number, company: number, more: Record = {}) => ({
  codeContrat: code,
  codeApprenant: learner,
  codeEntreprise: company,
  dateDebContrat: "01/09/2026",
  dateFinContrat: "31/08/2028",
  dateResiliation: "",
  ...more
})
