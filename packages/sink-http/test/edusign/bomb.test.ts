import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { counts } from "../School.ts"
import { attempt } from "./Attempt.ts"

it.live("a gigabyte in an answer of a megabyte is not taken in, and not believed", () =>
  Effect.gen(function* () {
    const peak = () => process.resourceUsage().maxRSS / 1024
    const before = peak()
    const run = yield* attempt([{ kind: "gzip-bomb", bytes: 1024 ** 3, times: 2 }])
    expect(counts(run.report)).toEqual({ unknown: 5, notAttempted: 7 })
    expect(run.report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unexpected" } })
    expect([run.report.requests, run.held]).toEqual([2, 5])
    expect(peak() - before).toBeLessThan(300)
  })
)
