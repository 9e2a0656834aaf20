/** What a target answered to a batch, and the partition that the batch falls into by it (Law 2). */
import { canonical } from "../entities/Key.ts"
import type { Verdict } from "../verdict/Verdict.ts"

/** An answer as a sink read it from the wire, not yet believed. */
export interface Answer {
  readonly items: ReadonlyArray<Item>
  /**
   * Which records the answer lists: all of them, the failures only, or none; the last two believe the status for
   * what is not listed.
   */
  readonly lists: "all" | "failuresOnly" | "none"
  /** Whether the answer's status says that all succeeded. */
  readonly allSucceeded: boolean
}

export interface Item {
  /** What the answer gives as the place in the batch, whatever it is; counted from 0. */
  readonly index: unknown
  /** The key that the answer echoes, where it does. */
  readonly key?: string
  /** `Unclear` when the item says neither success nor failure. */
  readonly result: Accepted | Failed | { readonly _tag: "Unclear" }
}

/** `Updated` also stands for a success that says no more. */
export interface Accepted {
  readonly _tag: "Created" | "Updated" | "Unarchived" | "Unchanged"
}

export interface Failed {
  readonly _tag: "Failed"
  readonly code: string
  readonly field?: string
  readonly message: string
  /** The vendor's own words, for the report alone. */
  readonly note?: string
}

/** One verdict a record, in the order of the batch; `sound` unless something in the answer could not be placed. */
export interface Partition {
  readonly verdicts: ReadonlyArray<Verdict>
  readonly sound: boolean
}

/**
 * Believes only what names exactly one record of the batch. A foreign index or another record's key makes the whole
 * batch unknown; a missing or repeated index only its record.
 */
export const partition = (keys: ReadonlyArray<string | undefined>, answer: Answer): Partition => {
  const named: Array<Item | undefined> = Array.from({ length: keys.length })
  const repeated = new Set<number>()
  let unplaced = 0
  for (const item of answer.items) {
    if (item.index === undefined || item.index === null) {
      unplaced += 1
      continue
    }
    if (!placeable(item, keys)) return allUnknown(keys.length, "the answer names a record that was not sent")
    if (named[item.index] !== undefined) repeated.add(item.index)
    named[item.index] = item
  }
  const unlisted = verdictOfUnlisted(answer, unplaced)
  const verdicts = named.map((item, index) =>
    item === undefined ? unlisted : repeated.has(index) ? twice : verdictOf(item)
  )
  return { verdicts, sound: unplaced === 0 && verdicts.every(verdict => verdict._tag !== "Unknown") }
}

const placeable = (
  item: Item,
  keys: ReadonlyArray<string | undefined>
): item is Item & { readonly index: number } => {
  const { index, key } = item
  if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index >= keys.length) return false
  const sent = keys[index]
  return key === undefined || sent === undefined || canonical(key) === canonical(sent)
}

const verdictOfUnlisted = (answer: Answer, unplaced: number): Verdict => {
  if (answer.lists === "all") return unknown("the answer does not name this record")
  if (unplaced > 0) return unknown("the answer names records without their place")
  const failures = answer.items.some(item => item.result._tag === "Failed")
  // A status that contradicts the list proves nothing about what is not listed.
  if (answer.lists === "failuresOnly" && answer.allSucceeded !== failures) return { _tag: "Updated" }
  if (answer.lists === "none" && answer.allSucceeded && !failures) return { _tag: "Updated" }
  return unknown("the status says that some failed, and the answer does not say which")
}

const verdictOf = ({ result }: Item): Verdict => {
  if (result._tag === "Failed") return { ...result, _tag: "Rejected" }
  // A sink in JavaScript may say anything.
  if (!successes.has(result._tag))
    return unknown("the answer says neither success nor failure of this record")
  return result as Accepted
}

const successes: ReadonlySet<unknown> = new Set<Accepted["_tag"]>([
  "Created",
  "Updated",
  "Unarchived",
  "Unchanged"
])

const unknown = (reason: string): Verdict => ({ _tag: "Unknown", reason })
const twice = unknown("the answer names this record more than once")

export const allUnknown = (size: number, reason: string): Partition => ({
  verdicts: Array.from({ length: size }, () => unknown(reason)),
  sound: false
})
