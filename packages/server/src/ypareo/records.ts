/** What the look-alike gives: rows as YPAREO has them (docs/ypareo.md 4). Only what it looks at itself is named here. */

/** A list for each endpoint; fields that are not named pass as they are. */
export interface Records {
  readonly periodes: ReadonlyArray<Periode>
  readonly sites: ReadonlyArray<{ readonly codeSite: number }>
  readonly formations: ReadonlyArray<{ readonly codeFormation: number }>
  /** Of `/formation-longue/groupes`. */
  readonly groupes: ReadonlyArray<Groupe>
  /** Of `/formation-longue/apprenants`. */
  readonly apprenants: ReadonlyArray<Apprenant>
  /** Of `/apprenants/frequentes`. */
  readonly frequentes: ReadonlyArray<Frequente>
  /** Of `/utilisateur/apprenants`. */
  readonly comptesApprenants: ReadonlyArray<{ readonly codeApprenant: number }>
  readonly personnels: ReadonlyArray<{ readonly codePersonnel: number }>
  /** Of `/utilisateur/personnels`. */
  readonly comptesPersonnels: ReadonlyArray<{ readonly codePersonnel: number }>
  readonly entreprises: ReadonlyArray<{ readonly codeEntreprise: number }>
  readonly contrats: ReadonlyArray<Contrat>
}

/** dd/MM/yyyy; blank or null where it is not known. */
export type Day = string | null

export interface Periode {
  readonly codePeriode: number
  readonly dateDeb: Day
  readonly dateFin: Day
}

export interface Groupe {
  readonly codeGroupe: number
  readonly codeSite: number | null
  readonly dateDebut: Day
  readonly dateFin: Day
}

export interface Apprenant {
  readonly codeApprenant: number
  readonly inscriptions: ReadonlyArray<{ readonly codePeriode: number }>
}

export interface Frequente {
  readonly codeApprenant: number
  readonly codeGroupe: number
  readonly dateDeb: Day
  readonly dateFin: Day
}

export interface Contrat {
  readonly codeContrat: number
  readonly dateDebContrat: Day
  readonly dateFinContrat: Day
}
