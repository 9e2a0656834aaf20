/** Parents before children: records of a tree in levels, iteratively, with the circles named (F41, F42). */

/** A record of a tree: its own key and the key of its parent. */
export interface Node {
  readonly key: string | undefined
  readonly parent: string | undefined
}

export interface Levels<N> {
  /** Every level may be sent once the one before it is answered; the first has no parent among these records. */
  readonly levels: ReadonlyArray<ReadonlyArray<N>>
  /** Records in a circle, each with the keys of its circle; nothing below a circle is among them. */
  readonly circles: ReadonlyArray<{ readonly node: N; readonly members: ReadonlyArray<string> }>
  /** Records below a circle, each with its parent's key. */
  readonly below: ReadonlyArray<{ readonly node: N; readonly parent: string }>
}

/** Orders records by depth; keys must differ. A parent that is not among the records is the target's to know. */
export const levels = <N extends Node>(nodes: ReadonlyArray<N>): Levels<N> => {
  const byKey = new Map(nodes.flatMap(node => (node.key === undefined ? [] : [[node.key, node] as const])))
  const children = Map.groupBy(nodes, node =>
    node.parent !== undefined && byKey.has(node.parent) ? node.parent : ""
  )
  const ordered: Array<ReadonlyArray<N>> = []
  const placed = new Set<N>()
  let level = children.get("") ?? []
  while (level.length > 0) {
    ordered.push(level)
    for (const node of level) placed.add(node)
    level = level.flatMap(node => (node.key === undefined ? [] : (children.get(node.key) ?? [])))
  }
  const left = nodes.filter(node => !placed.has(node))
  const circling = circles(left, byKey)
  return {
    levels: ordered,
    circles: left.flatMap(node => {
      const members = circling.get(node)
      return members === undefined ? [] : [{ node, members }]
    }),
    below: left.flatMap(node => (circling.has(node) ? [] : [{ node, parent: node.parent ?? "" }]))
  }
}

/** Every record that is left leads up into a circle; walks up from each once. */
const circles = <N extends Node>(
  left: ReadonlyArray<N>,
  byKey: ReadonlyMap<string, N>
): ReadonlyMap<N, ReadonlyArray<string>> => {
  const found = new Map<N, ReadonlyArray<string>>()
  const walked = new Set<N>()
  for (const start of left) {
    const path: Array<N> = []
    const onPath = new Map<N, number>()
    let node: N | undefined = start
    while (node !== undefined && !walked.has(node)) {
      walked.add(node)
      onPath.set(node, path.length)
      path.push(node)
      node = node.parent === undefined ? undefined : byKey.get(node.parent)
    }
    const entry = node === undefined ? undefined : onPath.get(node)
    if (entry === undefined) continue
    const circle = path.slice(entry)
    const members = circle.map(member => member.key ?? "")
    for (const member of circle) found.set(member, members)
  }
  return found
}
