/** A client with a look-alike of its own, over HTTP. */
import { createServer } from "node:http"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { YpareoLookalike as Lookalike } from "@rollcall/server"
import { Context, Effect, Exit, Layer, Logger, Redacted, Scope } from "effect"
import { HttpRouter, HttpServer } from "effect/http"

export const token = "token-for-tests"

const periode = (codePeriode: number, year: number) => ({
  codePeriode,
  nomPeriode: `${year}-${year + 1}`,
  dateDeb: `01/09/${year}`,
  dateFin: `31/08/${year + 1}`
})

const groupe = (codeGroupe: number, codeSite: number, dateDebut: string, dateFin: string) => ({
  codeGroupe,
  nomGroupe: `Groupe ${codeGroupe}`,
  codeSite,
  dateDebut,
  dateFin,
  prixDeVente: null
})

const apprenant = (codeApprenant: number, nomApprenant: string, ...periods: ReadonlyArray<number>) => ({
  codeApprenant,
  nomApprenant,
  adresse: { cp: "2300", email: null },
  inscriptions: periods.map(codePeriode => ({ codeInscription: codeApprenant + codePeriode, codePeriode }))
})

/** Two years, 11 and 14, two sites, and somebody in each of them. */
export const records = {
  periodes: [periode(14, 2026), periode(11, 2025)],
  sites: [
    { codeSite: 1, nomSite: "CFA Nîmes" },
    { codeSite: 3, nomSite: "CFA Vœuil" }
  ],
  formations: [{ codeFormation: 30, nomFormation: "CAP Pâtissier", abregeFormation: "PATI" }],
  groupes: [
    groupe(7, 1, "01/09/2026", "31/08/2027"),
    groupe(8, 3, "15/01/2027", "30/06/2027"),
    groupe(9, 1, "01/09/2025", "31/08/2027"),
    groupe(5, 1, "01/09/2025", "31/08/2026")
  ],
  apprenants: [
    apprenant(590931, "Lefèvre", 14),
    apprenant(590007, "N’Guessan", 11, 14),
    apprenant(590100, "Cœurdevey", 11)
  ],
  frequentes: [
    { codeApprenant: 590931, codeGroupe: 7, dateDeb: "01/09/2026", dateFin: "31/08/2027" },
    { codeApprenant: 590007, codeGroupe: 7, dateDeb: "01/09/2026", dateFin: "" },
    { codeApprenant: 590007, codeGroupe: 5, dateDeb: "01/09/2025", dateFin: "31/08/2026" }
  ],
  comptesApprenants: [{ codeApprenant: 590931, login: "llefevre", email: "" }],
  personnels: [{ codePersonnel: 590931, nomPersonnel: "Petit", plusUtilise: 0 }],
  comptesPersonnels: [
    { codePersonnel: 590931, nom: "Petit", email: "petit@cfa.example", isAdministratif: 0, isFormateur: 1 }
  ],
  entreprises: [{ codeEntreprise: 1200, nomEntreprise: "Boulangerie Cœur", siret: null }],
  contrats: [
    { codeContrat: 1, codeApprenant: 590931, dateDebContrat: "05/09/2026", dateFinContrat: null },
    { codeContrat: 2, codeApprenant: 590100, dateDebContrat: "05/09/2024", dateFinContrat: "31/08/2026" }
  ]
}

/** Starts a look-alike for one test; leaving the scope of an `await using` stops it. */
export const visit = async (
  options: Partial<Lookalike.Options> & {
    /** Where the server's own lines go; it writes none unless said. */
    readonly logger?: Logger.Logger<unknown, void>
  } = {}
) => {
  const { logger, ...more } = options
  const quiet = logger === undefined
  const routes = Lookalike.layer({ records, tokens: [{ value: Redacted.make(token) }], ...more })
  const service = HttpRouter.serve(routes, { disableLogger: quiet, disableListenLog: quiet }).pipe(
    Layer.provideMerge(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port: 0 })),
    Layer.provide(Logger.layer(logger === undefined ? [] : [logger]))
  )
  const scope = Scope.makeUnsafe()
  const server = Context.get(
    await Effect.runPromise(Layer.buildWithScope(service, scope)),
    HttpServer.HttpServer
  )
  const url = `${HttpServer.formatAddress(server.address)}/index.php/r/v1`
  const get = (path: string, headers: Record<string, string> = { "x-auth-token": token }) =>
    fetch(url + path, { headers })
  return {
    get,
    list: async (path: string): Promise<unknown> => (await get(path)).json(),
    post: (path: string) => fetch(url + path, { method: "POST", headers: { "x-auth-token": token } }),
    [Symbol.asyncDispose]: () => Effect.runPromise(Scope.close(scope, Exit.void))
  }
}
