/** The proof of the bounds of searching a refused batch (F30): each poison record is found, or the batch given up, in time. */
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { inject } from "vitest"
import { Refused } from "../../src/Trouble.ts"
import { accepts, fails, type Reply } from "../ScriptedSink.ts"
import { consign, deliver, professors } from "./sending.ts"

const size = 1000
/** For one poison record, beside the request that was refused. */
const bound = 2 * Math.ceil(Math.log2(size))

const refused = new Refused({ message: "school: answered 400" })
const keys = Array.from({ length: size }, (_, index) => `key-${index}`)

const poisonedBy =
  (poison: ReadonlySet<number>): Reply =>
  batch =>
    batch.some(({ firstName }) => poison.has(Number(String(firstName).slice(1))))
      ? Effect.fail(refused)
      : accepts(batch)

/** Whole numbers below `size` that differ, from a seed. */
const drawn = (count: number, seed: number): ReadonlySet<number> => {
  const found = new Set<number>()
  for (let state = seed; found.size < count; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    found.add(Math.floor((state / 2 ** 32) * size))
  }
  return found
}

it.effect("of 1,000 records, one or five that spoil it for the others, or all", ({ task }) =>
  Effect.gen(function* () {
    const { poison: batches, seed } = inject("counts")
    const found = { one: 0, five: 0, foundOfFive: 0, givenUpWithFive: 0 }
    for (let batch = 0; batch < batches; batch++) {
      const one = new Set([Math.floor((batch * size) / batches)])
      const single = yield* deliver(professors([], poisonedBy(one)), consign(...keys))
      expect(single.tags.flatMap((tag, index) => (tag === "Created" ? [] : [index]))).toEqual([...one])
      expect(single.requests - 1).toBeLessThanOrEqual(bound)
      found.one = Math.max(found.one, single.requests)

      const five = drawn(5, seed + batch)
      const several = yield* deliver(professors([], poisonedBy(five)), consign(...keys))
      const codes = several.verdicts.map(verdict =>
        verdict._tag === "Rejected" ? verdict.code : verdict._tag
      )
      for (const [index, code] of codes.entries()) {
        // A poison record is found or given up with its part; a good one is created or given up.
        expect(code === "Created").toBe(code !== "BATCH_REFUSED" && !five.has(index))
        expect(code === "REMOTE_REJECTED" && !five.has(index)).toBe(false)
      }
      const givenUp = codes.includes("BATCH_REFUSED")
      expect(several.requests - 1).toBeLessThanOrEqual(givenUp ? 6 : 5 * bound)
      found.five = Math.max(found.five, several.requests)
      if (givenUp) found.givenUpWithFive += 1
      else found.foundOfFive += 1
    }
    const all = yield* deliver(professors([], fails(refused)), consign(...keys))
    expect(all.requests).toBe(7)
    expect(new Set(all.tags)).toEqual(new Set(["Rejected"]))
    task.meta.proof = {
      proof: "poison",
      tried: batches,
      figures: {
        "requests with one poison record, at the most": found.one,
        "requests with five, at the most": found.five,
        "batches with five in which all five were found": found.foundOfFive,
        "batches with five that were given up": found.givenUpWithFive,
        "requests when everything is refused": all.requests
      }
    }
  })
)
