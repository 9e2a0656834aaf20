import { expect, it } from "@effect/vitest"
import { Professor } from "@rollcall/core"
import { Duration, Effect } from "effect"
import { many, professor, send } from "../School.ts"
import { breaks, creates, recordsOf, scripted } from "../Scripted.ts"
import { targetAt } from "../Target.ts"
import { trial } from "../Trial.ts"

const keyed = many(3, key => professor(key))
/** Created plainly: nothing but their e-mail tells them apart. */
const keyless = many(2, key => professor(undefined, `plain-${key}@example.org`))
const all = [...keyed, ...keyless]

it.live.each<readonly [kind: string, keyed: string, keyless: string, held: number]>([
  ["429", "Created", "Created", 5],
  ["503", "Created", "Unknown", 3],
  ["reset-before", "Created", "Unknown", 3],
  ["reset-after", "Unchanged", "Unknown", 5],
  ["500-after", "Unchanged", "Unknown", 5],
  ["cut-body", "Unchanged", "Unknown", 5],
  ["garbage", "Unchanged", "Unknown", 5],
  ["html", "Unchanged", "Unknown", 5],
  ["gzip-bomb", "Unchanged", "Unknown", 5],
  ["index-wrong", "Unchanged", "Unknown", 5],
  ["index-one-based", "Unchanged", "Unknown", 5],
  ["slow-body", "Unchanged", "Unknown", 5],
  ["delay", "Created", "Unknown", 3]
])("%s: a professor without a key is never sent twice (Law 3, F6)", ([kind, withKey, withoutKey, count]) =>
  Effect.gen(function* () {
    const { target, faults, held } = yield* trial
    const slow = kind === "delay" || kind === "slow-body"
    yield* faults({ kind, ...(slow && { ms: 60_000 }) })
    const { professors } = target({ timeout: Duration.millis(slow ? 700 : 60_000) })
    const { verdicts, report } = yield* send(professors, all)
    expect(verdicts.map(({ _tag }) => _tag)).toEqual([
      ...keyed.map(() => withKey),
      ...keyless.map(() => withoutKey)
    ])
    expect(report.requests).toBe(2)
    expect(yield* held(Professor)).toHaveLength(count)
  })
)

it.live("a professor without a key is on the wire once, those with one as often as it takes", () =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(breaks, breaks, creates)
    yield* send(targetAt(url).professors, all)
    const emails = requests.map(request => recordsOf(request).map(({ email }) => email))
    const ofKeyed = keyed.map(({ email }) => email)
    expect(emails).toEqual([all.map(({ email }) => email), ofKeyed, ofKeyed])
  })
)

it.live("nothing but professors without a key: one request, whatever becomes of it", () =>
  Effect.gen(function* () {
    const { target, faults, held, requests } = yield* trial
    yield* faults({ kind: "reset-after", times: 5 })
    const { verdicts } = yield* send(target().professors, keyless)
    expect(verdicts.map(({ _tag }) => _tag)).toEqual(["Unknown", "Unknown"])
    expect(yield* requests("professors")).toBe(1)
    expect(yield* held(Professor)).toHaveLength(2)
  })
)

it.live("created plainly once more by a second run, since nothing says who they are", () =>
  Effect.gen(function* () {
    const { target } = yield* trial
    const { professors } = target()
    expect((yield* send(professors, keyless)).verdicts).toEqual(keyless.map(() => ({ _tag: "Created" })))
    const again = yield* send(professors, keyless)
    expect(again.report.rejections).toEqual([{ code: "EMAIL_ALREADY_EXISTS", field: "email", count: 2 }])
  })
)

it.live("sent again beside a record that the target refuses, for a refusal stores nobody", () =>
  Effect.gen(function* () {
    const { target, faults, held } = yield* trial
    yield* faults({ kind: "poison", status: 422, keys: ["2"], times: "always" })
    const { verdicts } = yield* send(target().professors, all)
    expect(verdicts.map(({ _tag }) => _tag)).toEqual(["Created", "Rejected", "Created", "Created", "Created"])
    expect(yield* held(Professor)).toHaveLength(4)
  })
)
