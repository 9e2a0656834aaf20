import { spawn } from "node:child_process"
import { once } from "node:events"
import { describe, expect, it } from "vitest"
import { isAlive } from "../src/isAlive.ts"

describe("a process", () => {
  it("is alive until it has ended", async () => {
    const child = spawn("sleep", ["60"])
    const pid = child.pid ?? 0
    expect([isAlive(process.pid), isAlive(pid)]).toEqual([true, true])
    child.kill("SIGKILL")
    await once(child, "exit")
    expect(isAlive(pid)).toBe(false)
  })

  it.runIf(process.platform === "linux")("is not alive when only its parent has not noticed", async () => {
    // The shell becomes a program that never asks after its child.
    const parent = spawn("sh", ["-c", "sleep 0.3 & echo $!; exec sleep 60"], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    const [zombie] = await once(parent.stdout, "data")
    await expect.poll(() => isAlive(Number(zombie)), { timeout: 10_000 }).toBe(false)
    expect(() => process.kill(Number(zombie), 0)).not.toThrow()
    parent.kill("SIGKILL")
    await once(parent, "exit")
  })
})
