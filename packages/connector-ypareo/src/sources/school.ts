/** A school at YPAREO: a source for each of its lists. */
import type { Source } from "@rollcall/core"
import { Effect } from "effect"
import { endpoints } from "../api/endpoints.ts"
import type {
  Apprenant,
  Contrat,
  Entreprise,
  Formation,
  Groupe,
  Periode,
  Personnel,
  Site
} from "../api/records.ts"
import { isRetired } from "../api/retired.ts"
import { type Options, settingsOf } from "../options.ts"
import { type Below, groupsBelow, type Node } from "./groups.ts"
import { type WithAccount, type WithCompany, withAccounts, withCompanies } from "./joins.ts"
import { listing } from "./listing.ts"
import { service } from "./Service.ts"
import { groupBelongs, learnerBelongs } from "./sites.ts"

/** Its sources share one rate limit and one token. */
export interface School {
  readonly name: string
  /** The learners of the period, each with the enrolments of all years; of the sites, where those are given. */
  readonly learners: Source.Source<Apprenant>
  /** Learners with the company that employs them, by the contracts of the period. */
  readonly withCompanies: <A extends Apprenant>(learners: Source.Source<A>) => Source.Source<A & WithCompany>
  /** Learners with the account that the school gave them, which has their professional e-mail. */
  readonly withAccounts: <A extends Apprenant>(learners: Source.Source<A>) => Source.Source<A & WithAccount>
  /** All staff accounts, trainers or not. */
  readonly staff: Source.Source<Personnel>
  /** The groups of the period; of the sites, where those are given. */
  readonly groups: Source.Source<Groupe>
  /** Groups and the formations or sites that those which count stand below: unless said, all that are still used. */
  readonly groupsBelow: (below: Below, counts?: (groupe: Groupe) => boolean) => Source.Source<Node>
  readonly periods: Source.Source<Periode>
  readonly sites: Source.Source<Site>
  readonly formations: Source.Source<Formation>
  readonly companies: Source.Source<Entreprise>
  /** The contracts of the period. */
  readonly contracts: Source.Source<Contrat>
}

/**
 * The sources of one school. Nothing is asked for before rows are, and then each list by itself: one that the token may
 * not call ends its own source as `Denied`. Places have the list and the record's number, and its key where it is listed
 * by key. A record of a wrong shape is a damaged row.
 */
export const school = (options: Options): School => {
  const settings = settingsOf(options)
  const asked = service(settings)
  const { period, sites: codes } = settings
  const periods = listing(asked, endpoints.periodes)
  const sites = listing(asked, endpoints.sites)
  const formations = listing(asked, endpoints.formations)
  const companies = listing(asked, endpoints.entreprises)
  const accounts = listing(asked, endpoints.comptes)
  const ofPeriod = period === "current" ? [periods] : []
  const groups = listing(asked, endpoints.groupes, {
    parts: ofPeriod,
    ...(codes.length > 0 && { belonging: Effect.succeed(groupBelongs(codes)) })
  })
  const learners = listing(asked, endpoints.apprenants, {
    parts: codes.length > 0 ? [...ofPeriod, sites] : ofPeriod,
    ...(codes.length > 0 && { belonging: learnerBelongs(asked, codes) })
  })
  const contracts = listing(asked, endpoints.contrats, { parts: ofPeriod })
  return {
    name: settings.name,
    learners,
    withCompanies: learners => withCompanies(learners, contracts, companies),
    withAccounts: learners => withAccounts(learners, accounts),
    staff: listing(asked, endpoints.personnels),
    groups,
    groupsBelow: (below, counts = groupe => !isRetired(groupe)) =>
      groupsBelow(groups, { formations, sites }, below, counts),
    periods,
    sites,
    formations,
    companies,
    contracts
  }
}
