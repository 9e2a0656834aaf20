/** A French apprenticeship school of any size, made from a seed: the people themselves, before anyone types them. */
import { type Group, makeGroups } from "./Group.ts"
import { type Learner, makeLearner } from "./Learner.ts"
import { makeTrainers, type Trainer } from "./Trainer.ts"

export interface SchoolOptions {
  /** Any whole number: the same seed and sizes give the same bytes. */
  readonly seed: number
  /** How many people learn here, 2000 by default. */
  readonly learners?: number | undefined
  /** How many people teach here, 150 by default. */
  readonly trainers?: number | undefined
  /** How many nodes the tree of groups has, 80 by default. */
  readonly groups?: number | undefined
  /** Whether the files come with damage, by default from 50 learners on. */
  readonly damage?: boolean | undefined
}

export interface Sizes {
  readonly learners: number
  readonly trainers: number
  readonly groups: number
}

/** The truth: everybody once, whatever becomes of them in the files. */
export interface School {
  readonly seed: number
  readonly sizes: Sizes
  readonly damaged: boolean
  /** In the order of the tree, parents first; the file has another order. */
  readonly groups: ReadonlyArray<Group>
  readonly trainers: ReadonlyArray<Trainer>
  /** Made while it is read, and again each time: a million learners take no room. */
  readonly learners: Iterable<Learner>
  /** One learner alone, by its index from 0. */
  readonly learnerAt: (index: number) => Learner
}

/** Makes a school; a size or seed that is no whole number throws a RangeError that names it. */
export const makeSchool = (options: SchoolOptions): School => {
  const seed = whole("seed", options.seed, Number.MIN_SAFE_INTEGER)
  const sizes = {
    learners: whole("learners", options.learners ?? 2000),
    trainers: whole("trainers", options.trainers ?? 150),
    groups: whole("groups", options.groups ?? 80)
  }
  const { groups, curricula } = makeGroups(seed, sizes.groups)
  const learnerAt = (index: number) => makeLearner(seed, curricula, index)
  return {
    seed,
    sizes,
    damaged: options.damage ?? sizes.learners >= 50,
    groups,
    trainers: makeTrainers(seed, sizes.trainers),
    learners: {
      *[Symbol.iterator]() {
        for (let index = 0; index < sizes.learners; index++) yield learnerAt(index)
      }
    },
    learnerAt
  }
}

/** The value, if it is a whole number of at least `least`; else a RangeError that names it. */
export const whole = (name: string, value: number, least = 0): number => {
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new RangeError(`${name} must be a whole number${least === 0 ? " of 0 or more" : ""}, not ${value}`)
}
