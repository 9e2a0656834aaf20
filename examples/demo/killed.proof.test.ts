/** The sandbox's process is killed in the middle of a sync; what the run says of it is true, and a rerun mends it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Ledger } from "@rollcall/core"
import { writeSchool } from "@rollcall/school"
import { afterAll, expect, inject, it } from "vitest"
import { type Sandbox, startSandbox, sync } from "./commands.ts"
import { compareFile } from "./compare.ts"

const folder = mkdtempSync(join(import.meta.dirname, ".tmp-"))
afterAll(() => rmSync(folder, { recursive: true }))

const batchRecords = 50

/** The demo's configuration with more and smaller requests, and less patience. */
const config = join(folder, "rollcall.config.ts")
const impatient = `import { Duration } from "effect"
const patience = { retries: 2, firstWait: Duration.millis(20), longestWait: Duration.seconds(1) }
const rate = { requests: 1000, per: Duration.minutes(1) }
const hurry = { patience, rate, resendAfter: Duration.millis(20), batchRecords: ${batchRecords} }
`
const demo = readFileSync(join(import.meta.dirname, "rollcall.config.ts"), "utf8")
writeFileSync(config, impatient + demo.replace("Edusign.target({", "Edusign.target({ ...hurry,"))

const { verdicts } = writeSchool(folder, { seed: 7, learners: 400, trainers: 60, groups: 30 })
const created = Object.values(verdicts).reduce((sum, { created }) => sum + created, 0)
/** Kills the sandbox once it has had so many requests, at the latest when the sync has ended. */
const killAfter = async (sandbox: Sandbox, requests: number, running: Promise<unknown>) => {
  let over = false
  running.finally(() => {
    over = true
  })
  while (!over && (await sandbox.requests()) < requests) await new Promise(setImmediate)
  await sandbox.kill()
}

const quiet = { config, display: "ignore" } as const

/** Requests of a run that nothing disturbs. */
const requestsOfARun = async (): Promise<number> => {
  const sandbox = await startSandbox()
  await sync(folder, sandbox, quiet)
  const requests = await sandbox.requests()
  await sandbox.close()
  return requests
}

it("a sandbox killed in the middle of a sync: exit 9, nothing missing from the ledger, and a rerun brings all", async ({
  task
}) => {
  const { kills } = inject("counts")
  const requests = await requestsOfARun()
  const figures = {
    "ledgers that do not balance": 0,
    "records left unknown": 0,
    "records not as expected after a rerun": 0
  }
  for (let kill = 0; kill < kills; kill++) {
    const sandbox = await startSandbox()
    const { port } = new URL(sandbox.url)
    const at = Math.floor((kill * requests) / kills)
    // The next one is held open until the kill.
    await sandbox.arm([{ kind: "delay", ms: 600_000, after: at }])
    const running = sync(folder, sandbox, quiet)
    await killAfter(sandbox, at + 1, running)
    const { exitCode, ledgers, total, notRun } = await running
    expect(exitCode).toBe(9)
    // One batch was in flight, and nothing else.
    expect(total.unknown).toBeGreaterThan(0)
    expect(total.unknown).toBeLessThanOrEqual(batchRecords)
    expect(total.created).toBeLessThanOrEqual(batchRecords * at)
    expect(Object.keys(ledgers).length + notRun.length).toBe(3)
    if (at < requests - 1) expect(total.notAttempted + notRun.length).toBeGreaterThan(0)
    for (const [entity, ledger] of Object.entries(ledgers)) {
      expect(ledger.read).toBe(Object(verdicts)[entity].read)
      if (!Ledger.balances(ledger)) figures["ledgers that do not balance"] += 1
    }
    figures["records left unknown"] += total.unknown

    const again = await startSandbox("--port", port)
    const second = await sync(folder, again, quiet)
    expect(second.exitCode).toBe(4)
    expect(second.total.created).toBe(created)
    figures["records not as expected after a rerun"] += (
      await compareFile(join(folder, "expected.json"), again)
    ).differences.length
    await again.close()
  }
  task.meta.proof = { proof: "kills", tried: kills, figures }
  expect(figures).toMatchObject({
    "ledgers that do not balance": 0,
    "records not as expected after a rerun": 0
  })
})
