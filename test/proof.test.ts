/** docs/proof.md is about the proofs that there are, and its table has what they have to try. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { countsInForce, proofs } from "../prove/counts.ts"
import { lacking, table } from "../prove/table.ts"

const page = readFileSync(join(import.meta.dirname, "../docs/proof.md"), "utf8")
const names = Object.keys(proofs)

describe("docs/proof.md", () => {
  it("explains every proof, and no other", () => {
    expect([...page.matchAll(/^## `(.+)`$/gm)].map(match => match[1])).toEqual(names)
  })

  it("names the test of each", () => {
    const tests = [...page.matchAll(/`([^`]+\.proof\.test\.ts)`/g)].map(match => match[1] ?? "")
    expect(tests).toHaveLength(names.length)
    for (const test of tests) {
      expect(() => readFileSync(join(import.meta.dirname, "..", test)), test).not.toThrow()
    }
  })

  it("quotes a table in which each has tried its full count", () => {
    const rows = [...page.matchAll(/^\| ([\w-]+) \| (.+) \| ([\d,.]+) \|$/gm)]
    expect([...new Set(rows.map(row => row[1]))]).toEqual(names)
    for (const [name, { of, full }] of Object.entries(proofs)) {
      const tried = rows.find(row => row[1] === name && row[2] === `${of} tried`)?.[3] ?? "0"
      expect(Number(tried.replaceAll(",", "")), name).toBeGreaterThanOrEqual(full)
    }
  })
})

describe("the counts", () => {
  it("are small unless the full ones are asked for, and no smaller then", () => {
    expect(countsInForce({})).toMatchObject({ answers: proofs.answers.small, seed: 1 })
    expect(countsInForce({ ROLLCALL_PROVE: "full", ROLLCALL_SEED: "7" })).toMatchObject({
      answers: proofs.answers.full,
      seed: 7
    })
    for (const { small, full } of Object.values(proofs)) expect(small).toBeLessThan(full)
  })
})

describe("the table", () => {
  it("has a line for each figure, and what is lacking is said", () => {
    const found = [
      { proof: "answers", tried: 12_345, figures: { "wrongly accepted": 0, MiB: 1.25 } }
    ] as const
    expect(table(found)).toBe(
      [
        "| proof | figure | |",
        "|---|---|---:|",
        "| answers | answers tried | 12,345 |",
        "| answers | wrongly accepted | 0 |",
        "| answers | MiB | 1.3 |"
      ].join("\n")
    )
    expect(lacking(found)).toEqual([
      "answers: tried 12345 answers, and not 20000",
      ...names.filter(name => name !== "answers").map(name => `${name}: left no figures`)
    ])
  })
})
