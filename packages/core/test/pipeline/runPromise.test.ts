import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Outcome } from "../../src/pipeline/Report.ts"
import { Denied, Misconfigured } from "../../src/Trouble.ts"
import { fails, silent } from "../ScriptedSink.ts"
import { file, students, toStudent } from "./pupils.ts"

describe("a run for code without Effect", () => {
  it("gives its report", async () => {
    const report = await Pipeline.runPromise({ source: file(12), mapper: toStudent, sink: students() })
    expect(report).toMatchObject({ ended: { _tag: "Completed" }, ledger: { read: 12, created: 12 } })
  })

  it("tells its outcomes, and waits for who is told", async () => {
    const heard: Array<Outcome> = []
    let busy = 0
    let busiest = 0
    const report = await Pipeline.runPromise(
      { source: file(25), mapper: toStudent, sink: students({ limits: { records: 5 } }) },
      {
        onOutcomes: async outcomes => {
          busy += 1
          busiest = Math.max(busiest, busy)
          await new Promise(setImmediate)
          heard.push(...outcomes)
          busy -= 1
        }
      }
    )
    expect(heard).toHaveLength(report.ledger.read)
    expect(busiest).toBe(1)
  })

  it("takes a listener that is no promise", async () => {
    const heard: Array<Outcome> = []
    const sink = students()
    const onOutcomes = (outcomes: ReadonlyArray<Outcome>) => void heard.push(...outcomes)
    await Pipeline.runPromise({ source: file(3), mapper: toStudent, sink }, { onOutcomes })
    expect(heard).toHaveLength(3)
  })

  it("resolves with what happened when its signal is aborted", async () => {
    const abort = new AbortController()
    const source = file(12)
    const sink = students({
      otherwise: batch =>
        Effect.andThen(
          Effect.sync(() => abort.abort()),
          silent(batch)
        )
    })
    const report = await Pipeline.runPromise({ source, mapper: toStudent, sink }, { signal: abort.signal })
    expect(report).toMatchObject({
      ended: { _tag: "Interrupted" },
      ledger: { read: 12, unknown: 10, notAttempted: 2 }
    })
    expect(source.seen.closed).toBe(1)
  })

  it("sends nothing when its signal was aborted before", async () => {
    const sink = students()
    const signal = AbortSignal.abort()
    const report = await Pipeline.runPromise({ source: file(12), mapper: toStudent, sink }, { signal })
    expect(report.ended._tag).toBe("Interrupted")
    expect(sink.requests).toEqual([])
  })

  it("leaves no listener behind on a signal that outlives it", async () => {
    const { signal } = new AbortController()
    let listeners = 0
    const { addEventListener, removeEventListener } = signal
    signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
      listeners += 1
      addEventListener.apply(signal, given)
    }
    signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
      listeners -= 1
      removeEventListener.apply(signal, given)
    }
    await Pipeline.runPromise({ source: file(3), mapper: toStudent, sink: students() }, { signal })
    expect(listeners).toBe(0)
  })

  it("resolves when the target failed, and rejects for the configuration alone", async () => {
    const denied = fails(new Denied({ message: "target: answered 401" }))
    const sink = students({ otherwise: denied })
    const report = await Pipeline.runPromise({ source: file(3), mapper: toStudent, sink })
    expect(report.ended._tag).toBe("TargetFailed")
    const wrong = new Misconfigured({ message: "EDUSIGN_API_KEY is not set" })
    const misconfigured = students({ ready: Effect.fail(wrong) })
    const rejected = Pipeline.runPromise({ source: file(3), mapper: toStudent, sink: misconfigured })
    await expect(rejected).rejects.toBe(wrong)
  })

  it("rejects when its listener does, and has closed the source", async () => {
    const source = file(3)
    const failed = Pipeline.runPromise(
      { source, mapper: toStudent, sink: students() },
      { onOutcomes: () => Promise.reject(new Error("the disk is full")) }
    )
    await expect(failed).rejects.toThrow("the disk is full")
    expect(source.seen.closed).toBe(1)
  })
})
