/** What the command's exit code says to a scheduler (docs/laws.md, Exit codes). */
import { type Check, Ledger, type Report, type SinkError, type Sync } from "@rollcall/core"

export const exitCodes = {
  done: 0,
  internalFault: 1,
  usage: 2,
  refused: 3,
  incomplete: 4,
  unbalanced: 7,
  unavailable: 9,
  interrupted: 130
} as const

/** The code of a sync that was run: the first that applies, in the order of docs/laws.md. */
export const exitCodeOf = (sync: Sync.SyncReport): number => {
  const { reports, ledger } = sync
  if (reports.some(report => !Ledger.balances(report.ledger))) return exitCodes.unbalanced
  const failed = reports.filter(
    report => report.ended._tag === "SourceFailed" || report.ended._tag === "TargetFailed"
  )
  if (failed.length > 0 && nothingSent(ledger) && !failed.some(mayPass)) return exitCodes.refused
  if (reports.some(report => report.ended._tag === "Interrupted")) return exitCodes.interrupted
  if (failed.length > 0) return exitCodes.unavailable
  if (reports.some(report => report.troubles.length > 0)) return exitCodes.incomplete
  return exitCodes.done
}

/** The code of a check: what somebody has to mend weighs more than what may pass by itself. */
export const exitCodeOfCheck = (checked: ReadonlyArray<Check.Checked>): number => {
  const tags = new Set(checked.flatMap(({ looks }) => looks.map(({ problem }) => problem?._tag)))
  tags.delete(undefined)
  if (tags.has("Misconfigured")) return exitCodes.usage
  if (tags.has("Unavailable") && tags.size === 1) return exitCodes.unavailable
  return tags.size > 0 ? exitCodes.refused : exitCodes.done
}

/** The code when a target fails before anything was sent. */
export const exitCodeOfTrouble = ({ _tag }: SinkError): number =>
  _tag === "Unavailable" ? exitCodes.unavailable : exitCodes.refused

/** No target can have taken anything: what was answered was refused, and nothing is unknown. */
const nothingSent = (ledger: Ledger.Ledger): boolean =>
  ledger.created + ledger.updated + ledger.unarchived + ledger.unchanged + ledger.unknown === 0

/** A target that refuses records is no target that denies itself: what it refuses today it may take tomorrow. */
const mayPass = ({ ended }: Report): boolean =>
  "error" in ended && (ended.error._tag === "Unavailable" || ended.error._tag === "Refused")
