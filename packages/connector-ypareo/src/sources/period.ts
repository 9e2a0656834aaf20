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
    const { records: periods, damaged } = yield* service.all(endpoints.periodes)
    const today = dayInFrance(yield* Clock.currentTimeMillis)
    const [latest, ...more] = current(periods, today)
    if (latest === undefined) {
      const codes = periods.map(({ codePeriode }) => codePeriode).join(", ")
      const others = damaged === 0 ? "" : `; ${damaged} could not be read`
      const message = `${name}: no period holds ${today}; give one by its code (${codes === "" ? "there is none" : codes}${others})`
      return yield* new Unreadable({ message })
    }
    return { code: latest.codePeriode, findings: [finding(latest, more, damaged)] }
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

/** Another that holds today, and one that cannot be read, may be the one that is meant. */
const finding = (chosen: Periode, others: ReadonlyArray<Periode>, damaged: number): Source.Finding => {
  const doubts = [
    others.length > 0 && `, which began last; today lies in ${others.map(words).join(", ")} too`,
    damaged > 0 && `; ${damaged} of the periods could not be read`
  ].filter(doubt => doubt !== false)
  if (doubts.length === 0) return { name: "period", value: words(chosen) }
  return { name: "period", value: [words(chosen), ...doubts].join(""), doubtful: true }
}

const words = ({ codePeriode, nomPeriode }: Periode): string =>
  nomPeriode === undefined ? codePeriode : `${codePeriode} (${nomPeriode})`

/** Today as yyyy-MM-dd where YPAREO is used. */
export const dayInFrance = (millis: number): string => days.format(millis)

/** Swedish writes days as ISO 8601 does. */
const days = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" })
