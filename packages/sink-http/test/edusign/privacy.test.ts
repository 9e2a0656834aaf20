import { expect, it } from "@effect/vitest"
import type { Report } from "@rollcall/core"
import { Duration, Effect } from "effect"
import { send, student } from "../School.ts"
import { breaks, breaksOff, creates, type Reply, recordsOf, says, scripted } from "../Scripted.ts"
import { type Options, targetAt } from "../Target.ts"
import { witnessed } from "../Witness.ts"

const key = "CANARY-key"
const words = "CANARY-words"
const value = "CANARY-value"

/** Every field but the key holds a canary; keys are identifiers and may be named. */
const records = ["1", "2"].map(name =>
  student(name, {
    firstName: value,
    lastName: value,
    email: `${value}@example.org`,
    phone: value,
    photoUrl: `https://example.org/${value}`,
    company: value,
    tags: [value]
  })
)

const failing =
  (error: unknown): Reply =>
  (response, request) =>
    says(207, { results: recordsOf(request).map((_, inputIndex) => ({ inputIndex, error })) })(
      response,
      request
    )

/** Says all it was sent again, after some words of its own. */
const echoing =
  (status: number): Reply =>
  (response, request) =>
    says(status, `${words} ${request.headers.authorization} ${request.body}`, { "x-words": words })(
      response,
      request
    )

interface Scene {
  readonly name: string
  readonly replies: ReadonlyArray<Reply>
  readonly options?: Options
  /** Whether the target's words stand in the report's notes. */
  readonly noted?: boolean
}

const scenes: ReadonlyArray<Scene> = [
  { name: "a success", replies: [creates] },
  { name: "a record is refused with words", replies: [failing(`${words} ${value}`)], noted: true },
  {
    name: "a record is refused with a code and words",
    replies: [failing({ code: "VALIDATION_ERROR", message: `${words} ${value}`, field: words })],
    noted: true
  },
  { name: "the request is refused", replies: [echoing(400)], noted: true },
  { name: "the key is refused", replies: [echoing(401)] },
  { name: "there is nothing", replies: [echoing(404)] },
  { name: "too many requests", replies: [echoing(429)] },
  { name: "the server fails", replies: [echoing(500)] },
  { name: "a redirect", replies: [says(302, words, { location: `https://example.org/${words}` })] },
  { name: "a page", replies: [echoing(200)] },
  {
    name: "an answer about somebody else",
    replies: [says(200, { results: [{ inputIndex: 7, status: words }] })]
  },
  {
    name: "an answer with another key",
    replies: [says(200, { results: [{ inputIndex: 0, externalReferenceId: value, status: "created" }] })]
  },
  {
    name: "an answer that says nothing",
    replies: [says(200, { results: [{ inputIndex: 0, status: words }] })]
  },
  { name: "an answer that breaks off", replies: [breaksOff(words)] },
  { name: "a broken connection", replies: [breaks] },
  { name: "silence", replies: [() => {}], options: { timeout: Duration.millis(20) } }
]

it.live.each(scenes)(
  "$name: no key, no value and no words of the target leave for a log or a trace (Law 9)",
  scene =>
    Effect.gen(function* () {
      const { url } = yield* scripted(...scene.replies)
      const { students } = targetAt(url, { apiKey: key, ...scene.options })
      const { result, told, spans } = yield* witnessed(send(students, records))
      expect(spans).toContain("Pipeline.run")
      expect(spans).toContain("POST")
      expect(told).not.toContain("CANARY")
      expect(JSON.stringify(withoutNotes(result.report))).not.toContain("CANARY")
      const notes = JSON.stringify(result.report.troubles)
      expect(notes.includes(words)).toBe(scene.noted ?? false)
    })
)

/** The notes are the one place of a report where the target's words may stand. */
const withoutNotes = (report: Report) =>
  JSON.parse(JSON.stringify(report, (name, value: unknown) => (name === "note" ? undefined : value)))

it.live("nobody listens: the trace tells where, not with which key", () =>
  Effect.gen(function* () {
    const { url, stop } = yield* scripted(creates)
    stop()
    const { result, told } = yield* witnessed(send(targetAt(url, { apiKey: key }).students, records))
    expect(told).toContain("ECONNREFUSED")
    expect(told + JSON.stringify(result.report)).not.toContain("CANARY")
  })
)

it("a target does not show its key", () => {
  const target = targetAt("http://localhost", { apiKey: key })
  expect(JSON.stringify(target) + String(target)).not.toContain("CANARY")
})
