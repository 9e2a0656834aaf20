/** The faults that a sandbox is told to commit, and which request or connection gets which. */
import { Result, Schema } from "effect"
import type { Around, Does, Fault, Powers } from "./Kind.ts"
import { kinds } from "./kinds.ts"

interface Armed {
  readonly fault: Fault
  times: number
  after: number
}

/** A list of faults, used up from its front. */
export class Faults {
  #armed: Array<Armed> = []

  /** Replaces the list. */
  arm(faults: ReadonlyArray<Fault>): void {
    this.#armed = faults.map(fault => ({ fault, times: fault.times, after: fault.after }))
  }

  /** Whether `take` needs the keys of a request. */
  get askForKeys(): boolean {
    return this.#armed.some(({ fault: { does } }) => does.with === "request" && does.keys !== undefined)
  }

  /** Whether a connection is awaited, to be held. */
  get awaitConnections(): boolean {
    return this.#armed.some(({ fault }) => fault.does.with === "connection")
  }

  /**
   * What becomes of the next request to a list, which carries these keys. It counts for every fault that is meant for
   * it; of those that have let enough requests pass, the first takes it.
   */
  take(path: string, keys: ReadonlySet<string>): Around | undefined {
    const does = this.#use(
      ({ fault }) =>
        fault.does.with === "request" &&
        (fault.path === undefined || fault.path === path) &&
        (fault.does.keys === undefined || fault.does.keys.some(key => keys.has(key)))
    )
    return does?.with === "request" ? does.around : undefined
  }

  /** For how many milliseconds the next connection is held; undefined when it is not. */
  takeConnection(): number | undefined {
    const does = this.#use(({ fault }) => fault.does.with === "connection")
    return does?.with === "connection" ? does.heldForMillis : undefined
  }

  /** The faults that are still to come, with what is left of them. */
  left(): ReadonlyArray<object> {
    return this.#armed.map(({ fault, times, after }) => ({
      ...fault.given,
      times: times === Number.POSITIVE_INFINITY ? "always" : times,
      after
    }))
  }

  #use(isMeant: (armed: Armed) => boolean): Does | undefined {
    const meant = this.#armed.filter(isMeant)
    const due = meant.find(({ after }) => after === 0)
    for (const armed of meant) if (armed.after > 0) armed.after -= 1
    if (due === undefined) return undefined
    due.times -= 1
    this.#armed = this.#armed.filter(({ times }) => times > 0)
    return due.fault.does
  }
}

/** Reads a list of faults, or says what is wrong with the first bad one, or with one beyond the sandbox's powers. */
export const parse = (given: unknown, powers: Powers): Result.Result<ReadonlyArray<Fault>, string> => {
  if (!Array.isArray(given)) return Result.fail("the body must be a list of faults")
  return Result.all(
    given.map((fault, index) =>
      Result.mapError(parseFault(fault, powers), problem => `fault ${index + 1}: ${problem}`)
    )
  )
}

const names = Object.keys(kinds) as ReadonlyArray<keyof typeof kinds>

const parseFault = (given: unknown, powers: Powers): Result.Result<Fault, string> =>
  Schema.decodeUnknownResult(Schema.Struct({ kind: Schema.Literals(names) }))(given).pipe(
    Result.mapError(() => `kind must be one of ${names.join(", ")}`),
    Result.flatMap(({ kind }) => kinds[kind](given, powers))
  )
