import { YpareoLookalike as Lookalike } from "@rollcall/server"
import { Logger, Redacted } from "effect"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { records, visit } from "./visit.ts"

const canary = "CANARY"
const printed: Array<string> = []

beforeEach(() => {
  printed.length = 0
  for (const method of ["log", "info", "warn", "error", "debug", "trace"] as const) {
    vi.spyOn(console, method).mockImplementation((...args) => void printed.push(args.map(String).join(" ")))
  }
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation(chunk => printed.push(String(chunk)) > 0)
  }
})

afterEach(() => vi.restoreAllMocks())

it("neither tokens nor records stand in a log line or in a refusal, whatever goes wrong", async () => {
  const lines: Array<string> = []
  const logger = Logger.map(Logger.formatJson, line => void lines.push(line))
  const entreprises = [{ codeEntreprise: 1, nomEntreprise: canary }]
  const tokens = [{ value: Redacted.make(`${canary}-token`), denied: { "/sites": 403 } as const }]
  const faults = new Lookalike.Faults([
    { kind: "empty" },
    { kind: "html" },
    { kind: "truncated" },
    { kind: "error" },
    { kind: "encoding", as: "utf-8-twice" }
  ])
  await using school = await visit({
    records: { ...records, entreprises },
    tokens,
    faults,
    logger
  })
  const right = { "x-auth-token": `${canary}-token` }
  for (const _ of Array.from({ length: 6 })) await (await school.get("/entreprises", right)).text()
  expect(faults.left()).toEqual([])

  const refusals = [
    await school.get("/sites", right),
    await school.get("/entreprises", { "x-auth-token": `${canary}-wrong` }),
    await school.get("/groupes/x/apprenants", right),
    await school.get("/contrats?codesPeriode=CANARY", right)
  ]
  expect(refusals.map(({ status }) => status)).toEqual([403, 401, 400, 400])
  for (const refusal of refusals) expect(await refusal.text()).not.toContain(canary)

  expect(lines.length).toBeGreaterThan(0)
  expect(JSON.stringify([lines, printed])).not.toContain(canary)
  expect(JSON.stringify(tokens)).not.toContain(canary)
})
