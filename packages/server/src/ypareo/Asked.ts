/** What a request asks for: its periods, its sites, its group. */
import { Result } from "effect"
import type { Day, Periode } from "./records.ts"

export interface Asked {
  readonly periods: ReadonlySet<number>
  /** Undefined for all. */
  readonly sites: ReadonlySet<number> | undefined
  readonly group: number | undefined
}

type Given = { readonly [name: string]: string | ReadonlyArray<string> | undefined }

/** Reads the query and the path; fails with what is missing or wrong. Unknown parameters are passed over. */
export const readAsked = (query: Given, path: Given, byPeriod: boolean): Result.Result<Asked, string> =>
  Result.gen(function* () {
    const periods = yield* codes("codesPeriode", query.codesPeriode)
    const sites = yield* codes("codesSite", query.codesSite)
    const group = yield* code("codeGroupe", path.codeGroupe)
    if (byPeriod && periods === undefined) return yield* Result.fail("codesPeriode is needed here")
    return { periods: periods ?? new Set(), sites, group }
  })

/** Whether something that lasts from one day to another was there in one of these periods. */
export const duringPeriods = (all: ReadonlyArray<Periode>, codes: ReadonlySet<number>) => {
  const periods = all.filter(({ codePeriode }) => codes.has(codePeriode))
  return (from: Day, to: Day): boolean =>
    periods.some(
      ({ dateDeb, dateFin }) =>
        sortable(from, first) <= sortable(dateFin, last) && sortable(dateDeb, first) <= sortable(to, last)
    )
}

const codes = (name: string, given: string | ReadonlyArray<string> | undefined) => {
  if (given === undefined) return Result.succeed(undefined)
  const text = String(given)
  return /^\d+(?:,\d+)*$/.test(text)
    ? Result.succeed<ReadonlySet<number>>(new Set(text.split(",").map(Number)))
    : Result.fail(`${name} must be codes with commas between them`)
}

const code = (name: string, given: string | ReadonlyArray<string> | undefined) => {
  if (given === undefined) return Result.succeed(undefined)
  return /^\d+$/.test(String(given)) ? Result.succeed(Number(given)) : Result.fail(`${name} must be a code`)
}

/** Before and after every day, for those that are not known. */
const first = ""
const last = "9"

const sortable = (day: Day, unknown: string): string =>
  day?.trim() ? day.trim().split("/").toReversed().join("") : unknown
