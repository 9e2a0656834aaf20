/** What a school decides about the mapping from YPAREO (docs/ypareo-lookalike.md 4). */

export interface YpareoMapping {
  /** What stands before a code in a key: the name of its table and a hyphen, as in `apprenant-`, unless said. */
  readonly prefixes?: Partial<Prefixes> | undefined
  /** Which e-mail a learner gets, the personal one unless said. */
  readonly email?: "personal" | "professional" | undefined
  /** Whether learners get the company of their contract, false unless said. */
  readonly companies?: boolean | undefined
  /** What groups stand below, nothing unless said. */
  readonly below?: "formation" | "site" | undefined
  /** Whether groups that exist for sales only are sent too, false unless said. */
  readonly salesGroups?: boolean | undefined
}

type Table = "apprenant" | "personnel" | "groupe" | "formation" | "site"

type Prefixes = { readonly [T in Table]: string }

/** The key of a row of a table. */
export const keyOf = ({ prefixes }: YpareoMapping, table: Table, code: number): string =>
  `${prefixes?.[table] ?? `${table}-`}${code}`
