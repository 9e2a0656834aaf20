/** School years, from 1 September to 31 August: every day is in one of them. */
import { type Dice, dice, shuffled } from "../Dice.ts"
import type { Periode } from "./records.ts"

export interface SchoolYear {
  readonly codePeriode: number
  /** The calendar year in which it begins. */
  readonly begins: number
}

export interface Years {
  readonly current: SchoolYear
  readonly previous: SchoolYear
  /** Four years, the one to come included, in no order. */
  readonly periodes: ReadonlyArray<Periode>
}

/** The calendar year in which the school year of a day began, by the date in France. */
export const schoolYearOf = (day: Date): number => {
  const [year = 0, month = 0] = inFrance.format(day).split("-").map(Number)
  return month >= 9 ? year : year - 1
}

/** The years around the one that begins in `begins`; their codes are of the school's own. */
export const makeYears = (seed: number, begins: number): Years => {
  const d = dice(seed, "ypareo periodes")
  const first = 3 + d.below(40)
  const [oldest, previous, current, next] = [0, 1, 2, 3].map(at => ({
    codePeriode: first + 2 * at + d.below(2),
    begins: begins - 2 + at
  })) as [SchoolYear, SchoolYear, SchoolYear, SchoolYear]
  return { current, previous, periodes: shuffled([oldest, previous, current, next], d).map(periodeOf) }
}

/** The first and the last day of a school year. */
export const bounds = ({ begins }: SchoolYear) => ({
  first: `01/09/${begins}`,
  last: `31/08/${begins + 1}`
})

/** Some day of the September in which it begins, dd/MM/yyyy. */
export const someDay = (d: Dice, { begins }: SchoolYear): string =>
  `${String(1 + d.below(30)).padStart(2, "0")}/09/${begins}`

const inFrance = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris", dateStyle: "short" })

const periodeOf = (year: SchoolYear): Periode => {
  const { first, last } = bounds(year)
  const nomPeriode = `${year.begins}-${year.begins + 1}`
  return { codePeriode: year.codePeriode, nomPeriode, dateDeb: first, dateFin: last }
}
