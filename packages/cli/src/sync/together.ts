/** Several reporters as one: each is told everything, in turn. */
import { Effect } from "effect"
import type { Reporter } from "./Reporter.ts"

export const together = (reporters: ReadonlyArray<Reporter>): Reporter => {
  const all = (tell: (reporter: Reporter) => Effect.Effect<void>) =>
    Effect.forEach(reporters, tell, { discard: true })
  return {
    start: sync => all(each => each.start(sync)),
    step: step => all(each => each.step(step)),
    onOutcomes: outcomes => all(each => each.onOutcomes(outcomes)),
    onProgress: progress => all(each => each.onProgress(progress)),
    report: report => all(each => each.report(report)),
    end: (report, exitCode, rejects) => all(each => each.end(report, exitCode, rejects))
  }
}
