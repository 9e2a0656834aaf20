/** Groups with what they stand below, so that a target shows them as a tree. */
import type { Row, Source, SourceError } from "@rollcall/core"
import { Effect, Result, Stream } from "effect"
import type { Formation, Groupe, Site } from "../api/records.ts"

/** A group, or what groups stand below: a group of its own in a target. */
export type Node =
  | { readonly groupe: Groupe; readonly below: Below }
  | { readonly formation: Formation }
  | { readonly site: Site }

export type Below = "formation" | "site"

/** What groups may stand below. */
interface Above {
  readonly formations: Source.Source<Formation>
  readonly sites: Source.Source<Site>
}

/**
 * The rows of `groups`, and after them those of the formations or sites that they stand below. `counts` says which groups
 * are wanted in the target: what only others stand below is left out.
 */
export const groupsBelow = (
  groups: Source.Source<Groupe>,
  { formations, sites }: Above,
  below: Below,
  counts: (groupe: Groupe) => boolean
): Source.Source<Node> => ({
  ...groups,
  parts: [...(groups.parts ?? []), groups, below === "formation" ? formations : sites],
  open: Effect.gen(function* () {
    const reading = yield* groups.open
    const wanted = new Set<string>()
    const children = Stream.map(reading.rows, (row): Row.Row<Node> => {
      if (row._tag === "Damaged") return row
      const groupe = row.value
      const code = below === "formation" ? groupe.codeFormation : groupe.codeSite
      if (code !== undefined && counts(groupe)) wanted.add(code)
      return { ...row, value: { groupe, below } }
    })
    const parents =
      below === "formation"
        ? above((yield* formations.open).rows, formation =>
            wanted.has(formation.codeFormation) ? { formation } : undefined
          )
        : above((yield* sites.open).rows, site => (wanted.has(site.codeSite) ? { site } : undefined))
    return { ...reading, rows: Stream.concat(children, parents) }
  })
})

/** Rows of what groups stand below, without those that nobody wants. */
const above = <A>(
  rows: Stream.Stream<Row.Row<A>, SourceError>,
  nodeOf: (record: A) => Node | undefined
): Stream.Stream<Row.Row<Node>, SourceError> =>
  Stream.filterMap(rows, (row): Result.Result<Row.Row<Node>, void> => {
    if (row._tag === "Damaged") return Result.succeed(row)
    const value = nodeOf(row.value)
    return value === undefined ? Result.failVoid : Result.succeed({ ...row, value })
  })
