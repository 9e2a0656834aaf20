/** A school as YPAREO's web services give it, made from a seed. */
import { dice } from "../Dice.ts"
import { blocks } from "../damage.ts"
import { makeSchool, type School, type SchoolOptions, type Sizes } from "../School.ts"
import { type Campus, makeCampus, type YpareoGroup } from "./Campus.ts"
import type { Career } from "./careers.ts"
import { makeLearner, type YpareoLearner } from "./Learner.ts"
import type { YpareoRecords } from "./records.ts"
import { makeStaff, type StaffMember } from "./Staff.ts"

export interface YpareoOptions extends SchoolOptions {
  /** The calendar year in which the current school year begins, 2026 by default; `schoolYearOf(new Date())` for today's. */
  readonly year?: number | undefined
}

/** The truth, and what the web services give of it. */
export interface YpareoSchool {
  readonly seed: number
  /** The learners of the current year, the trainers, and the groups of the current year. */
  readonly sizes: Sizes
  /** The code of the current year. */
  readonly codePeriode: number
  readonly records: YpareoRecords
  readonly campus: Campus
  readonly groups: ReadonlyArray<YpareoGroup>
  readonly learners: ReadonlyArray<YpareoLearner>
  readonly staff: ReadonlyArray<StaffMember>
}

/** Makes a school, in memory as a whole; a size or seed that is no whole number throws a RangeError that names it. */
export const makeYpareo = ({ year = 2026, ...options }: YpareoOptions): YpareoSchool => {
  const school = makeSchool(options)
  const { seed, sizes } = school
  const campus = makeCampus(school, year)
  const learners = [...makeLearners(school, campus)]
  const former = Array.from({ length: Math.floor(sizes.learners / 20) }, (_, at) =>
    makeLearner(seed, campus, sizes.learners + at, "former")
  )
  const staff = makeStaff(school)
  const everybody = [...learners, ...former]
  const { years, sites, formations, entreprises } = campus
  return {
    seed,
    sizes,
    codePeriode: years.current.codePeriode,
    records: {
      periodes: years.periodes,
      sites,
      formations,
      groupes: campus.groups.map(({ groupe }) => groupe),
      apprenants: everybody.map(({ apprenant }) => apprenant),
      frequentes: everybody.flatMap(({ frequentes }) => frequentes),
      comptesApprenants: everybody.flatMap(({ compte }) => compte ?? []),
      personnels: staff.map(({ personnel }) => personnel),
      comptesPersonnels: staff.map(({ compte }) => compte),
      entreprises,
      contrats: everybody.flatMap(({ contrats }) => contrats)
    },
    campus,
    groups: campus.groups.filter(({ year }) => year === years.current),
    learners,
    staff
  }
}

/** One of each for every full thousand learners, and at least one; others by chance. */
const odd = ["twice", "changed", "unmarked", "left", "leftUnnamed"] as const satisfies ReadonlyArray<Career>

function* makeLearners({ seed, sizes, damaged }: School, campus: Campus): Generator<YpareoLearner> {
  for (const { first, end, damage } of blocks(seed, "ypareo apprenants", sizes.learners, damaged ? odd : []))
    for (let index = first; index < end; index++)
      yield makeLearner(seed, campus, index, damage.get(index) ?? someCareer(seed, index, damaged))
}

const someCareer = (seed: number, index: number, damaged: boolean): Career => {
  const d = dice(seed, "ypareo career", index)
  if (damaged && d.chance(0.08)) return d.pick(odd)
  return d.chance(0.4) ? "returning" : "new"
}
