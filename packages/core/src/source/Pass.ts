/** One pass over the pages of a list: where the next one stands, and what proves that none was missed. */
import { HashSet } from "effect"
import { Unexpected } from "../Trouble.ts"
import type { Coverage, Finding } from "./Source.ts"

/** One page, as the service gave it. */
export interface Page<At> {
  readonly records: ReadonlyArray<unknown>
  /** How many records there are on all pages, where the service says. */
  readonly total?: number | undefined
  /** Whether this page is the last, where the service says. */
  readonly last?: boolean | undefined
  /** Where the next page stands, where the service says. */
  readonly next?: At | undefined
}

/** How pages follow one another. */
export interface Paging<At> {
  readonly first: At
  /** Where the page after this one stands; nothing when there is none. */
  readonly next: (at: At, page: Page<At>) => At | undefined
  /** Whether the pages are counted, all of one length but for the last, and an empty one comes after it. */
  readonly counted: boolean
}

export class Pass<At> {
  readonly #name: string
  readonly #by: Paging<At>
  readonly #visited = new Set<At>()
  /** The page before: what stands there and on the next one too, was moved by a change of the list. */
  #before: ReadonlyArray<unknown> = []
  #longest = 0
  readonly #totals = new Set<number>()
  #seen = 0
  #repeated = 0
  #short = 0
  #saidLast = false

  constructor(name: string, by: Paging<At>) {
    this.#name = name
    this.#by = by
  }

  /** Records on the pages so far. */
  get seen(): number {
    return this.#seen
  }

  /** Notes a page, and says where the next one stands, or that there is none, or why there is no end to them. */
  take(at: At, page: Page<At>): { readonly next: At } | undefined | Unexpected {
    const { records, total, last } = page
    const same = HashSet.fromIterable(this.#before)
    const repeated = records.filter(record => HashSet.has(same, record)).length
    const stuck = records.length > 0 && repeated === records.length && repeated === this.#before.length
    if (this.#by.counted && stuck) return this.#endless("the same page comes again and again")
    if (this.#by.counted && records.length > 0 && this.#before.length < this.#longest) this.#short += 1
    this.#visited.add(at)
    this.#seen += records.length
    this.#repeated += repeated
    this.#longest = Math.max(this.#longest, records.length)
    this.#before = records
    if (total !== undefined) this.#totals.add(total)
    return this.#after(at, page, last)
  }

  /** What the pass covered, once it has come to its end. */
  coverage(scope: string): Coverage {
    const total = [...this.#totals].at(-1)
    const doubts = this.#doubts(total)
    const proved = this.#saidLast || total !== undefined
    return {
      scope,
      complete: proved && doubts.length === 0,
      ...(total !== undefined && { expected: total }),
      findings: doubts.map((value): Finding => ({ name: "paging", value, doubtful: true }))
    }
  }

  #after(at: At, page: Page<At>, last: boolean | undefined): { readonly next: At } | undefined | Unexpected {
    const { counted } = this.#by
    const next = this.#by.next(at, page)
    if (last === true || (!counted && next === undefined)) this.#saidLast = true
    const reached = page.total !== undefined && this.#different >= page.total
    const ended = counted && (page.records.length === 0 || reached)
    if (this.#saidLast || ended || next === undefined) return undefined
    return this.#visited.has(next) ? this.#endless("its pages go in a circle") : { next }
  }

  /** Records that did not stand on the page before as well. */
  get #different(): number {
    return this.#seen - this.#repeated
  }

  /** What looks as if the list had changed while it was read (docs/failures.md F25). */
  #doubts(total: number | undefined): ReadonlyArray<string> {
    const doubts = [
      this.#repeated > 0 && `${this.#repeated} records stood on two pages`,
      this.#short > 0 && `${this.#short} pages in the middle were shorter than others`,
      this.#totals.size > 1 && "the total changed from page to page",
      total !== undefined && total !== this.#different && `${this.#different} records came, of ${total}`
    ]
    return doubts.filter(doubt => doubt !== false)
  }

  #endless(how: string): Unexpected {
    return new Unexpected({ message: `${this.#name}: ${how}; nothing says where they end` })
  }
}
