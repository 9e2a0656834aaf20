/** The figures of all proofs as a table in markdown, and what is wrong with them. */
import { type Proof, proofs } from "./counts.ts"
import type { Figures } from "./Figures.ts"

/** One line for each figure, the proofs in their order. */
export const table = (found: ReadonlyArray<Figures>): string => {
  const lines = names.flatMap(name => {
    const left = found.find(({ proof }) => proof === name)
    if (left === undefined) return []
    const figures = [[`${proofs[name].of} tried`, left.tried] as const, ...Object.entries(left.figures)]
    return figures.map(([figure, value]) => `| ${name} | ${figure} | ${written(value)} |`)
  })
  return ["| proof | figure | |", "|---|---|---:|", ...lines].join("\n")
}

/** Which proofs left no figures, or tried less than they have to. */
export const lacking = (found: ReadonlyArray<Figures>): ReadonlyArray<string> =>
  names.flatMap(name => {
    const { of, full } = proofs[name]
    const left = found.find(({ proof }) => proof === name)
    if (left === undefined) return [`${name}: left no figures`]
    return left.tried < full ? [`${name}: tried ${left.tried} ${of}, and not ${full}`] : []
  })

const names = Object.keys(proofs) as ReadonlyArray<Proof>

/** As docs are written: 1,000,000 and 12.3. */
const written = (value: number): string => value.toLocaleString("en-GB", { maximumFractionDigits: 1 })
