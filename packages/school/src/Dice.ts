/** Repeatable chance: own dice for each (seed, subject, index), so that any person can be made without the others. */

export interface Dice {
  /** A whole number from 0 to `limit` - 1. */
  readonly below: (limit: number) => number
  /** True in `share` of all cases, 0 to 1. */
  readonly chance: (share: number) => boolean
  /** One of a list that is not empty. */
  readonly pick: <A>(from: ReadonlyArray<A>) => A
}

/** The dice of one subject: mulberry32, started from a hash of seed, subject and index. */
export const dice = (seed: number, subject: string, index = 0): Dice => {
  let state = mixed(mixed(mixed(named(subject), seed), Math.floor(seed / 2 ** 32)), index)

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)

  return {
    below,
    chance: share => next() < share,
    pick: from => {
      const found = from[below(from.length)]
      if (found === undefined) throw new RangeError("there is nothing to pick from")
      return found
    }
  }
}

/** A list in another order (Fisher-Yates, from the inside out). */
export const shuffled = <A>(list: ReadonlyArray<A>, { below }: Dice): Array<A> => {
  const order: Array<A> = []
  for (const item of list) {
    const at = below(order.length + 1)
    const moved = order[at]
    order[at] = item
    if (moved !== undefined) order.push(moved)
  }
  return order
}

/** FNV-1a over the letters. */
const named = (subject: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < subject.length; at++) hash = Math.imul(hash ^ subject.charCodeAt(at), 0x01000193)
  return hash
}

/** Folds a number into a hash (the finaliser of MurmurHash3). */
const mixed = (hash: number, value: number): number => {
  let h = (hash ^ Math.imul(value | 0, 0x9e3779b1)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
