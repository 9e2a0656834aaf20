/** The faults that a sandbox is told to commit, and which request gets which. */
import { Result, Schema } from "effect"
import type { Around, Fault } from "./Kind.ts"
import { kinds } from "./kinds.ts"

/** A list of faults, used up from its front. */
export class Faults {
  #armed: Array<{ readonly fault: Fault; times: number; after: number }> = []

  /** Replaces the list. */
  arm(faults: ReadonlyArray<Fault>): void {
    this.#armed = faults.map(fault => ({ fault, times: fault.times, after: fault.after }))
  }

  /**
   * What becomes of the next request to a list. It counts for every fault that is meant for it; of those that have
   * let enough requests pass, the first takes it.
   */
  take(path: string): Around | undefined {
    const meant = this.#armed.filter(({ fault }) => fault.path === undefined || fault.path === path)
    const due = meant.find(({ after }) => after === 0)
    for (const armed of meant) if (armed.after > 0) armed.after -= 1
    if (due === undefined) return undefined
    due.times -= 1
    this.#armed = this.#armed.filter(({ times }) => times > 0)
    return due.fault.around
  }

  /** The faults that are still to come, with what is left of them. */
  left(): ReadonlyArray<object> {
    return this.#armed.map(({ fault, times, after }) => ({ ...fault.given, times, after }))
  }
}

/** Reads a list of faults, or says what is wrong with the first bad one. */
export const parse = (given: unknown): Result.Result<ReadonlyArray<Fault>, string> => {
  if (!Array.isArray(given)) return Result.fail("the body must be a list of faults")
  return Result.all(
    given.map((fault, index) =>
      Result.mapError(parseFault(fault), problem => `fault ${index + 1}: ${problem}`)
    )
  )
}

const names = Object.keys(kinds) as ReadonlyArray<keyof typeof kinds>

const parseFault = (given: unknown): Result.Result<Fault, string> =>
  Schema.decodeUnknownResult(Schema.Struct({ kind: Schema.Literals(names) }))(given).pipe(
    Result.mapError(() => `kind must be one of ${names.join(", ")}`),
    Result.flatMap(({ kind }) => kinds[kind](given))
  )
