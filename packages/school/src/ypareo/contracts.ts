/** The contracts of a learner, and the company that employs them now. */
import type { Dice } from "../Dice.ts"
import type { Campus } from "./Campus.ts"
import type { Contrat } from "./records.ts"
import { someDay } from "./years.ts"

export interface Employment {
  readonly contrats: ReadonlyArray<Contrat>
  /** Of the contracts that were not ended early, that which began last. */
  readonly company?: string
}

/** None, one, one after another that was ended or that goes on, or one that was ended. */
export const employ = (d: Dice, { years, entreprises }: Campus, codeApprenant: number): Employment => {
  const way = d.below(20)
  if (way < 3 || entreprises.length === 0) return { contrats: [] }
  const { current, previous } = years
  const contractAt = (at: number, begins: string, dateResiliation: string | null): Contrat => ({
    codeContrat: 10 * codeApprenant + at,
    codeApprenant,
    codeEntreprise: d.pick(entreprises).codeEntreprise,
    dateDebContrat: begins,
    dateFinContrat: `31/08/${current.begins + 2}`,
    dateResiliation
  })
  const ended = (at: number) => contractAt(at, someDay(d, previous), someDay(d, current))
  if (way < 5) return { contrats: [ended(0)] }

  const open = () => d.pick([null, ""])
  const last = contractAt(1, someDay(d, current), open())
  const earlier = way < 8 ? [ended(0)] : way < 10 ? [contractAt(0, someDay(d, previous), open())] : []
  const company = entreprises.find(({ codeEntreprise }) => codeEntreprise === last.codeEntreprise)
  return {
    contrats: d.chance(0.5) ? [...earlier, last] : [last, ...earlier],
    ...(company !== undefined && { company: company.nomEntreprise })
  }
}
