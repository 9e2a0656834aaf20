/** The tree of groups, as it stands in the file. */
import { describe, expect, it } from "vitest"
import { makeSchool } from "../src/index.ts"
import { rowsOf } from "./reading.ts"

const parentsOf = (groups: number, seed: number) =>
  new Map(
    rowsOf(makeSchool({ seed, groups, learners: 0 }), "groupes.csv").map(({ cells }) => [
      cells[0] ?? "",
      cells[3] ?? ""
    ])
  )

/** How many groups stand above one, or infinity where they turn in a circle. */
const depth = (parents: ReadonlyMap<string, string>, code: string): number => {
  let above = 0
  for (let at = parents.get(code); at !== ""; at = parents.get(at ?? "")) if (above++ > 10) return Infinity
  return above
}

describe.each([1, 2, 99])("seed %d", seed => {
  it.each([0, 1, 2, 3, 4, 10, 80, 1000])("%d groups make a tree", groups => {
    const parents = parentsOf(groups, seed)
    expect(parents.size).toBe(groups)
    for (const parent of parents.values()) if (parent !== "") expect(parents.has(parent)).toBe(true)
    for (const code of parents.keys()) expect(depth(parents, code)).toBeLessThan(4)
    const roots = [...parents.values()].filter(parent => parent === "")
    expect(roots.length).toBeLessThanOrEqual(10)
  })

  it("has branches of 3 and of 4 levels", () => {
    const parents = parentsOf(80, seed)
    const inner = new Set(parents.values())
    const leaves = [...parents.keys()].filter(code => !inner.has(code))
    expect(new Set(leaves.map(code => depth(parents, code) + 1))).toEqual(new Set([3, 4]))
  })

  it.each([2, 10, 80])("puts a child before its parent in a file of %d groups", groups => {
    const parents = parentsOf(groups, seed)
    const order = [...parents.keys()]
    const early = order.filter((code, at) => order.indexOf(parents.get(code) ?? "") > at)
    expect(early.length).toBeGreaterThan(0)
  })
})
