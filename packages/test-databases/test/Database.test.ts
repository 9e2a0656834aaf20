import { databaseFor } from "@rollcall/test-databases"
import { describe, expect, it } from "vitest"
import { query } from "./query.ts"

describe("databaseFor", () => {
  it("gives an empty database of a server that says what it is", async () => {
    await using database = await databaseFor()
    expect(database.url).toMatch(/^mysql:\/\/.+@.+\/rollcall_[0-9a-f]{32}$/)
    expect(await query(database.url, "show tables")).toEqual([])
    const [answer] = await query(database.url, "select version() as version")
    expect(database.version).toBe(answer?.version)
    expect(database.kind).toBe(database.version.includes("MariaDB") ? "mariadb" : "mysql")
    expect(Number.parseInt(database.version, 10)).toBeGreaterThanOrEqual(8)
  })

  it("gives the server that the environment names", async () => {
    await using database = await databaseFor()
    const asked = process.env.ROLLCALL_DATABASE
    if (asked === "mysql9") expect(database.version).toMatch(/^9\./)
    else if (asked === "mariadb") expect(database.kind).toBe("mariadb")
    else expect(["mariadb", "mysql"]).toContain(database.kind)
  })

  it("keeps two apart, even when they are asked for at once", async () => {
    const [one, two] = await Promise.all([databaseFor(), databaseFor()])
    await using _one = one
    await using _two = two
    await query(one.url, "create table pupils (id int)")
    expect(await query(one.url, "show tables")).toHaveLength(1)
    expect(await query(two.url, "show tables")).toEqual([])
  })

  it("has them on one server", async () => {
    await using one = await databaseFor()
    await using two = await databaseFor()
    expect(new URL(two.url).host).toBe(new URL(one.url).host)
  })

  it("takes the database away afterwards, with what is in it", async () => {
    let url: string
    {
      await using database = await databaseFor()
      url = database.url
      await query(url, "create table pupils (id int)")
    }
    await expect(query(url, "show tables")).rejects.toMatchObject({ code: "ER_BAD_DB_ERROR" })
  })

  it("lets the server wait for the disk only when asked to", async () => {
    // A given server has its own settings: here it is a private one in any case.
    const flushing = async (durable: boolean) => {
      await using database = await databaseFor({ server: "mariadb", durable })
      const [settings] = await query(database.url, "select @@innodb_flush_log_at_trx_commit as flush")
      return settings?.flush
    }
    expect([await flushing(false), await flushing(true)]).toEqual([0, 1])
  })
})
