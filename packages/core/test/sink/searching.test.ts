import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { Delivery } from "../../src/sink/Delivery.ts"
import { Denied, Refused, type SinkError, Unavailable } from "../../src/Trouble.ts"
import { list, number } from "../generate.ts"
import { inTestTime } from "../inTestTime.ts"
import { accepts, fails, type Reply } from "../ScriptedSink.ts"
import { consign, deliver, professors } from "./sending.ts"

const refused = new Refused({ message: "school: answered 400", note: "the vendor's words" })

/** Refuses whole, and names nobody, whatever has one of these records in it. */
const poisonedBy =
  (...poison: ReadonlyArray<number>): Reply =>
  batch =>
    batch.some(({ firstName }) => poison.includes(Number(String(firstName).slice(1))))
      ? Effect.fail(refused)
      : accepts(batch)

const keys = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`)
const against = (poison: ReadonlyArray<number>, count: number) =>
  deliver(professors([], poisonedBy(...poison)), consign(...keys(count)))

const codes = ({ verdicts }: { readonly verdicts: ReadonlyArray<object> }) =>
  verdicts.map(verdict => ("code" in verdict ? verdict.code : undefined))
const indexesOf = (codes: ReadonlyArray<unknown>, code: string) =>
  codes.flatMap((each, index) => (each === code ? [index] : []))

describe("a batch that is refused and in which nobody is named (F30)", () => {
  it.effect.each([
    [1000, [0]],
    [1000, [617]],
    [1000, [999]],
    [10, [3]],
    [2, [1]],
    [1, [0]]
  ] as const)(
    "of %i records with the poison %j: it alone is rejected, with the target's words",
    ([count, poison]) =>
      Effect.gen(function* () {
        const result = yield* against(poison, count)
        expect(indexesOf(result.tags, "Rejected")).toEqual(poison)
        expect(result.tags.filter(tag => tag === "Created")).toHaveLength(count - 1)
        expect(result.verdicts[poison[0]]).toEqual({
          _tag: "Rejected",
          code: "REMOTE_REJECTED",
          message: "school: answered 400",
          note: "the vendor's words"
        })
        expect(result.requests).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(count)))
        expect(result.halt).toBeUndefined()
      })
  )

  it.effect("with five poison records that leave halves free of them: they alone are rejected", () =>
    Effect.gen(function* () {
      const poison = [3, 40, 77, 200, 390]
      const result = yield* against(poison, 1000)
      expect(indexesOf(codes(result), "REMOTE_REJECTED")).toEqual(poison)
      expect(result.tags.filter(tag => tag === "Created")).toHaveLength(995)
      expect(result.requests).toBeLessThanOrEqual(1 + 5 * 20)
    })
  )

  it.effect("with more: five are found, and what is left in refused parts is given up", () =>
    Effect.gen(function* () {
      const poison = [3, 40, 77, 200, 390, 391, 499]
      const result = yield* against(poison, 1000)
      const found = indexesOf(codes(result), "REMOTE_REJECTED")
      const givenUp = indexesOf(codes(result), "BATCH_REFUSED")
      expect(found).toHaveLength(5)
      for (const index of poison) expect([...found, ...givenUp]).toContain(index)
      expect(result.tags.filter(tag => tag === "Created")).toHaveLength(1000 - found.length - givenUp.length)
      expect(result.requests).toBeLessThanOrEqual(1 + 5 * 20)
    })
  )

  it.effect.each([
    [1000, 7],
    [10, 7],
    [8, 7]
  ] as const)("of %i records that all are: given up after %i requests", ([count, requests]) =>
    Effect.gen(function* () {
      const result = yield* deliver(professors([], fails(refused)), consign(...keys(count)))
      expect(result.requests).toBe(requests)
      expect(new Set(codes(result))).toEqual(new Set(["BATCH_REFUSED"]))
    })
  )

  it.effect("of a few is never given up: dividing them costs no more than giving up a large one", () =>
    Effect.gen(function* () {
      const result = yield* against([0, 1, 2], 4)
      expect(codes(result)).toEqual(["REMOTE_REJECTED", "REMOTE_REJECTED", "REMOTE_REJECTED", undefined])
      expect(result.requests).toBe(7)
    })
  )

  it.effect("three times ends the run: more would be refused as well", () =>
    Effect.gen(function* () {
      const sink = professors([], fails(refused))
      const delivery = new Delivery(sink)
      const batches = [1, 2, 3].map(() => delivery.deliver(consign(...keys(20))))
      const results = yield* inTestTime(Effect.all(batches))
      expect(results.map(({ halt }) => halt?._tag)).toEqual([undefined, undefined, "Refused"])
      expect(results[2]?.halt?.message).toMatch(/school: answered 400/)
      expect(results[2]?.halt?.message).not.toMatch(/vendor/)
    })
  )

  it.effect("is divided too with records that have no key: what is refused is not stored (Law 3)", () =>
    Effect.gen(function* () {
      const result = yield* deliver(
        professors([], poisonedBy(2)),
        consign(undefined, undefined, undefined, undefined)
      )
      expect(result.tags).toEqual(["Created", "Created", "Rejected", "Created"])
    })
  )

  it.effect.each<readonly [string, SinkError]>([
    ["denies", new Denied({ message: "school: answered 401" })],
    ["is away", new Unavailable({ message: "school: away" })]
  ])("leaves what was refused and not found not attempted, when the target then %s", ([, error]) =>
    Effect.gen(function* () {
      const script = [fails(refused), accepts, ...Array.from({ length: 6 }, () => fails(error))]
      const result = yield* deliver(professors(script), consign("a", "b", "c", "d"))
      expect(result.tags).toEqual(["Created", "Created", "NotAttempted", "NotAttempted"])
      expect(result.halt).toBe(error)
    })
  )

  it.effect.prop(
    "costs its poison records and no other, in two requests a halving, or is given up within as many",
    [Arbitrary.all({ count: number(1, 200), poison: list(number(0, 199), 12) })],
    ([{ count, poison }]) =>
      Effect.map(against(poison, count), result => {
        const inside = new Set(poison.filter(index => index < count))
        const found = indexesOf(codes(result), "REMOTE_REJECTED")
        const givenUp = indexesOf(codes(result), "BATCH_REFUSED")
        for (const index of found) expect(inside).toContain(index)
        for (const index of inside) expect([...found, ...givenUp]).toContain(index)
        if (inside.size <= 3) expect(givenUp).toEqual([])
        expect(result.tags.filter(tag => tag === "Created")).toHaveLength(
          count - found.length - givenUp.length
        )
        const most = Math.min(inside.size, 6)
        expect(result.requests).toBeLessThanOrEqual(1 + most * 2 * Math.ceil(Math.log2(count)))
      }),
    { arbitrary: { runs: 300, size: 60 } }
  )
})
