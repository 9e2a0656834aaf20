/** Rejections, warnings, reasons and the first troubles of a run, gathered as its outcomes come; bounded in memory. */
import { explain } from "../verdict/Verdict.ts"
import type { Count, Outcome, ReasonCount, Trouble } from "./Report.ts"

const troublesKept = 100

/** A mapper that writes a value into its reasons has as many as it has records. */
const reasonsKept = 100
const others = "other reasons"

export class Counts {
  readonly #rejections = new Map<string, { -readonly [K in keyof Count]: Count[K] }>()
  readonly #warnings = new Map<string, { -readonly [K in keyof Count]: Count[K] }>()
  readonly #filtered = new Map<string, number>()
  readonly #troubles: Array<Trouble> = []

  add({ at, key, verdict, warnings }: Outcome): void {
    if (verdict._tag === "Rejected") count(this.#rejections, verdict)
    if (verdict._tag === "Filtered") this.#filter(verdict.reason)
    for (const warning of warnings) count(this.#warnings, warning)
    if (explain(verdict) === undefined || this.#troubles.length >= troublesKept) return
    this.#troubles.push(key === undefined ? { at, verdict } : { at, key, verdict })
  }

  summary() {
    return {
      rejections: mostFrequent(this.#rejections),
      warnings: mostFrequent(this.#warnings),
      filtered: [...this.#filtered]
        .map(([reason, count]): ReasonCount => ({ reason, count }))
        .sort((a, b) => b.count - a.count),
      troubles: [...this.#troubles]
    }
  }

  #filter(given: string): void {
    const reason = this.#filtered.has(given) || this.#filtered.size < reasonsKept ? given : others
    this.#filtered.set(reason, (this.#filtered.get(reason) ?? 0) + 1)
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
