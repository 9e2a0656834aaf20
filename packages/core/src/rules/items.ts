/** Lists of objects that are told apart by some of their parts: how given ones join those held (docs/contract.md 2.3). */
import { Equal, Predicate } from "effect"
import { nameOf } from "../entities/Field.ts"

type Item = { readonly [part: string]: unknown }

/**
 * The whole list once the given items have joined it; nothing when they change nothing. A given item changes the parts
 * that it has of the one it is told to be, and is added where there is none; the others stay, and so does their order.
 */
export const joined = (
  by: ReadonlyArray<string>,
  held: unknown,
  given: unknown
): ReadonlyArray<Item> | undefined => {
  const items = new Map(itemsOf(held).map(item => [nameOf(by, item), item]))
  let changed = false
  for (const item of itemsOf(given)) {
    const name = nameOf(by, item)
    const before = items.get(name)
    // What an item was found by is no change to it.
    const after = before === undefined ? item : { ...before, ...item, ...only(by, before) }
    if (Equal.equals(before, after)) continue
    items.set(name, after)
    changed = true
  }
  return changed ? [...items.values()] : undefined
}

const only = (parts: ReadonlyArray<string>, item: Item): Item =>
  Object.fromEntries(parts.map(part => [part, item[part]]))

/** What is no object is nothing to the rules: a table of somebody else's may hold anything. */
const itemsOf = (list: unknown): ReadonlyArray<Item> =>
  Array.isArray(list) ? list.filter(Predicate.isReadonlyObject) : []
