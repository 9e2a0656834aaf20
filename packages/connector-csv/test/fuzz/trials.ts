/** Files and what happens to them, as they are generated and read. */
import type { SourceError } from "@rollcall/core"
import { Arbitrary, type Exit } from "effect"
import { Csv } from "../../src/index.ts"
import { list, pick } from "../generate.ts"
import { read, type Seen } from "../reading.ts"
import { quietly, spareTheHead } from "./elsewhere.ts"
import { applied, type Change, changeOf, type Mutation, mutations } from "./mutations.ts"
import { type Original, originals } from "./originals.ts"
import { withinTime } from "./withinTime.ts"

/** A file before it is damaged. */
export interface Trial {
  readonly original: string
  /** Where foreign pieces come from. */
  readonly other: string
  readonly options: Csv.Options
  readonly mutations: ReadonlyArray<Mutation>
  /** Whether only the first of them happens, and as a change that the rows elsewhere must not notice. */
  readonly quiet: boolean
}

const anyFile = pick(...originals.map(({ name }) => name))

/** Options that suit the file, and some that do not. */
const anyOptions = pick<Csv.Options>(
  {},
  {},
  {},
  { encoding: "utf-8" },
  { encoding: "windows-1252", delimiter: ";" },
  { longestLine: 60 },
  { headerLine: 2 },
  { ids: ["COLUMN_0"], blanks: ["NULL"] }
)

export const trials: Arbitrary.Arbitrary<Trial> = Arbitrary.all({
  original: anyFile,
  other: anyFile,
  options: anyOptions,
  mutations: list(mutations, 5, 1),
  quiet: pick(true, false, false)
})

/** A file that was damaged and read, or not. */
export interface Attempt {
  readonly original: Original
  readonly bytes: Uint8Array
  readonly exit: Exit.Exit<Seen, SourceError> | "hangs"
  readonly milliseconds: number
  /** What happened to it, where the rows elsewhere must not notice. */
  readonly change?: Change
}

export const attempt = (trial: Trial): Attempt => {
  const original = named(trial.original)
  const other = named(trial.other).bytes
  const [first] = trial.mutations
  const change = first && quietly(changeOf(original.bytes, other, first))
  if (trial.quiet && change !== undefined && spareTheHead(original, change))
    return { ...readWhole(original, applied(original.bytes, change), {}), change }
  const bytes = trial.mutations.reduce(
    (bytes, mutation) => applied(bytes, changeOf(bytes, other, mutation)),
    original.bytes
  )
  return readWhole(original, bytes, trial.options)
}

/** Milliseconds: a hundred times what the slowest of these files takes. */
const longest = 10_000

/** Reads a file as it is. */
export const readWhole = (original: Original, bytes: Uint8Array, options: Csv.Options): Attempt => {
  const { name, declared } = original
  const begin = performance.now()
  const exit = withinTime(read(Csv.fromBytes({ name, bytes, ...declared, ...options })), longest)
  return { original, bytes, exit, milliseconds: performance.now() - begin }
}

const named = (name: string): Original => {
  const found = originals.find(original => original.name === name)
  if (found === undefined) throw new RangeError("there is no such file")
  return found
}
