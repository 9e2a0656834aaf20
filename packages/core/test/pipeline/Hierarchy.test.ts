import { describe, expect, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { levels, type Node } from "../../src/pipeline/Hierarchy.ts"
import { list, pick } from "../generate.ts"

const keys = ["a", "b", "c", "d", "e", "f", "g", "h"] as const
/** Up to eight groups in any order; each names any other, itself, one that is not among them, or none. */
const graphs = Arbitrary.map(
  Arbitrary.all([list(pick(...keys, undefined), 8, 8), list(pick(0, 1, 2, 3, 4, 5, 6, 7), 8)]),
  ([parents, chosen]): ReadonlyArray<Node> => {
    const nodes = keys.map((key, at) => ({ key, parent: parents[at] }))
    return [...new Set(chosen)].flatMap(at => nodes[at] ?? [])
  }
)

/** How a person would place one group: go up until there is no parent here, or until one comes twice. */
const walk = (nodes: ReadonlyArray<Node>, start: Node) => {
  const up: Array<string | undefined> = [start.key]
  let node = start
  for (;;) {
    const above = nodes.find(({ key }) => key === node.parent)
    if (above === undefined || node.parent === undefined) return { depth: up.length - 1 }
    if (up.includes(above.key)) return { circle: up.slice(up.indexOf(above.key)) }
    up.push(above.key)
    node = above
  }
}

describe("the levels of a tree (F41, F42)", () => {
  it.prop(
    "hold each group once: in its depth, in its circle, or below one",
    [graphs],
    ([nodes]) => {
      const tree = levels(nodes)
      for (const node of nodes) {
        const { depth, circle } = walk(nodes, node)
        const found = tree.levels.flatMap((level, at) => (level.includes(node) ? [at] : []))
        expect(found).toEqual(depth === undefined ? [] : [depth])
        const circling = tree.circles.filter(entry => entry.node === node)
        expect(circling).toHaveLength(circle?.includes(node.key) ? 1 : 0)
        const below = tree.below.filter(entry => entry.node === node)
        expect(below).toEqual(circle && !circle.includes(node.key) ? [{ node, parent: node.parent }] : [])
      }
      const placed = tree.levels.flat().length + tree.circles.length + tree.below.length
      expect(placed).toBe(nodes.length)
    },
    { arbitrary: { runs: 300, size: 60 } }
  )

  it.prop(
    "name every member of a circle, each before its parent",
    [graphs],
    ([nodes]) => {
      for (const { node, members } of levels(nodes).circles) {
        expect([...members].sort()).toEqual([...(walk(nodes, node).circle ?? [])].sort())
        for (const [at, key] of members.entries()) {
          const { parent } = nodes.find(node => node.key === key) ?? {}
          expect(parent).toBe(members[(at + 1) % members.length])
        }
      }
    },
    { arbitrary: { runs: 300, size: 60 } }
  )

  it("are as many as a chain is long, fifty thousand too, and any order of the rows gives them", () => {
    const chain = Array.from({ length: 50_000 }, (_, at): Node => ({ key: `g${at}`, parent: `g${at - 1}` }))
    for (const nodes of [chain, [...chain].reverse()]) {
      const tree = levels(nodes)
      expect(tree.levels).toHaveLength(50_000)
      expect(tree.levels[49_999]).toEqual([{ key: "g49999", parent: "g49998" }])
    }
  })

  it("are not lost in a circle of fifty thousand", () => {
    const circle = Array.from(
      { length: 50_000 },
      (_, at): Node => ({ key: `g${at}`, parent: `g${(at + 1) % 50_000}` })
    )
    const tree = levels([...circle, { key: "child", parent: "g7" }, { key: "free", parent: undefined }])
    expect(tree.circles).toHaveLength(50_000)
    expect(tree.circles[0]?.members).toHaveLength(50_000)
    expect(tree.below).toEqual([{ node: { key: "child", parent: "g7" }, parent: "g7" }])
    expect(tree.levels).toEqual([[{ key: "free", parent: undefined }]])
  })

  it("keep the order of the rows within a level", () => {
    const nodes: ReadonlyArray<Node> = ["c", "a", "b"].map(key => ({ key, parent: "elsewhere" }))
    expect(levels(nodes).levels).toEqual([nodes])
  })
})
