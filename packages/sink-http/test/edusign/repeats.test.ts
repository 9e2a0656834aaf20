/** What is repeated when a request gets no answer, and when (docs/contract.md, Limits in use; Law 3). */
import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { many, professor, send, student } from "../School.ts"
import { breaks, creates, scripted } from "../Scripted.ts"
import { targetAt } from "../Target.ts"

describe("a request without an answer", () => {
  it.live("is not repeated within the time in which the target may take it for the same one", () =>
    Effect.gen(function* () {
      const at: Array<number> = []
      const { url } = yield* scripted(
        (response, request) => {
          at.push(performance.now())
          breaks(response, request)
        },
        (response, request) => {
          at.push(performance.now())
          creates(response, request)
        }
      )
      yield* send(targetAt(url, { resendAfter: Duration.millis(600) }).students, [student("1")])
      expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(599)
    })
  )

  it.live(
    "is no unreadable answer, though it be the first: what has a key is sent again, and the rest too",
    () =>
      Effect.gen(function* () {
        const { url } = yield* scripted(breaks, creates)
        const records = [professor(undefined, "plain@example.org"), ...many(11, key => professor(key))]
        const { report } = yield* send(targetAt(url).professors, records)
        expect(report.ended._tag).toBe("Completed")
        expect(report.ledger).toMatchObject({ created: 11, unknown: 1 })
      })
  )

  it.live("ends the run when nothing of it may be sent again", () =>
    Effect.gen(function* () {
      const { url } = yield* scripted(breaks, creates)
      const records = many(12, key => professor(undefined, `${key}@example.org`))
      const { report } = yield* send(targetAt(url).professors, records)
      expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unavailable" } })
      expect(report.ledger).toMatchObject({ unknown: 10, notAttempted: 2 })
    })
  )
})
