import { readFileSync } from "node:fs"
import { Csv } from "@rollcall/connector-csv"
import { Row } from "@rollcall/core"
import { Effect, Stream } from "effect"
import { expect, it } from "vitest"
import { Rejects } from "../src/sync/Rejects.ts"
import { makeFolder } from "./rollcall.ts"

const cells = [
  "+33 6 12 34 56 78",
  "=1+1",
  '=HYPERLINK("http://evil")\nsecond line',
  " =1",
  "\n=1",
  "@SUM(A1)",
  "-5",
  "'0123",
  'plain; with "quotes"',
  "Zoé",
  "==",
  "1=2"
]

const step = {
  name: "s",
  source: "a.csv",
  sink: "t",
  entity: "students",
  findings: [],
  columns: ["code", "cell"]
}

it("a row that is damaged in one cell has its cells under their columns, to be corrected there", async () => {
  using folder = makeFolder()
  const rejects = new Rejects(folder.path)
  await Effect.runPromise(rejects.step(step))
  const at = { origin: "a.csv", line: 2 }
  const damage = { code: "GARBLED_TEXT", column: "cell", message: "was encoded twice" }
  const verdict = { _tag: "Rejected", ...damage } as const
  const row = Row.damaged(at, { code: "c1", cell: "CURAÃ‡AO" }, damage)
  await Effect.runPromise(rejects.add([{ at, row, verdict, warnings: [] }]))
  const [path = ""] = rejects.written
  expect(readFileSync(path, "utf8").split("\r\n")[1]).toBe(
    "c1;CURAÃ‡AO;2;GARBLED_TEXT;cell;was encoded twice;"
  )
})

it("rejected rows are no formulas to a spreadsheet, and come back as they were (F48)", async () => {
  using folder = makeFolder()
  const rejects = new Rejects(folder.path)
  await Effect.runPromise(rejects.step(step))
  const outcomes = cells.map((cell, index) => {
    const at = { origin: "a.csv", line: index + 2 }
    const verdict = { _tag: "Rejected", code: "VALIDATION_ERROR", message: "must be otherwise" } as const
    return { at, row: Row.read(at, { code: `c${index}`, cell }), verdict, warnings: [] }
  })
  await Effect.runPromise(rejects.add(outcomes))
  const [path = ""] = rejects.written
  for (const line of readFileSync(path, "utf8").split("\r\n")) {
    for (const cell of line.split(";")) expect(cell).not.toMatch(/^"?\s*[=+\-@]/)
  }
  const rows = await Effect.runPromise(
    Effect.scoped(Effect.flatMap(Csv.source({ path }).open, ({ rows }) => Stream.runCollect(rows)))
  )
  expect(rows.map(row => row._tag === "Read" && row.value.cell)).toEqual(cells)
})
