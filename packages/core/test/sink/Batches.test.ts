import { describe, expect, it } from "@effect/vitest"
import { Batches, firstBatch } from "../../src/sink/Batches.ts"
import { list, number, pick } from "../generate.ts"

const cut = (weights: ReadonlyArray<number>, records: number, bytes: number) => {
  const batches = new Batches<{ readonly at: number; readonly weight: number }>({ records, bytes })
  const given = weights.map((weight, at) => batches.add({ at, weight }, weight))
  return [...given, batches.rest()].filter(batch => batch !== undefined)
}

describe("batches (Law 4, docs/contract.md 1)", () => {
  it.prop(
    "lose nothing, keep the order, stay within both limits, and begin with a small one",
    [list(number(0, 100), 60), number(1, 15), number(100, 300)],
    ([weights, records, bytes]) => {
      const batches = cut(weights, records, bytes)
      expect(batches.flat().map(({ at }) => at)).toEqual(weights.map((_, at) => at))
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0)
        expect(batch.length).toBeLessThanOrEqual(records)
        expect(batch.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(bytes)
      }
      expect(batches[0]?.length ?? 0).toBeLessThanOrEqual(firstBatch)
    },
    { arbitrary: { runs: 200, size: 60 } }
  )

  it.prop(
    "are as full as both limits allow",
    [list(number(0, 100), 60), number(1, 15), number(100, 300)],
    ([weights, records, bytes]) => {
      const batches = cut(weights, records, bytes)
      for (const [at, batch] of batches.entries()) {
        const next = batches[at + 1]?.[0]
        if (next === undefined) continue
        const most = at === 0 ? Math.min(records, firstBatch) : records
        const weight = batch.reduce((sum, { weight }) => sum + weight, next.weight)
        expect(batch.length === most || weight > bytes).toBe(true)
      }
    },
    { arbitrary: { runs: 200, size: 60 } }
  )

  it.prop(
    "hold no two records that must be apart, and are no smaller for those that need not",
    [list(pick("a", "b", "c", undefined), 60), number(1, 15)],
    ([names, records]) => {
      const batches = new Batches<{ readonly at: number; readonly name: string | undefined }>(
        { records, bytes: 1000 },
        ({ name }) => name
      )
      const given = names.map((name, at) => batches.add({ at, name }, 1))
      const all = [...given, batches.rest()].filter(batch => batch !== undefined)
      expect(all.flat().map(({ at }) => at)).toEqual(names.map((_, at) => at))
      for (const [index, batch] of all.entries()) {
        const apart = batch.flatMap(({ name }) => name ?? [])
        expect(new Set(apart).size).toBe(apart.length)
        const next = all[index + 1]?.[0]?.name
        const most = index === 0 ? Math.min(records, firstBatch) : records
        if (index + 1 < all.length)
          expect(batch.length === most || (next !== undefined && apart.includes(next))).toBe(true)
      }
    },
    { arbitrary: { runs: 300, size: 60 } }
  )

  it("are three for 2510 small records, after the first", () => {
    const sizes = cut(
      Array.from({ length: 2510 }, () => 1),
      1000,
      1_000_000
    )
    expect(sizes.map(batch => batch.length)).toEqual([10, 1000, 1000, 500])
  })

  it("have no more than ten records in the first, even when it is given out before it is full", () => {
    const batches = new Batches<number>({ records: 1000, bytes: 1000 })
    batches.add(1, 1)
    expect(batches.rest()).toEqual([1])
    const next = Array.from({ length: 20 }, (_, at) => batches.add(at, 1))
    expect(next.every(batch => batch === undefined)).toBe(true)
    expect(batches.rest()).toHaveLength(20)
  })
})
