/** What the demo claims, and whether it held. */
import { Ledger } from "@rollcall/core"
import type { Run } from "./commands.ts"

export const say = (text: string) => process.stdout.write(`${text}\n`)

/** Says so, and ends the demo with exit code 1 if it does not hold. */
export const expect = (claim: string, holds: boolean) => {
  if (!holds) process.exitCode = 1
  say(`${holds ? "✓" : "✗ NOT TRUE:"} ${claim}`)
}

/** Whether every entity's counts are those that the generator foretold, and all rows are accounted for. */
export const foretold = (verdicts: { readonly [entity: string]: object }, { ledgers, total }: Run): boolean =>
  Ledger.balances(total) &&
  Object.entries(verdicts).every(([entity, counts]) =>
    Object.entries(counts).every(([kind, count]) => Object(ledgers[entity])[kind] === count)
  )
