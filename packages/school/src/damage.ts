/** Where the damage of a file lies, one of each kind for every full thousand rows and at least one; texts too long. */
import { type Dice, dice } from "./Dice.ts"

/** A run of rows with its damage, so that a file can be made piece by piece. */
export interface Block<Kind> {
  readonly first: number
  /** The index behind the last row. */
  readonly end: number
  readonly damage: ReadonlyMap<number, Kind>
}

/** The blocks of a file of `size` rows; each kind falls on a row of its own, as far as rows go. */
export function* blocks<const Kind>(
  seed: number,
  subject: string,
  size: number,
  kinds: ReadonlyArray<Kind>
): Generator<Block<Kind>> {
  const count = Math.max(1, Math.floor(size / 1000))
  for (let block = 0; block < count; block++) {
    const first = block * 1000
    const end = block === count - 1 ? size : first + 1000
    const d = dice(seed, `damage of ${subject}`, block)
    const damage = new Map<number, Kind>()
    for (const kind of kinds.slice(0, end - first)) {
      let at = first + d.below(end - first)
      while (damage.has(at)) at = at + 1 === end ? first : at + 1
      damage.set(at, kind)
    }
    yield { first, end, damage }
  }
}

/** A row that comes again. */
export interface Repetition {
  readonly index: number
  /** As it was, or with other content, which `dice` types. */
  readonly identical: boolean
  readonly dice: Dice
}

/** What comes again in a block, by the index after which it comes. */
export const repetitions = (
  seed: number,
  { damage, first, end }: Block<string>
): ReadonlyMap<number, ReadonlyArray<Repetition>> => {
  const again = new Map<number, Array<Repetition>>()
  const d = dice(seed, "repetitions", first)
  for (const [index, kind] of damage) {
    if (kind !== "repeated" && kind !== "changed") continue
    const after = index + d.below(end - index)
    const repetition = { index, identical: kind === "repeated", dice: d }
    again.set(after, [...(again.get(after) ?? []), repetition])
  }
  return again
}

/** The text with `more` behind it until it has exactly `length` characters, the last one no space. */
export const lengthened = (text: string, more: string, length: number): string =>
  text.padEnd(length, more).slice(0, length).replace(/ $/, "s")
