/** The script itself, where MySQL 9 is asked for: elsewhere it would be fetched for this test alone. */
import { execFile } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { rm } from "node:fs/promises"
import { type AddressInfo, createServer } from "node:net"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, describe, expect, it } from "vitest"
import { query } from "./query.ts"

const script = join(import.meta.dirname, "..", "mysql9")
const instance = `test-${randomUUID()}`
const mysql9 = (...args: ReadonlyArray<string>) =>
  promisify(execFile)(script, [...args], { env: { ...process.env, MYSQL9_INSTANCE: instance } })

describe("mysql9", () => {
  it.each([[[]], [["begin"]], [["start", "1", "2"]], [["stop", "now"]]])(
    "explains itself on %j",
    async args => {
      const answer = await mysql9(...args).catch(error => error)
      expect(answer).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringContaining("mysql9 start [PORT]")
      })
    }
  )

  describe.runIf(process.env.ROLLCALL_DATABASE === "mysql9")("with MySQL 9", () => {
    afterAll(async () => {
      await mysql9("stop")
      const { stdout: root } = await mysql9("install")
      await rm(join(root.trim(), "srv", instance), { recursive: true })
    })

    it("starts a server once, prints nothing but its URL, and keeps its data when it is stopped", async () => {
      const [{ stdout: first }, { stdout: second }] = await Promise.all([mysql9("start"), mysql9("start")])
      expect(first).toMatch(/^mysql:\/\/root@127\.0\.0\.1:\d+\/test\n$/)
      expect(second).toBe(first)
      const [answer] = await query(first.trim(), "select version() as version")
      expect(answer?.version).toMatch(/^9\./)
      await query(first.trim(), "create table pupils (id int)")

      await mysql9("stop")
      await expect(query(first.trim(), "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" })
      await mysql9("stop")

      const { stdout: again } = await mysql9("start")
      expect(await query(again.trim(), "show tables")).toHaveLength(1)
    })

    it("says the end of the log when the server does not start", async () => {
      await mysql9("stop")
      await using occupied = createServer().listen(0, "127.0.0.1")
      await once(occupied, "listening")
      const { port } = occupied.address() as AddressInfo
      const failure = await mysql9("start", String(port)).catch(error => error)
      expect(failure).toMatchObject({
        code: 1,
        stdout: "",
        stderr: expect.stringContaining("already in use")
      })
    })

    it.each(["0", "65536", "99999999", "-1", "3306x"])("refuses port %s", async port => {
      const refusal = await mysql9("start", port).catch(error => error)
      expect(refusal).toMatchObject({ code: 1, stdout: "", stderr: `not a port: ${port}\n` })
    })
  })
})
