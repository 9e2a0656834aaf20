/** The lists that YPAREO gives, each at its path, and how it is asked for (docs/ypareo.md 1, 4). */
import { Redacted } from "effect"
import { HttpClientRequest } from "effect/http"
import { readers } from "./records.ts"
import type { Reader } from "./Shape.ts"

/** A list; its name is what stands after `ypareo/` in reports. */
export interface Endpoint<A> {
  readonly name: string
  readonly path: string
  readonly reader: Reader<A>
  /** Whether it gives what belongs to a period, and must be told which. */
  readonly ofPeriod: boolean
  /** Whether it can be told which sites. */
  readonly bySite: boolean
}

const endpoint = <A>(
  name: string,
  path: string,
  reader: Reader<A>,
  narrowing: { readonly ofPeriod?: boolean; readonly bySite?: boolean } = {}
): Endpoint<A> => ({ name, path, reader, ofPeriod: false, bySite: false, ...narrowing })

export const endpoints = {
  apprenants: endpoint("apprenants", "/formation-longue/apprenants", readers.apprenant, { ofPeriod: true }),
  groupes: endpoint("groupes", "/formation-longue/groupes", readers.groupe, { ofPeriod: true, bySite: true }),
  personnels: endpoint("personnels", "/utilisateur/personnels", readers.personnel),
  comptes: endpoint("comptes", "/utilisateur/apprenants", readers.compte),
  periodes: endpoint("periodes", "/periodes", readers.periode),
  sites: endpoint("sites", "/sites", readers.site),
  formations: endpoint("formations", "/formations", readers.formation),
  entreprises: endpoint("entreprises", "/entreprises", readers.entreprise),
  contrats: endpoint("contrats", "/contrats", readers.contrat, { ofPeriod: true })
}

/** What a list is narrowed to; nothing narrows it to everything. */
export interface Narrowed {
  readonly period?: string
  readonly sites?: ReadonlyArray<string>
}

/** What it takes to ask: the base ends before `/r/v1`. */
export interface Access {
  readonly baseUrl: string
  readonly token: Redacted.Redacted
}

/** The name of the header with the token, which no trace may show. */
export const tokenHeader = "x-auth-token"

export const request = <A>(
  { baseUrl, token }: Access,
  { path }: Endpoint<A>,
  { period, sites }: Narrowed
): HttpClientRequest.HttpClientRequest =>
  HttpClientRequest.get(`${baseUrl}/r/v1${path}`).pipe(
    HttpClientRequest.acceptJson,
    HttpClientRequest.setHeader(tokenHeader, Redacted.value(token)),
    HttpClientRequest.setUrlParams({
      ...(period !== undefined && { codesPeriode: period }),
      ...(sites !== undefined && { codesSite: sites.join(",") })
    })
  )
