/** What a spreadsheet does to identifiers that pass through it, and how it shows (F17 to F19). */

/**
 * Whether an id is a number in scientific notation, as in `2.02404E+11`, `2.02404e11` or `campus-2,02404E+11`. `2E11`
 * and `3e+5` may be ids of somebody's.
 */
export const lostDigits = (id: string): boolean => /(?<![\p{L}\p{N}.,])\d(?:[.,]\d+[Ee]\+?|E\+)\d+$/u.test(id)

/** Whether an id has what keeps a spreadsheet from taking zeros off, as in `'0123` or `="0123"`. */
export const guarded = (id: string): boolean => /(?<![\p{L}\p{N}])(?:'\d+|="\d+")$/u.test(id)

/** A number without what a spreadsheet has put around it, or a reader behind it: `'0123`, `="0123"`, `123.0`. */
export const unguarded = (text: string): string => {
  const [, quoted, formula, decimal] = around.exec(text) ?? []
  return (quoted ?? formula ?? decimal ?? text).trim()
}

const around = /^(?:'(.+)|="(.*)"|(\d+)\.0)$/u

/**
 * Watches the widths of ids: a spreadsheet that takes leading zeros off leaves a column in which no id begins with a
 * zero, most have one width and some are shorter. Ids that count up look the same, so this only ever warns. What stands
 * before the digits tells kinds apart, as `groupe-4045` and `site-1`: each has a width of its own.
 */
export class Widths {
  #ids = 0
  #zero = false
  /** How many ids end in so many digits, by what stands before these. */
  readonly #kinds = new Map<string, Map<number, number>>()

  push(id: string): void {
    this.#ids += 1
    let from = id.length
    while (from > 0 && isDigit(id.charCodeAt(from - 1))) from--
    const width = id.length - from
    if (width === 0) return
    if (id.charCodeAt(from) === zero) this.#zero = true
    const byWidth = this.#kind(id.slice(0, from))
    byWidth?.set(width, (byWidth.get(width) ?? 0) + 1)
  }

  /** Only so many are remembered (Law 6): a kind that most ids are of comes early. */
  #kind(prefix: string): Map<number, number> | undefined {
    const known = this.#kinds.get(prefix)
    if (known !== undefined || this.#kinds.size >= kinds) return known
    const byWidth = new Map<number, number>()
    this.#kinds.set(prefix, byWidth)
    return byWidth
  }

  /** What to warn of, in words, once all ids have been seen. */
  warning(): string | undefined {
    const [most] = [...this.#kinds.values()]
      .flatMap(byWidth => [...byWidth].map(([width, count]) => ({ byWidth, width, count })))
      .toSorted((a, b) => b.count - a.count)
    if (most === undefined || this.#zero) return undefined
    const { byWidth, width, count } = most
    if (width < 3 || count < this.#ids * usual) return undefined
    let shorter = 0
    for (const [other, ids] of byWidth) if (other < width) shorter += ids
    if (shorter === 0) return undefined
    return `${count} ids have ${width} digits, ${shorter} fewer: if ids begin with zeros at their origin, they are lost`
  }
}

const zero = 0x30
const isDigit = (code: number): boolean => code >= zero && code <= 0x39

/** The kinds of ids that are told apart. */
const kinds = 50

/** The share of ids that must have one width for the others to look odd. */
const usual = 0.8
