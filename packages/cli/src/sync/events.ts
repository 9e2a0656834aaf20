/** A sync as events, NDJSON on stdout; no field value and no vendor's text is among them (Law 9). */
import { type Outcome, Place, type Report, Verdict } from "@rollcall/core"
import { Effect } from "effect"
import { print } from "../output.ts"
import type { Reporter } from "./Reporter.ts"

const event = (name: string, content: object): string => JSON.stringify({ event: name, ...content })

export const events = (): Reporter => {
  let step = ""
  return {
    start: sync => print([event("start", { sync: sync.name, target: sync.target.name })]),
    step: ({ name, source, sink, entity, findings }) =>
      Effect.suspend(() => {
        step = name
        return print([event("step", { step, source, sink, entity, findings })])
      }),
    onOutcomes: outcomes => print(outcomes.flatMap(outcome => trouble(step, outcome))),
    onProgress: progress => print([event("progress", { step, ...progress })]),
    report: report => print([event("report", content(report))]),
    end: ({ name, target, notRun, ledger }, exitCode, rejects) =>
      print([event("end", { sync: name, target, ledger, notRun, rejects, exitCode })])
  }
}

const trouble = (step: string, { at, key, verdict }: Outcome): ReadonlyArray<string> => {
  const explained = Verdict.explain(verdict)
  if (explained === undefined) return []
  const { code, field, column, message } = explained
  const kind = Verdict.kindOf(verdict)
  return [
    event("trouble", { step, verdict: kind, place: Place.format(at), at, key, code, field, column, message })
  ]
}

/** A report without its troubles, each of which has been an event. */
const content = ({ troubles: _, ended, ...report }: Report): object => ({
  ...report,
  ended: ended._tag,
  ...("error" in ended && { error: { reason: ended.error._tag, message: ended.error.message } })
})
