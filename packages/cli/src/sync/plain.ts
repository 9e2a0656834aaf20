/** A sync in plain lines, for logs and pipes: a line when a step begins, now and then, and when it has ended. */
import { Clock, Effect } from "effect"
import { tell } from "../output.ts"
import type { Reporter } from "./Reporter.ts"
import { ending, found, progress, summary } from "./words.ts"

/** Milliseconds between two lines of progress. */
const every = 10_000

export const plain = (): Reporter => {
  let entity = ""
  let last = 0
  return {
    start: sync => tell(`${sync.name} → ${sync.target.name}`),
    step: step =>
      Effect.gen(function* () {
        entity = step.entity
        last = yield* Clock.currentTimeMillis
        const about = found(step.findings)
        yield* tell(`${step.name}${about === "" ? "" : ` (${about})`}`)
      }),
    onOutcomes: () => Effect.void,
    onProgress: ({ ledger, requests }) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        if (now - last < every) return
        last = now
        yield* tell(progress(entity, ledger, requests))
      }),
    report: ({ entity, ledger, requests, ended }) => {
      const how = ending(ended) === undefined ? "" : "; ended early"
      return tell(`${progress(entity, ledger, requests)}${how}`)
    },
    end: (report, _exitCode, rejects) => Effect.forEach(summary(report, rejects), tell, { discard: true })
  }
}
