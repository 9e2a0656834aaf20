/**
 * Which part of a refused batch to try next: halves of halves, until each record that spoils it for the others stands
 * alone (F30). A record of n is found within 2·⌈log₂ n⌉ requests.
 */
export class Search<T> {
  /** What was refused together and is still to be divided. */
  readonly #refused: Array<ReadonlyArray<T>>
  #splits = 0
  #inVain = 0
  #found = 0

  constructor(refused: ReadonlyArray<T>) {
    this.#refused = [refused]
  }

  /** Two halves to send one after the other; nothing when all is found, or no more is to be hoped for. */
  next(): ReadonlyArray<ReadonlyArray<T>> | undefined {
    if (this.#inVain === splitsInVain || this.#found >= mostFound) return undefined
    // The batch and both of its halves first; then one record after another.
    const part = this.#splits < splitsInVain ? this.#refused.shift() : this.#refused.pop()
    if (part === undefined) return undefined
    const middle = Math.ceil(part.length / 2)
    return [part.slice(0, middle), part.slice(middle)]
  }

  /** Takes what was refused of the two, in their order: nothing, one or both; what stands alone is found. */
  split(refused: ReadonlyArray<ReadonlyArray<T>>): void {
    this.#splits += 1
    const both = refused.length === 2 && refused.every(side => side.length > 1)
    if (both && this.#splits <= splitsInVain) this.#inVain += 1
    for (const side of refused) {
      if (side.length === 1) this.#found += 1
      else this.#refused.push(side)
    }
  }

  /** What was refused and not divided until each stood alone. */
  rest(): ReadonlyArray<T> {
    return this.#refused.flat()
  }
}

/** The batch and its two halves, each refused on both sides: such a target would refuse anything. */
const splitsInVain = 3
/** More in one batch are no exceptions that are worth the requests. */
const mostFound = 5
