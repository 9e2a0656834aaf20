/** The records of YPAREO's web services, with the names that they have there (docs/ypareo.md 4 and 5). */

/** What the web services of one school hold, whatever the period. */
export interface YpareoRecords {
  readonly periodes: ReadonlyArray<Periode>
  readonly sites: ReadonlyArray<Site>
  readonly formations: ReadonlyArray<Formation>
  /** Of `/formation-longue/groupes`. */
  readonly groupes: ReadonlyArray<Groupe>
  /** Of `/formation-longue/apprenants`. */
  readonly apprenants: ReadonlyArray<Apprenant>
  /** Of `/apprenants/frequentes`. */
  readonly frequentes: ReadonlyArray<Frequente>
  /** Of `/utilisateur/apprenants`. */
  readonly comptesApprenants: ReadonlyArray<CompteApprenant>
  readonly personnels: ReadonlyArray<Personnel>
  /** Of `/utilisateur/personnels`. */
  readonly comptesPersonnels: ReadonlyArray<ComptePersonnel>
  readonly entreprises: ReadonlyArray<Entreprise>
  readonly contrats: ReadonlyArray<Contrat>
}

type Bit = 0 | 1

/** A text that may be absent, in either form. */
type Text = string | null

/** dd/MM/yyyy, or absent in either form. */
type Day = string | null

export interface Periode {
  readonly codePeriode: number
  readonly nomPeriode: string
  readonly dateDeb: string
  readonly dateFin: string
}

export interface Site {
  readonly codeSite: number
  readonly nomSite: string
}

export interface Formation {
  readonly codeFormation: number
  readonly nomFormation: string
  readonly abregeFormation: string
}

export interface Groupe {
  readonly codeGroupe: number
  readonly nomGroupe: string
  readonly abregeGroupe: string
  readonly etenduGroupe: Text
  readonly codeFormation: number | null
  readonly codeSite: number
  readonly dateDebut: string
  readonly dateFin: string
  /** Not null where a group exists for sales only. */
  readonly prixDeVente: number | null
  /** On retired rows only. */
  readonly nePlusUtiliser?: Bit
}

export interface Apprenant {
  readonly codeApprenant: number
  readonly nomApprenant: string
  readonly prenomApprenant: string
  readonly nomJeuneFille: Text
  readonly dateNaissance: string
  readonly adresse: {
    readonly adr1: Text
    readonly adr2: Text
    /** Some have lost their leading zero. */
    readonly cp: Text
    readonly ville: Text
    readonly tel1: Text
    readonly tel2: Text
    readonly email: Text
  }
  readonly informationsCourantes: {
    readonly codeInscription: number | null
    readonly codeGroupe: number | null
  }
  readonly inscriptions: ReadonlyArray<Inscription>
}

export interface Inscription {
  readonly codeInscription: number
  readonly isInscriptionEnCours: Bit
  readonly dateDepart: Day
  readonly codePeriode: number
  readonly annee: number
  readonly site: { readonly nomSite: string }
  readonly formation: { readonly nomFormation: string }
  readonly situation: { readonly nomStatut: string; readonly nomAnnee: string }
  readonly statut: { readonly nomStatut: string }
}

export interface Frequente {
  readonly codeApprenant: number
  readonly codeGroupe: number
  readonly dateDeb: string
  readonly dateFin: string
}

export interface CompteApprenant {
  readonly codeApprenant: number
  readonly login: string
  readonly nom: string
  readonly prenom: string
  readonly email: Text
  readonly dateNaissance: string
  readonly codeGroupe: number | null
}

export interface Personnel {
  readonly codePersonnel: number
  readonly nomPersonnel: string
  readonly prenomPersonnel: string
  readonly login: string
  readonly plusUtilise: Bit
}

export interface ComptePersonnel {
  readonly codePersonnel: number
  readonly login: string
  readonly nom: string
  readonly prenom: string
  readonly email: Text
  readonly isAdministratif: Bit
  readonly isFormateur: Bit
  /** On retired rows only. */
  readonly plusUtilise?: Bit
}

export interface Entreprise {
  readonly codeEntreprise: number
  readonly nomEntreprise: string
  readonly siret: Text
}

export interface Contrat {
  readonly codeContrat: number
  readonly codeApprenant: number
  readonly codeEntreprise: number
  readonly dateDebContrat: string
  readonly dateFinContrat: string
  readonly dateResiliation: Day
}
