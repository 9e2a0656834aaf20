/** What other lists know of learners: the company that employs them, and their account. */
import { Source } from "@rollcall/core"
import { day } from "../api/formats.ts"
import type { Compte, Contrat, Entreprise } from "../api/records.ts"

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
 * began last (docs/ypareo.md 9).
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
  return Source.lookup({
    source: learners,
    from: employed,
    key: ({ codeApprenant }) => codeApprenant,
    prefer: (held, other) => (isBetter(other, held) ? other : held),
    join: (learner, find) => {
      const contrat = find(learner.codeApprenant)
      return { ...learner, entreprise: contrat && isInForce(contrat) ? contrat.entreprise : undefined }
    }
  })
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

const isBetter = (one: Contrat, other: Contrat): boolean =>
  isInForce(one) === isInForce(other) ? beginning(one) > beginning(other) : isInForce(one)

const beginning = ({ dateDebContrat }: Contrat): string => day(dateDebContrat) ?? ""
