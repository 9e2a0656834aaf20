/** How ledgers, endings and troubles are said to people; no field value is among the words (Law 9). */
import { type Ended, Ledger, Place, type Report, type Source, type Sync, Verdict } from "@rollcall/core"

const whole = new Intl.NumberFormat("en-GB")

export const number = (value: number): string => whole.format(value)

/** `1 request`, `3 requests`. */
export const requested = (requests: number): string =>
  `${number(requests)} ${requests === 1 ? "request" : "requests"}`

/** `groups: 81 rows, 2 requests, 81 created`. */
export const progress = (entity: string, ledger: Ledger.Ledger, requests: number): string =>
  [`${entity}: ${number(ledger.read)} rows`, requested(requests), counts(ledger)]
    .filter(part => part !== "")
    .join(", ")

/** `81 created`, `1 not attempted`. */
const said = (kind: Verdict.Kind, count: number): string =>
  `${number(count)} ${kind === "notAttempted" ? "not attempted" : kind}`

/** What is not zero, in the order of a ledger. */
const counts = (ledger: Ledger.Ledger): string =>
  Verdict.kinds
    .filter(kind => ledger[kind] > 0)
    .map(kind => said(kind, ledger[kind]))
    .join(", ")

/** `2,238 rows read = 2,226 created + 12 rejected`, or that it does not balance. */
const balance = (ledger: Ledger.Ledger): string => {
  const sum = Verdict.kinds.filter(kind => ledger[kind] > 0).map(kind => said(kind, ledger[kind]))
  const line = `${number(ledger.read)} rows read = ${sum.length === 0 ? "0" : sum.join(" + ")}`
  return Ledger.balances(ledger) ? line : `THE LEDGER DOES NOT BALANCE: ${line}. Please report this.`
}

/** What was found out about a source that a person wants to see in passing; a hash is for the events. */
export const found = (findings: ReadonlyArray<Source.Finding>): string =>
  findings
    .filter(({ name }) => name === "encoding" || name === "delimiter")
    .map(({ value }) => value)
    .join(", ")

/** Why a run ended, when it did not simply complete. */
export const ending = (ended: Ended): string | undefined => {
  switch (ended._tag) {
    case "Completed":
      return undefined
    case "Interrupted":
      return "interrupted; what was in flight is unknown, the rest was not attempted"
    default:
      return `${ended._tag === "SourceFailed" ? "the source failed" : "the target failed"}: ${ended.error.message}`
  }
}

/** The first troubles of all steps, a line each, and how many more there are. */
const troubles = (reports: ReadonlyArray<Report>): ReadonlyArray<string> => {
  const all = reports.flatMap(report => report.troubles)
  const lines = all.slice(0, troublesShown).flatMap(({ at, verdict }) => {
    const explained = Verdict.explain(verdict)
    if (explained === undefined) return []
    const { code, column, field, message } = explained
    const which = column === undefined && field !== undefined ? `, field ${field}` : ""
    return [`${Place.format(at, column)}${which}: ${message} (${code})`]
  })
  const hidden = needsPerson(reports) - lines.length
  return hidden > 0 ? [...lines, `and ${number(hidden)} more`] : lines
}

const troublesShown = 20

/** Records that were rejected, blocked, held or are unknown, and repeated ones with other content. */
const needsPerson = (reports: ReadonlyArray<Report>): number =>
  reports.reduce((sum, { ledger, troubles }) => {
    const repeated = troubles.filter(({ verdict }) => verdict._tag === "Duplicate").length
    return sum + ledger.rejected + ledger.blocked + ledger.held + ledger.unknown + repeated
  }, 0)

/** Records that the mapping leaves out, by its reasons, and what others had to go without, by field. */
const leftOut = (reports: ReadonlyArray<Report>): ReadonlyArray<string> => [
  ...reports.flatMap(({ entity, filtered }) =>
    filtered.map(({ reason, count }) => `${entity}: ${number(count)} filtered, ${reason}`)
  ),
  ...warnings(reports, "FIELD_DROPPED", field => `went without their ${field}, which cannot be sent`)
]

/** What went along and will not last, by field. */
const passing = (reports: ReadonlyArray<Report>): ReadonlyArray<string> =>
  warnings(reports, "ADDRESS_EXPIRES", field => `went with a ${field} that is signed for a time`)

const warnings = (
  reports: ReadonlyArray<Report>,
  wanted: string,
  said: (field: string) => string
): ReadonlyArray<string> =>
  reports.flatMap(({ entity, warnings }) =>
    warnings
      .filter(({ code }) => code === wanted)
      .map(({ field, column, count }) => {
        const what = said(column === undefined ? `${field}` : `${field} (column ${column})`)
        return `${entity}: ${number(count)} ${what}`
      })
  )

/** What was found out about a source, before or while it was read, that may mean that something is wrong. */
const doubts = (reports: ReadonlyArray<Report>): ReadonlyArray<string> =>
  reports.flatMap(({ source, findings, coverage }) =>
    [...findings, ...(coverage?.findings ?? [])]
      .filter(({ doubtful }) => doubtful)
      .map(({ name, value }) => `${source}: ${name}: ${value}`)
  )

/** Everything to say once a sync has ended, the balance last. */
export const summary = (
  { reports, notRun, ledger }: Sync.SyncReport,
  rejects: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const early = reports.flatMap(({ name, ended }) => {
    const why = ending(ended)
    return why === undefined ? [] : [`${name}: ${why}`]
  })
  return [
    ...section("Ended early", [...early, ...notRun.map(name => `${name}: not run`)]),
    ...section("Look at the source again", [...doubts(reports), ...passing(reports)]),
    ...section("Left out", leftOut(reports)),
    ...section("For a person to look at", troubles(reports)),
    ...section("Those rows, with reasons, to correct and send again", rejects),
    balance(ledger)
  ]
}

const section = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : [`${title}:`, ...lines.map(line => `  ${line}`), ""]
