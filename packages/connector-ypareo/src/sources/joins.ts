/** What other lists know of learners: the company that employs them, and their account. */
import { Source } from "@rollcall/core"
import { Clock, Effect } from "effect"
import { day } from "../api/formats.ts"
import type { Compte, Contrat, Entreprise } from "../api/records.ts"
import { dayInFrance } from "./period.ts"

/** What a learner is found by. */
interface Learner {
  readonly codeApprenant: string
}

/** A learner with the company of the contract, where there is one. */
export interface WithCompany {
  readonly entreprise: Entreprise | undefined
}

/** A learner with the account, where there is one. */
export interface WithAccount {
  readonly compte: Account | undefined
}

type Account = Pick<Compte, "email">

/**
 * Holds every company in memory, and one contract for every learner: of those that were not terminated, the one that
 * began last; one that is yet to begin only where no other is (docs/ypareo.md 9).
 */
export const withCompanies = <A extends Learner>(
  learners: Source.Source<A>,
  contracts: Source.Source<Contrat>,
  companies: Source.Source<Entreprise>
): Source.Source<A & WithCompany> => {
  const employed = Source.lookup({
    source: contracts,
    from: companies,
    key: ({ codeEntreprise }) => codeEntreprise,
    join: (contrat, find): Employed => ({ ...contrat, entreprise: find(contrat.codeEntreprise) })
  })
  const joinedOn = (today: string) =>
    Source.lookup({
      source: learners,
      from: employed,
      key: ({ codeApprenant }) => codeApprenant,
      prefer: (held, other) => (isBetter(today, other, held) ? other : held),
      join: (learner, find) => {
        const contrat = find(learner.codeApprenant)
        return { ...learner, entreprise: contrat && isInForce(contrat) ? contrat.entreprise : undefined }
      }
    })
  return {
    ...joinedOn(""),
    open: Effect.flatMap(Clock.currentTimeMillis, millis => joinedOn(dayInFrance(millis)).open)
  }
}

/** Holds an e-mail in memory for every learner that has an account. */
export const withAccounts = <A extends Learner>(
  learners: Source.Source<A>,
  accounts: Source.Source<Compte>
): Source.Source<A & WithAccount> =>
  Source.lookup({
    source: learners,
    from: accounts,
    key: ({ codeApprenant }) => codeApprenant,
    keep: ({ email }): Account => (email === undefined ? {} : { email }),
    join: (learner, find) => ({ ...learner, compte: find(learner.codeApprenant) })
  })

interface Employed extends Contrat, WithCompany {}

const isInForce = ({ dateResiliation }: Contrat): boolean => dateResiliation === undefined

const isBetter = (today: string, one: Contrat, other: Contrat): boolean => {
  if (isInForce(one) !== isInForce(other)) return isInForce(one)
  const [ones, others] = [beginning(one), beginning(other)]
  if (ones <= today !== others <= today) return ones <= today
  return ones <= today ? ones > others : ones < others
}

const beginning = ({ dateDebContrat }: Contrat): string => day(dateDebContrat) ?? ""
