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

it("of a source without columns, nothing of a rejected record is lost, whichever fields came first", async () => {
  using folder = makeFolder()
  const rejects = new Rejects(folder.path)
  const { columns: _, ...list } = step
  await Effect.runPromise(rejects.step(list))
  const damage = { code: "WRONG_SHAPE", column: "kind", message: "must be 0 or 1" }
  const outcome = (record: number, row: Row.Row<unknown>) => {
    const verdict = { _tag: "Rejected", code: "X", message: "no" } as const
    return { at: { origin: "acme/pupils", record }, row, verdict, warnings: [] }
  }
  const at = { origin: "acme/pupils" }
  await Effect.runPromise(rejects.add([outcome(1, Row.damaged(at, { uid: 1, kind: "oui" }, damage))]))
  await Effect.runPromise(
    rejects.add([
      outcome(2, Row.read(at, { uid: 2, mail: "b@b.example" })),
      outcome(3, Row.read(at, { uid: 3 })),
      outcome(4, Row.damaged(at, "[[", damage))
    ])
  )
  const [path = ""] = rejects.written
  expect(readFileSync(path, "utf8").trimEnd().split("\r\n")).toEqual([
    "\uFEFFuid;kind;rollcall_line;rollcall_code;rollcall_field;rollcall_reason;rollcall_row",
    "1;oui;1;X;;no;",
    '2;;2;X;;no;"{""uid"":2,""mail"":""b@b.example""}"',
    "3;;3;X;;no;",
    ";;4;X;;no;[["
  ])
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
