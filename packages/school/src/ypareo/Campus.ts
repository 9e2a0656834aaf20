/** Where learning happens: sites, formations, groups, and the companies that take apprentices. */
import { type Dice, dice } from "../Dice.ts"
import { blocks } from "../damage.ts"
import type { School } from "../School.ts"
import { typedText } from "../typing.ts"
import { familyNames } from "../words/people.ts"
import { businesses, formations as taught, towns } from "../words/trades.ts"
import { nothing } from "./people.ts"
import type { Entreprise, Formation, Groupe, Site } from "./records.ts"
import { bounds, makeYears, type SchoolYear, type Years } from "./years.ts"

export interface Campus {
  readonly years: Years
  readonly sites: ReadonlyArray<Site>
  readonly formations: ReadonlyArray<Formation>
  /** Those of the current year, then some of the year before. */
  readonly groups: ReadonlyArray<YpareoGroup>
  readonly entreprises: ReadonlyArray<Entreprise>
}

export interface YpareoGroup {
  readonly groupe: Groupe
  readonly year: SchoolYear
  readonly kind: "taught" | "salesOnly" | "retired"
  /** Without the spaces that an office puts too many. */
  readonly name: string
  /** Its extended name, where it has one. */
  readonly description?: string
}

/** The campus of a school in the year that begins in `begins`. */
export const makeCampus = (school: School, begins: number): Campus => {
  const { seed, sizes } = school
  const years = makeYears(seed, begins)
  const d = dice(seed, "ypareo campus")
  const sites = towns.slice(0, 3).map((town, at) => ({ codeSite: 1 + 2 * at, nomSite: `CFA ${town}` }))
  const formations = taught.slice(0, Math.max(1, Math.ceil(sizes.groups / 3))).map(({ code, name }, at) => ({
    codeFormation: 30 + 3 * at + d.below(3),
    nomFormation: name,
    abregeFormation: code
  }))
  return {
    years,
    sites,
    formations,
    groups: [...makeGroups(school, years, sites, formations)],
    entreprises: makeCompanies(d, Math.ceil(sizes.learners / 8))
  }
}

function* makeGroups(
  { seed, sizes, damaged }: School,
  { current, previous }: Years,
  sites: ReadonlyArray<Site>,
  formations: ReadonlyArray<Formation>
): Generator<YpareoGroup> {
  const kinds = damaged ? (["salesOnly", "retired"] as const) : []
  const groupAt = (index: number, year: SchoolYear, kind: YpareoGroup["kind"]): YpareoGroup => {
    const d = dice(seed, "ypareo groupe", index)
    const formation = d.pick(formations)
    const place = `${1 + d.below(3)}${"ABCD"[d.below(4)]}`
    const sold = kind === "salesOnly"
    const name = sold ? `Vente ${formation.nomFormation}` : `${formation.nomFormation} ${place}`
    const { first, last } = bounds(year)
    const extended = d.chance(0.4) ? `${name}, ${year.begins}-${year.begins + 1}` : undefined
    const groupe = {
      codeGroupe: 4000 + 3 * index + d.below(3),
      nomGroupe: typedText(d, name),
      abregeGroupe: `${formation.abregeFormation}${place}`,
      etenduGroupe: extended ?? nothing(d),
      codeFormation: sold ? null : formation.codeFormation,
      codeSite: d.pick(sites).codeSite,
      dateDebut: first,
      dateFin: last,
      prixDeVente: sold ? 450 + 50 * d.below(40) : null,
      ...(kind === "retired" && { nePlusUtiliser: 1 as const })
    }
    return { groupe, year, kind, name, ...(extended !== undefined && { description: extended }) }
  }
  for (const { first, end, damage } of blocks(seed, "ypareo groupes", sizes.groups, kinds))
    for (let index = first; index < end; index++)
      yield groupAt(index, current, damage.get(index) ?? someKind(seed, index, damaged))
  for (let index = 0; index < Math.floor(sizes.groups / 10); index++)
    yield groupAt(sizes.groups + index, previous, "taught")
}

const someKind = (seed: number, index: number, damaged: boolean): YpareoGroup["kind"] => {
  const at = dice(seed, "ypareo groupe kind", index).below(20)
  return damaged && at === 0 ? "salesOnly" : damaged && at === 1 ? "retired" : "taught"
}

/** The first nine digits of a siret are the company's: none begins with 000. */
const makeCompanies = (d: Dice, count: number): ReadonlyArray<Entreprise> =>
  Array.from({ length: count }, (_, at) => {
    const common = `${d.pick(businesses)} ${d.pick(familyNames)}`
    return {
      codeEntreprise: 1200 + at,
      nomEntreprise: d.pick([common, common, `${common} & Fils`, `${common}, ${d.pick(towns)}`]),
      siret: d.pick([null, "", `000${String(at).padStart(6, "0")}00017`])
    }
  })
