import { describe, expect, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { add, balances, empty, type Ledger, Tally } from "../../src/verdict/Ledger.ts"
import { accepted, explain, kindOf, kinds, type Verdict } from "../../src/verdict/Verdict.ts"
import { list, number, pick } from "../generate.ts"

/** One of each verdict, in the order of docs/laws.md, Verdicts. */
const verdicts: ReadonlyArray<Verdict> = [
  { _tag: "Created" },
  { _tag: "Updated" },
  { _tag: "Unarchived" },
  { _tag: "Unchanged" },
  { _tag: "Filtered", reason: "has left" },
  { _tag: "Rejected", code: "KEY_MISSING", message: "the record has no key" },
  { _tag: "Duplicate", first: { origin: "school.csv", line: 2 }, identical: false },
  { _tag: "Blocked", parent: "1A" },
  { _tag: "Held", guard: "creates" },
  { _tag: "Unknown", reason: "no answer came" },
  { _tag: "NotAttempted" }
]

const tallied = (found: ReadonlyArray<Verdict>, rows = found.length): Ledger => {
  const tally = new Tally()
  tally.read(rows)
  for (const verdict of found) tally.verdict(verdict)
  return tally.ledger()
}

const someVerdicts = list(pick(...verdicts), 40)

describe("a ledger (Law 1)", () => {
  it("has a count of its own for each of the eleven verdicts", () => {
    expect(verdicts.map(kindOf)).toEqual([...kinds])
    for (const verdict of verdicts) {
      expect(tallied([verdict])).toEqual({ ...empty, read: 1, [kindOf(verdict)]: 1 })
    }
  })

  it.prop(
    "balances when every row has one verdict, and not when one has none or two",
    [someVerdicts, number(-3, 3)],
    ([found, astray]) => {
      expect(balances(tallied(found, found.length + astray))).toBe(astray === 0)
    },
    { arbitrary: { runs: 100, size: 40 } }
  )

  it.prop(
    "adds up with another as if it had been one run",
    [Arbitrary.all([someVerdicts, someVerdicts])],
    ([[a, b]]) => {
      expect(add(tallied(a), tallied(b))).toEqual(tallied([...a, ...b]))
      expect(add(tallied(a), empty)).toEqual(tallied(a))
    },
    { arbitrary: { runs: 100, size: 40 } }
  )
})

describe("a verdict", () => {
  it("is accepted when the target has the record as it was sent", () => {
    expect(verdicts.filter(accepted).map(kindOf)).toEqual(["created", "updated", "unarchived", "unchanged"])
  })

  it("is for a person when the record is not as it should be, in words that name no value", () => {
    const needy = verdicts.flatMap(verdict => (explain(verdict) === undefined ? [] : [kindOf(verdict)]))
    expect(needy).toEqual(["rejected", "duplicate", "blocked", "held", "unknown"])
    expect(explain({ _tag: "Duplicate", first: { origin: "school.csv" }, identical: true })).toBeUndefined()
  })
})
