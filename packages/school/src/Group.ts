/** The tree of a school's groups: site, formation, promotion, half-group. */
import { type Dice, dice } from "./Dice.ts"
import { type Fields, REFERENCE_TYPE } from "./Row.ts"
import { formations, towns } from "./words/trades.ts"

export interface Group {
  readonly code: string
  /** May be the name of another group too, under another parent. */
  readonly name: string
  readonly description?: string
  /** The code of the group above; a site has none. */
  readonly parent?: string
}

export interface Tree {
  readonly groups: ReadonlyArray<Group>
  /** What is taught at this school, each name once, never empty. */
  readonly curricula: ReadonlyArray<string>
}

/** A tree of exactly `count` groups with at most 10 roots, as evenly filled as it goes. */
export const makeGroups = (seed: number, count: number): Tree => {
  const d = dice(seed, "groups")
  const [siteCount, formationCount, promotionCount, halfCount] = levels(count)

  const sites = times(siteCount, at => {
    const town = towns[at % towns.length] ?? ""
    return { code: two(at + 1), name: `Site de ${town}`, ...describe(d) }
  })
  const taught = times(formationCount, at => {
    const site = evenly(sites, at)
    const round = Math.floor(at / sites.length)
    const formation = evenly(formations, round + 5 * (at % sites.length))
    return { code: `${site.code}-${formation.code}`, name: formation.name, parent: site.code, ...describe(d) }
  })
  const promotions = times(promotionCount, at => {
    const above = evenly(taught, at)
    const year = 2026 - Math.floor(at / taught.length)
    const name = `${above.name} – promotion ${year}`
    return { code: `${above.code}-${year}`, name, parent: above.code, ...describe(d) }
  })
  const halves = times(halfCount, at => {
    const above = evenly(promotions, Math.floor(at / 2))
    const number = 2 * Math.floor(at / 2 / promotions.length) + (at % 2) + 1
    return { code: `${above.code}-G${number}`, name: `Groupe ${number}`, parent: above.code, ...describe(d) }
  })

  const curricula = new Set((taught.length > 0 ? taught : formations).map(each => each.name))
  return { groups: [...sites, ...taught, ...promotions, ...halves], curricula: [...curricula] }
}

/** The group that a target should hold. */
export const heldGroup = (group: Group): Fields => ({
  externalReferenceId: group.code,
  externalReferenceType: REFERENCE_TYPE,
  name: group.name,
  ...(group.description !== undefined && { description: group.description }),
  ...(group.parent !== undefined && { parentExternalReferenceId: group.parent })
})

/** How many groups stand on each level: about one site for twenty, then a quarter and a half of what is left. */
const levels = (count: number): [number, number, number, number] => {
  const site = Math.min(count, 10, Math.max(1, Math.round(count / 20)))
  const below = count - site
  const formation = Math.min(below, site * formations.length, Math.max(1, Math.round(below / 4)))
  const rest = below - formation
  const promotion = Math.min(rest, formation * 10, Math.max(1, Math.round(rest / 2)))
  return [site, formation, promotion, rest - promotion]
}

const describe = (d: Dice): { description?: string } => {
  if (d.chance(0.4)) return {}
  const room = 1 + d.below(40)
  const description = d.pick([
    `Rentrée le ${1 + d.below(28)} septembre ; salle ${room}`,
    `Alternance 1 semaine sur 3; atelier ${room}`,
    `Effectif limité à ${8 + d.below(8)} apprentis. Prévoir la tenue professionnelle.`,
    `Dit "les lève-tôt" : début à 5 h`,
    `Kit à ${10 + d.below(90)} € par apprenti`
  ])
  return { description }
}

const times = <A>(count: number, make: (at: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, at) => make(at))

const evenly = <A>(over: ReadonlyArray<A>, at: number): A => {
  const found = over[at % over.length]
  if (found === undefined) throw new RangeError("a level of the tree is empty")
  return found
}

const two = (value: number): string => String(value).padStart(2, "0")
