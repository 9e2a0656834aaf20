/** Which school year is read. */
import { type Source, type SourceError, Unreadable } from "@rollcall/core"
import { Clock, Effect } from "effect"
import { endpoints } from "../api/endpoints.ts"
import { day } from "../api/formats.ts"
import type { Periode } from "../api/records.ts"
import type { Service } from "./Service.ts"

export interface Period {
  readonly code: string
  readonly findings: ReadonlyArray<Source.Finding>
}

/** The one that was asked for by its code, or the current one; `Unreadable` when there is none (docs/ypareo.md 4). */
export const periodOf = (service: Service): Effect.Effect<Period, SourceError> => {
  const { period } = service.settings
  if (period !== "current") return Effect.succeed({ code: period, findings: [] })
  const name = service.nameOf(endpoints.periodes)
  return Effect.gen(function* () {
    const periods = yield* service.all(endpoints.periodes)
    const today = dayInFrance(yield* Clock.currentTimeMillis)
    const [latest, ...others] = current(periods, today)
    if (latest === undefined) {
      const codes = periods.map(({ codePeriode }) => codePeriode).join(", ")
      const message = `${name}: no period holds ${today}; give one by its code (${codes === "" ? "there is none" : codes})`
      return yield* new Unreadable({ message })
    }
    return { code: latest.codePeriode, findings: [finding(latest, others)] }
  })
}

/** The periods that a day lies in, the one that began last first. */
export const current = (periods: ReadonlyArray<Periode>, today: string): ReadonlyArray<Periode> =>
  periods
    .filter(({ dateDeb, dateFin }) => {
      const [from, to] = [day(dateDeb), day(dateFin)]
      return from !== undefined && to !== undefined && from <= today && today <= to
    })
    .toSorted((a, b) => (day(b.dateDeb) ?? "").localeCompare(day(a.dateDeb) ?? ""))

const finding = (chosen: Periode, others: ReadonlyArray<Periode>): Source.Finding => {
  if (others.length === 0) return { name: "period", value: words(chosen) }
  const value = `${words(chosen)}, which began last; today lies in ${others.map(words).join(", ")} too`
  return { name: "period", value, doubtful: true }
}

const words = ({ codePeriode, nomPeriode }: Periode): string =>
  nomPeriode === undefined ? codePeriode : `${codePeriode} (${nomPeriode})`

/** Today as yyyy-MM-dd where YPAREO is used. */
export const dayInFrance = (millis: number): string => days.format(millis)

/** Swedish writes days as ISO 8601 does. */
const days = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" })
