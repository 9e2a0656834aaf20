/** The endpoints under `/index.php/r/v1`, and which rows each gives (docs/ypareo.md 4). */
import { type Asked, duringPeriods } from "./Asked.ts"
import type { Records } from "./records.ts"

interface List {
  /** What a keyed list is keyed by; its places, where its rows have no code of their own. */
  readonly code?: string
  /** Whether a request has to name its periods. */
  readonly byPeriod?: true
  readonly rows: (records: Records, asked: Asked) => ReadonlyArray<object>
}

/** Every endpoint, by its path. */
export const endpoints = {
  "/periodes": { code: "codePeriode", rows: ({ periodes }) => periodes },
  "/sites": { code: "codeSite", rows: ({ sites }) => sites },
  "/formations": { code: "codeFormation", rows: ({ formations }) => formations },
  "/entreprises": { code: "codeEntreprise", rows: ({ entreprises }) => entreprises },
  "/personnels": { code: "codePersonnel", rows: ({ personnels }) => personnels },
  "/utilisateur/personnels": { code: "codePersonnel", rows: records => records.comptesPersonnels },
  "/utilisateur/apprenants": { code: "codeApprenant", rows: records => records.comptesApprenants },
  "/formation-longue/apprenants": {
    code: "codeApprenant",
    byPeriod: true,
    rows: ({ apprenants }, { periods }) =>
      apprenants.filter(({ inscriptions }) =>
        inscriptions.some(({ codePeriode }) => periods.has(codePeriode))
      )
  },
  "/formation-longue/groupes": {
    code: "codeGroupe",
    byPeriod: true,
    rows: ({ periodes, groupes }, { periods, sites }) => {
      const isDuring = duringPeriods(periodes, periods)
      return groupes.filter(
        ({ codeSite, dateDebut, dateFin }) =>
          isDuring(dateDebut, dateFin) && (sites === undefined || (codeSite !== null && sites.has(codeSite)))
      )
    }
  },
  "/groupes/{codeGroupe}/apprenants": {
    code: "codeApprenant",
    rows: ({ apprenants, frequentes }, { group }) => {
      const members = frequentes.filter(({ codeGroupe }) => codeGroupe === group)
      const codes = new Set(members.map(({ codeApprenant }) => codeApprenant))
      return apprenants.filter(({ codeApprenant }) => codes.has(codeApprenant))
    }
  },
  "/apprenants/frequentes": {
    byPeriod: true,
    rows: ({ periodes, frequentes }, { periods }) => {
      const isDuring = duringPeriods(periodes, periods)
      return frequentes.filter(({ dateDeb, dateFin }) => isDuring(dateDeb, dateFin))
    }
  },
  "/contrats": {
    code: "codeContrat",
    byPeriod: true,
    rows: ({ periodes, contrats }, { periods }) => {
      const isDuring = duringPeriods(periodes, periods)
      return contrats.filter(({ dateDebContrat, dateFinContrat }) => isDuring(dateDebContrat, dateFinContrat))
    }
  }
} as const satisfies { readonly [path: `/${string}`]: List }

/** The path of an endpoint below `/index.php/r/v1`. */
export type Endpoint = keyof typeof endpoints

/** All paths. */
export const paths = Object.keys(endpoints) as ReadonlyArray<Endpoint>

/** Whether a text is such a path. */
export const isEndpoint = (path: string): path is Endpoint => Object.hasOwn(endpoints, path)

/** The list of an endpoint. */
export const listOf = (endpoint: Endpoint): List => endpoints[endpoint]
