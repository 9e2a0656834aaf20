/** Rejections, warnings and the first troubles of a run, gathered as its outcomes come; bounded in memory. */

import { explain } from "../verdict/Verdict.ts"
import type { Count, Outcome, Trouble } from "./Report.ts"

const troublesKept = 100

export class Counts {
  readonly #rejections = new Map<string, { -readonly [K in keyof Count]: Count[K] }>()
  readonly #warnings = new Map<string, { -readonly [K in keyof Count]: Count[K] }>()
  readonly #troubles: Array<Trouble> = []

  add({ at, key, verdict, warnings }: Outcome): void {
    if (verdict._tag === "Rejected") count(this.#rejections, verdict)
    for (const warning of warnings) count(this.#warnings, warning)
    if (explain(verdict) === undefined || this.#troubles.length >= troublesKept) return
    this.#troubles.push(key === undefined ? { at, verdict } : { at, key, verdict })
  }

  summary() {
    return {
      rejections: mostFrequent(this.#rejections),
      warnings: mostFrequent(this.#warnings),
      troubles: [...this.#troubles]
    }
  }
}

const count = (
  counts: Map<string, { -readonly [K in keyof Count]: Count[K] }>,
  { code, field, column }: Omit<Count, "count">
): void => {
  const name = `${code} ${field ?? ""} ${column ?? ""}`
  const found = counts.get(name)
  if (found !== undefined) {
    found.count += 1
    return
  }
  counts.set(name, {
    code,
    ...(field === undefined ? {} : { field }),
    ...(column === undefined ? {} : { column }),
    count: 1
  })
}

const mostFrequent = (counts: ReadonlyMap<string, Count>): ReadonlyArray<Count> =>
  [...counts.values()].map(found => ({ ...found })).sort((a, b) => b.count - a.count)
