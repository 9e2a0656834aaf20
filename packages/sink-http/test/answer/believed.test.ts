import { expect, it } from "@effect/vitest"
import { Verdict } from "@rollcall/core"
import { Arbitrary, Effect, Schema } from "effect"
import { judged } from "./judged.ts"
import { readNaively } from "./naive.ts"

const keys = ["a", "b", "c"]

/** One of these values, each as likely as it stands there often. */
const pick = <const A>(...values: ReadonlyArray<A>): Arbitrary.Arbitrary<A> =>
  Arbitrary.map(
    Arbitrary.schema(Schema.Literals(values.map((_, index) => index))),
    index => values[index] as A
  )

const often = <A>(value: A, times: number): ReadonlyArray<A> => Array.from({ length: times }, () => value)

/** An object of these fields, where undefined stands for absent. */
const object = (fields: { readonly [name: string]: Arbitrary.Arbitrary<unknown> }) =>
  Arbitrary.map(Arbitrary.all(fields), values =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  )

const index = pick<unknown>(0, 0, 0, 1, 1, 1, 2, 2, 2, undefined, null)
const rarely = pick<unknown>(...often(undefined, 80), 3, -1, 0.5, "0", true, null)

/** Items that name the records of a batch of three, now and then wrongly, and say this and that of them. */
const item = Arbitrary.map(
  Arbitrary.all([
    object({
      inputIndex: index,
      index: rarely,
      externalReferenceId: pick<unknown>(...often(undefined, 60), "a", "b", 7),
      status: pick<unknown>(
        ...often("created", 8),
        ...often("failed", 2),
        "unchanged",
        "Updated",
        "pending",
        201,
        422,
        undefined
      ),
      success: pick<unknown>(...often(undefined, 8), true, true, true, false, "yes"),
      error: pick<unknown>(...often(undefined, 12), null, "", {}, [], "no", { message: "no" }),
      errors: pick<unknown>(...often(undefined, 12), [], ["no"]),
      code: pick<unknown>(...often(undefined, 20), "OK", "VALIDATION_ERROR")
    }),
    pick<unknown>(...often(undefined, 30), null, "created", 0, [], [0])
  ]),
  ([sensible, other]) => (other === undefined ? sensible : other)
)

const items = Arbitrary.array(item, { maxLength: 4 })
const some = Arbitrary.map(Arbitrary.all([items, pick(true, false, false)]), ([list, there]) =>
  there ? list : undefined
)

const level = object({
  results: items,
  students: some,
  data: some,
  created: some,
  unchanged: some,
  failed: some,
  errors: some,
  professors: some,
  warnings: some,
  summary: pick<unknown>(undefined, { failed: 0 }, "none")
})

/** A sensible answer now and then, and a permutation of three right items more often. */
const right = Arbitrary.map(pick([0, 1, 2], [2, 0, 1], [1, 0, 2]), order => ({
  results: order.map(inputIndex => ({ inputIndex, status: "created", externalReferenceId: keys[inputIndex] }))
}))

const bodies = Arbitrary.map(
  Arbitrary.all([
    level,
    level,
    items,
    right,
    Arbitrary.schema(Schema.Json),
    pick(0, 0, 0, 1, 1, 2, 3, 4, 5, 5)
  ]),
  ([top, below, list, good, any, shape]) =>
    [top, { ...top, data: below }, list, { batch: { data: below } }, any, good][shape]
)

it.effect.prop(
  "a record is accepted only if exactly one item names it, says success, and nothing contradicts (Law 2)",
  [bodies],
  ([body]) =>
    Effect.gen(function* () {
      const { verdicts } = yield* judged(JSON.stringify(body), { keys, status: 207 })
      const places = (which: (verdict: Verdict.Verdict) => boolean) =>
        verdicts.flatMap((verdict, place) => (which(verdict) ? [place] : []))
      const naive = readNaively("students", body, keys)
      expect(verdicts).toHaveLength(keys.length)
      expect(places(Verdict.accepted)).toEqual(naive.accepted)
      expect(places(({ _tag }) => _tag === "Rejected")).toEqual(naive.refused)
    }),
  { arbitrary: { runs: 1500 } }
)

it.effect("the generated answers prove something often enough to mean anything", () =>
  Effect.gen(function* () {
    const sampled = yield* Arbitrary.sampleEffect(bodies, { count: 1000, seed: 1 })
    const naive = sampled.map(body => readNaively("students", body, keys))
    expect(naive.filter(({ accepted }) => accepted.length > 0).length).toBeGreaterThan(100)
    expect(naive.filter(({ refused }) => refused.length > 0).length).toBeGreaterThan(50)
    expect(naive.filter(({ accepted }) => accepted.length === 0).length).toBeGreaterThan(100)
  })
)
