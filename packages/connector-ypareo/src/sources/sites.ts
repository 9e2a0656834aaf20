/** Which sites are read. */
import { Normalise, type SourceError, Unreadable } from "@rollcall/core"
import { Effect } from "effect"
import { endpoints } from "../api/endpoints.ts"
import { enrolmentOf } from "../api/enrolment.ts"
import type { Apprenant, Groupe } from "../api/records.ts"
import type { Service } from "./Service.ts"

/** Whether a record belongs to the sites that were asked for. */
export type Belongs<A> = (record: A) => boolean

/** Groups have their site's code; one without may belong to any. */
export const groupBelongs =
  (codes: ReadonlyArray<string>): Belongs<Groupe> =>
  ({ codeSite }) =>
    codeSite === undefined || codes.includes(codeSite)

/**
 * Learners have only the names of sites, which are looked up; what counts is the enrolment that is active, or else any.
 * A learner without a site belongs to all. A code that no site has is `Unreadable`.
 */
export const learnerBelongs = (
  service: Service,
  codes: ReadonlyArray<string>
): Effect.Effect<Belongs<Apprenant>, SourceError> =>
  Effect.gen(function* () {
    const { records: sites, damaged } = yield* service.all(endpoints.sites)
    const unknown = codes.filter(code => !sites.some(({ codeSite }) => codeSite === code))
    if (unknown.length > 0) {
      const known = sites.map(({ codeSite }) => codeSite).join(", ")
      const name = service.nameOf(endpoints.sites)
      const others = damaged === 0 ? "" : `, and ${damaged} could not be read`
      const message = `${name}: no site has the code ${unknown.join(" or ")}; the codes are ${known}${others}`
      return yield* new Unreadable({ message })
    }
    const names = new Set(
      sites.flatMap(({ codeSite, nomSite }) => (codes.includes(codeSite) && nomSite ? [alike(nomSite)] : []))
    )
    return learner => {
      const active = enrolmentOf(learner)
      const enrolments = active === undefined ? learner.inscriptions : [active]
      const theirs = enrolments.flatMap(({ site }) => site.nomSite ?? [])
      return theirs.length === 0 || theirs.some(name => names.has(alike(name)))
    }
  })

const alike = (name: string): string => Normalise.spaced(name).toLowerCase()
