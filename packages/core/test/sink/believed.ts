/** Law 2 and docs/contract.md 1.1 and 1.2, written down a second time and as plainly as can be. */

import type { Answer, Item } from "../../src/sink/Answer.ts"
import type { Verdict } from "../../src/verdict/Verdict.ts"

/** What a plain reading of the law makes of an answer: one verdict for each key that was sent. */
export const believed = (
  sent: ReadonlyArray<string | undefined>,
  { items, lists, allSucceeded }: Answer
): ReadonlyArray<Verdict["_tag"]> => {
  const foreign = (item: Item) => {
    const place = sent.findIndex((_, at) => at === item.index)
    if (place === -1) return true
    const key = sent[place]
    return item.key !== undefined && key !== undefined && !sameKey(item.key, key)
  }
  if (items.some(item => hasPlace(item) && foreign(item))) return sent.map(() => "Unknown")
  const someFailed = items.some(({ result }) => result._tag === "Failed")
  const trusted = {
    all: false,
    failuresOnly: allSucceeded ? !someFailed : someFailed,
    none: allSucceeded && !someFailed
  }[lists]
  return sent.map((_, at) => {
    const naming = items.filter(item => hasPlace(item) && item.index === at)
    if (naming.length === 0) return trusted && items.every(hasPlace) ? "Updated" : "Unknown"
    if (naming.length > 1) return "Unknown"
    const tag = naming.map(({ result }) => result._tag)[0]
    if (tag === "Failed") return "Rejected"
    return tag === undefined || tag === "Unclear" ? "Unknown" : tag
  })
}

const hasPlace = ({ index }: Item): boolean => index !== undefined && index !== null

const sameKey = (a: string, b: string): boolean => a.trim().normalize("NFC") === b.trim().normalize("NFC")
