import { expect, it } from "@effect/vitest"
import { Student } from "@rollcall/core"
import { Effect } from "effect"
import { counts, many, send, student } from "../School.ts"
import { breaks, creates, type Reply, recordsOf, says, scripted } from "../Scripted.ts"
import { type Options, targetAt } from "../Target.ts"
import { trial } from "../Trial.ts"

const records = many(12, student)
const to = (url: string, options: Options = {}) => targetAt(url, { batchRecords: 5, ...options }).students

it.live("a wrong key ends the run at once, and nothing was attempted (F45)", () =>
  Effect.gen(function* () {
    const { url, requests, held } = yield* trial
    const { report } = yield* send(to(url, { apiKey: "another" }), records)
    expect(counts(report)).toEqual({ notAttempted: 12 })
    expect([report.requests, yield* requests("students")]).toEqual([1, 1])
    expect(report.ended).toMatchObject({
      _tag: "TargetFailed",
      error: { _tag: "Denied", message: "edusign/students: answered 401; check the credentials" }
    })
    expect(yield* held(Student)).toEqual([])
  })
)

it.live("so does a wrong base URL", () =>
  Effect.gen(function* () {
    const { url } = yield* trial
    const { report } = yield* send(to(`${url}/api`), records)
    expect([counts(report), report.requests]).toEqual([{ notAttempted: 12 }, 1])
    expect(report.ended).toMatchObject({
      _tag: "TargetFailed",
      error: { _tag: "Denied", message: "edusign/students: answered 404; check the base URL" }
    })
  })
)

it.live.each([403, 405])("so does %i", status =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(says(status, {}))
    const { report } = yield* send(to(url), records)
    expect([counts(report), report.ended._tag, requests.length]).toEqual([
      { notAttempted: 12 },
      "TargetFailed",
      1
    ])
  })
)

it.live.each([301, 302, 307, 308])("%i leads nobody elsewhere with the key and the records", status =>
  Effect.gen(function* () {
    const elsewhere = yield* scripted(creates)
    const { url, requests } = yield* scripted(says(status, "", { location: `${elsewhere.url}/take` }))
    const { report } = yield* send(to(url), records)
    expect(counts(report)).toEqual({ notAttempted: 12 })
    expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Denied" } })
    expect([requests.length, elsewhere.requests.length]).toEqual([1, 0])
  })
)

it.live.each([301, 302, 303, 307, 308])(
  "%i midway: what was answered stands, and nobody is led elsewhere",
  status =>
    Effect.gen(function* () {
      const elsewhere = yield* scripted(creates)
      const { target, faults, held } = yield* trial
      yield* faults({
        kind: "redirect",
        status,
        location: `${elsewhere.url}/take`,
        after: 1,
        times: "always"
      })
      const { report } = yield* send(target({ batchRecords: 5 }).students, records)
      expect([counts(report), report.requests]).toEqual([{ created: 5, notAttempted: 7 }, 2])
      expect(report.ended).toMatchObject({
        _tag: "TargetFailed",
        error: { _tag: "Denied", message: `edusign/students: answered ${status}; check the base URL` }
      })
      expect([(yield* held(Student)).length, elsewhere.requests]).toEqual([5, []])
    })
)

it.live("a key that is taken away midway: what was answered stands, the rest is not attempted", () =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates, says(401, {}))
    const { report } = yield* send(to(url), records)
    expect([counts(report), requests.length]).toEqual([{ created: 5, notAttempted: 7 }, 2])
    expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Denied" } })
  })
)

it.live("a key that is taken away before a re-send: what was sent stays unknown", () =>
  Effect.gen(function* () {
    const { url } = yield* scripted(creates, says(200, '{"results":['), says(401, {}))
    const { report } = yield* send(to(url), records)
    expect(counts(report)).toEqual({ created: 5, unknown: 5, notAttempted: 2 })
    expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Denied" } })
  })
)

it.live("nobody listens: tried again, then given up, and nothing is unknown", () =>
  Effect.gen(function* () {
    const { url, stop } = yield* scripted(creates)
    stop()
    const { report } = yield* send(to(url), records)
    expect([counts(report), report.requests]).toEqual([{ notAttempted: 12 }, 3])
    expect(report.ended).toMatchObject({
      _tag: "TargetFailed",
      error: {
        _tag: "Unavailable",
        message: "edusign/students: the connection failed (ECONNREFUSED)"
      }
    })
  })
)

it.live("a server that dies midway: what was in flight is unknown, the rest not attempted", () =>
  Effect.gen(function* () {
    let die = () => {}
    const dies: Reply = () => die()
    const server = yield* scripted(creates, dies)
    die = server.stop
    const { report, verdicts } = yield* send(to(server.url), records)
    expect(verdicts.map(({ _tag }) => _tag)).toEqual([
      ...Array.from({ length: 5 }, () => "Created"),
      ...Array.from({ length: 5 }, () => "Unknown"),
      ...Array.from({ length: 2 }, () => "NotAttempted")
    ])
    expect([server.requests.length, report.requests]).toEqual([2, 4])
    expect(report.ended).toMatchObject({ _tag: "TargetFailed", error: { _tag: "Unavailable" } })
  })
)

it.live("a server that comes back is sent the same records again", () =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates, breaks, says(502, "<p>"), creates)
    const { report } = yield* send(to(url), records)
    expect([counts(report), report.ended._tag]).toEqual([{ created: 12 }, "Completed"])
    const keys = requests.map(request =>
      recordsOf(request).map(({ externalReferenceId }) => externalReferenceId)
    )
    expect(keys).toEqual([keys[0], keys[1], keys[1], keys[1], ["11", "12"]])
  })
)

it.live.each<readonly [name: string, retryAfter: string]>([
  ["no seconds", "0"],
  ["a date that has passed", "Sun, 06 Nov 1994 08:49:37 GMT"],
  ["nonsense", "soon"]
])("Retry-After asks for %s: tried again at once", ([, retryAfter]) =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(says(429, {}, { "retry-after": retryAfter }), creates)
    const { report } = yield* send(to(url), records)
    expect([counts(report), requests.length]).toEqual([{ created: 12 }, 4])
  })
)
