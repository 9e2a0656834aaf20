import { existsSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { query } from "./query.ts"
import { startRun } from "./startRun.ts"

describe("a private server", () => {
  it("ends with its run, and leaves nothing behind, when the run is killed", async () => {
    await using run = await startRun()
    const url = await run.url()
    const [server] = await query(url, "select @@datadir as folder")
    expect(run.left()).not.toEqual([])
    await run.kill()
    await run.gone()
    expect(existsSync(server?.folder)).toBe(false)
    await expect(query(url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" })
  })

  it("ends as well when the run is killed while the server starts", async () => {
    await using run = await startRun()
    await expect.poll(() => run.left().some(name => name.endsWith(".sock")), { timeout: 60_000 }).toBe(true)
    await run.kill()
    await run.gone()
  })

  it("has the character set that the machine's configuration names, and not its port", async () => {
    const greek = "character-set-server = greek\ncollation-server = greek_bin\nport = 1\n"
    await using run = await startRun(greek, mariadb)
    const [settings] = await query(await run.url(), "select @@collation_database as collation")
    expect(settings?.collation).toBe("greek_bin")
  })

  it("says the end of its log when it does not start, and leaves nothing behind", async () => {
    await using run = await startRun("character-set-server = klingon\n", mariadb)
    await expect(run.url()).rejects.toThrow(/did not start:[\s\S]*klingon/)
    await run.gone()
  })
})

/** MySQL 9 in a folder of its own has no configuration. */
const mariadb = { ROLLCALL_DATABASE: "mariadb" }
