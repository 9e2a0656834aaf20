/** One list of YPAREO as a source, narrowed to what the school's options ask for. */
import { type Row, type Source, type SourceError, Unreadable } from "@rollcall/core"
import { Effect, Stream } from "effect"
import { type Endpoint, endpoints } from "../api/endpoints.ts"
import { periodOf } from "./period.ts"
import type { Service } from "./Service.ts"
import type { Belongs } from "./sites.ts"

interface Narrowing<A> {
  /** Which records belong to the sites that were asked for; all unless given. */
  readonly belonging?: Effect.Effect<Belongs<A>, SourceError>
  /** The lists that have to be read before this one. */
  readonly parts?: ReadonlyArray<Source.Source<unknown>>
}

/**
 * A source of all rows of a list. Everything is asked for when the rows are, so that one list that is denied ends its
 * own source and no other. Its coverage is complete, since a list that is cut short fails.
 */
export const listing = <A>(
  service: Service,
  endpoint: Endpoint<A>,
  { belonging, parts = [] }: Narrowing<A> = {}
): Source.Source<A> => ({
  name: service.nameOf(endpoint),
  ready: service.ready,
  parts,
  open: Effect.sync(() => {
    let scope = service.nameOf(endpoint)
    let findings: ReadonlyArray<Source.Finding> = []
    let here = 0
    let elsewhere = 0
    const rows = Effect.gen(function* () {
      const period = endpoint.ofPeriod ? yield* periodOf(service) : undefined
      const sites = belonging === undefined ? undefined : service.settings.sites
      scope = [scope, period && `period ${period.code}`, sites && `sites ${sites.join(", ")}`]
        .filter(part => part !== undefined)
        .join(", ")
      findings = period?.findings ?? []
      const all = service.rows(endpoint, {
        ...(period && { period: period.code }),
        ...(endpoint.bySite && sites && { sites })
      })
      if (belonging === undefined) return all
      const belongs = yield* belonging
      const theirs = Stream.filter(all, row => {
        const belonging = isHere(row, belongs)
        if (belonging) here += 1
        else elsewhere += 1
        return belonging
      })
      const none = Stream.suspend(() =>
        here === 0 && elsewhere > 0 ? Stream.fail(allElsewhere(service, endpoint, elsewhere)) : Stream.empty
      )
      return Stream.concat(theirs, none)
    })
    return {
      rows: Stream.unwrap(rows),
      findings: [],
      coverage: Effect.sync(() => ({
        scope,
        complete: true,
        findings: elsewhere === 0 ? findings : [...findings, passedOver(elsewhere)]
      }))
    }
  })
})

/** What cannot be read is told of, wherever it belongs. */
const isHere = <A>(row: Row.Row<A>, belongs: Belongs<A>): boolean =>
  row._tag === "Damaged" || belongs(row.value)

/** A list that has records is not to be called empty. */
const allElsewhere = <A>(service: Service, endpoint: Endpoint<A>, elsewhere: number): Unreadable => {
  const { sites } = service.settings
  const asked = sites.join(", ")
  const message = `${service.nameOf(endpoint)}: all ${elsewhere} records are of other sites than ${asked}; compare how sites are named there and in ${service.nameOf(endpoints.sites)}`
  return new Unreadable({ message })
}

const passedOver = (elsewhere: number): Source.Finding => ({
  name: "of other sites",
  value: `${elsewhere} records`
})
