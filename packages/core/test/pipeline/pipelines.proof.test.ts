/** The proof of Law 1: whatever source, mapper, target and listener do, and whenever a run is ended, it balances. */
import { expect, it } from "@effect/vitest"
import { Arbitrary, Cause, Effect, Exit } from "effect"
import { inject } from "vitest"
import { balances } from "../../src/verdict/Ledger.ts"
import { kindOf, kinds } from "../../src/verdict/Verdict.ts"
import { rowsOf } from "./histories.ts"
import { play, type Trial, type Tried, trials } from "./trials.ts"

/** What does not add up. */
const wrong = (
  { history }: Trial,
  { exit, heard, progress, handed, closed }: Tried
): ReadonlyArray<string> => {
  const found: Array<string> = []
  const claim = (holds: boolean, what: string) => void (holds || found.push(what))
  const lines = heard.map(({ at }) => at.line ?? 0).toSorted((a, b) => a - b)
  const first = rowsOf(history.given).slice(0, heard.length)
  claim(
    JSON.stringify(lines) === JSON.stringify(first.map(({ at }) => at.line)),
    "the rows that have a verdict are not those that were read first, each once"
  )
  claim(heard.length <= handed, "more rows have a verdict than there were")
  claim(heard.length >= (progress?.ledger.read ?? 0), "rows that were read have no verdict")
  claim(closed, "the source was left open")
  if (Exit.isFailure(exit)) {
    claim(Cause.hasInterruptsOnly(exit.cause), "the run broke")
    return found
  }
  const { ledger, ended } = exit.value
  const counted = kinds.map(kind => heard.filter(({ verdict }) => kindOf(verdict) === kind).length)
  claim(balances(ledger), "the ledger does not balance")
  claim(ledger.read === heard.length, "the ledger has another number of rows")
  claim(
    JSON.stringify(kinds.map(kind => ledger[kind])) === JSON.stringify(counted),
    "the ledger has other verdicts"
  )
  claim(ended._tag === "Interrupted" || heard.length === handed, "a run that came to its end lost rows")
  return found
}

it.effect("every row that was read has one verdict, and the ledger says so (Law 1)", ({ task }) =>
  Effect.gen(function* () {
    const counts = inject("counts")
    const ended = { Completed: 0, SourceFailed: 0, TargetFailed: 0, Interrupted: 0, killed: 0 }
    const verdicts = Object.fromEntries(kinds.map(kind => [kind, 0]))
    let tried = 0
    let rows = 0
    let unbalanced = 0

    const check = yield* Arbitrary.checkEffect(
      trials,
      trial =>
        Effect.gen(function* () {
          const seen = yield* play(trial)
          const complaints = wrong(trial, seen)
          tried += 1
          rows += seen.heard.length
          ended[Exit.isSuccess(seen.exit) ? seen.exit.value.ended._tag : "killed"] += 1
          for (const { verdict } of seen.heard)
            verdicts[kindOf(verdict)] = (verdicts[kindOf(verdict)] ?? 0) + 1
          if (complaints.length === 0) return true
          unbalanced += 1
          return yield* Effect.fail(complaints)
        }).pipe(Effect.catchCause(cause => Effect.fail(cause))),
      { runs: counts.pipelines, seed: counts.seed, size: 60 }
    )

    task.meta.proof = {
      proof: "pipelines",
      tried,
      figures: {
        "rows read": rows,
        completed: ended.Completed,
        "source failed": ended.SourceFailed,
        "target failed": ended.TargetFailed,
        stopped: ended.Interrupted,
        killed: ended.killed,
        unbalanced
      }
    }
    expect(Arbitrary.formatCheckFailure(check)).toBeUndefined()
    // Runs of which all end alike would prove little.
    for (const [end, count] of Object.entries(ended)) expect([end, count / tried > 0.02]).toEqual([end, true])
    for (const [kind, count] of Object.entries(verdicts)) {
      expect([kind, count > 0]).toEqual([kind, kind !== "held"])
    }
  })
)
