import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { databaseFor } from "@rollcall/test-databases"
import { describe, expect, it } from "vitest"
import { query } from "./query.ts"
import { makeFolder, rollcall } from "./rollcall.ts"

const tables = async (url: string) => (await query(url, "SHOW TABLES")).map(row => Object.values(row)[0])

const roster = ["rollcall_groups", "rollcall_outbox", "rollcall_professors", "rollcall_students"]

describe("rollcall migrate", () => {
  it("makes the tables once, says what it ran, and takes them away again", async () => {
    using folder = makeFolder()
    await using database = await databaseFor()
    const migrate = (...args: ReadonlyArray<string>) =>
      rollcall(folder.path, ["migrate", "--url", database.url, ...args])

    expect(await migrate()).toMatchObject({ code: 0, out: "", err: expect.stringMatching(/^ran 0001-/) })
    expect(await tables(database.url)).toEqual(expect.arrayContaining(roster))
    await query(database.url, "INSERT INTO rollcall_students (id, match_key) VALUES ('1', 'A1')")

    expect(await migrate()).toMatchObject({ code: 0, err: "nothing to run: the tables are up to date\n" })
    expect(await query(database.url, "SELECT match_key FROM rollcall_students")).toEqual([
      { match_key: "A1" }
    ])

    const down = await migrate("--down")
    expect([down.code, down.err]).toEqual([
      0,
      expect.stringMatching(/^took back 0003-.*\ntook back 0002-.*\ntook back 0001-/)
    ])
    expect(await tables(database.url)).toEqual([])
    expect(await migrate("--down")).toMatchObject({
      code: 0,
      err: expect.stringContaining("nothing to take")
    })
  })

  it("takes the address from DATABASE_URL, and from --url before it", async () => {
    using folder = makeFolder()
    await using named = await databaseFor()
    await using other = await databaseFor()
    const run = (url: string, ...args: ReadonlyArray<string>) =>
      rollcall(folder.path, ["migrate", ...args], { DATABASE_URL: url })
    expect((await run(other.url, "--url", named.url)).code).toBe(0)
    expect([await tables(named.url), await tables(other.url)]).toEqual([expect.arrayContaining(roster), []])
    expect((await run(other.url)).code).toBe(0)
    expect(await tables(other.url)).toEqual(expect.arrayContaining(roster))
  })

  it("ends well in both of two processes that start at once", async () => {
    using folder = makeFolder()
    await using database = await databaseFor()
    const both = await Promise.all(
      [1, 2].map(() => rollcall(folder.path, ["migrate"], { DATABASE_URL: database.url }))
    )
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.filter(({ err }) => err.startsWith("ran "))).toHaveLength(1)
  })

  it.each([
    ["no address", "", "Give --url mysql://user:password@host:3306/database, or set DATABASE_URL"],
    ["no URL", "s3cret", "must look like mysql://user:password@host:3306/database"],
    ["another kind of database", "postgres://root:s3cret@db/school", "must look like mysql://"],
    ["an address without a database", "mysql://root:s3cret@127.0.0.1:3306/", "must look like mysql://"]
  ])("ends with 2 on %s, and repeats no password", async (_, DATABASE_URL, message) => {
    using folder = makeFolder()
    const { code, err, out } = await rollcall(folder.path, ["migrate"], { DATABASE_URL })
    expect([code, out]).toEqual([2, ""])
    expect(err).toContain(message)
    expect(err).not.toContain("s3cret")
  })

  it("ends with 9 when nothing answers there", async () => {
    using folder = makeFolder()
    const url = "mysql://root:s3cret@127.0.0.1:1/school"
    const { code, err } = await rollcall(folder.path, ["migrate", "--url", url])
    expect(code).toBe(9)
    expect(err).toContain("ECONNREFUSED")
    expect(err).not.toContain("s3cret")
  })

  it("ends with 3 when the account is refused, and when it may not make tables", async () => {
    using folder = makeFolder()
    await using database = await databaseFor()
    const account = `reader_${Math.random().toString(36).slice(2, 10)}`
    await query(database.url, `CREATE USER '${account}'@'%' IDENTIFIED BY 's3cret'`)
    await query(
      database.url,
      `GRANT SELECT ON ${new URL(database.url).pathname.slice(1)}.* TO '${account}'@'%'`
    )
    try {
      for (const password of ["wr0ng", "s3cret"]) {
        const url = new URL(database.url)
        url.username = account
        url.password = password
        const { code, err } = await rollcall(folder.path, ["migrate", "--url", url.href])
        expect([password, code]).toEqual([password, 3])
        expect(err).toMatch(/refuses the account \(ER_(TABLE)?ACCESS_DENIED_ERROR\)/)
        expect(err).not.toContain(password)
      }
    } finally {
      await query(database.url, `DROP USER '${account}'@'%'`)
    }
    expect(await tables(database.url)).toEqual([])
  })

  it("says what to install where the package for MySQL is not installed", async () => {
    using folder = makeFolder()
    const without = pathToFileURL(resolve(import.meta.dirname, "without-sink-mysql.ts"))
    const { code, err } = await rollcall(folder.path, ["migrate"], {
      DATABASE_URL: "mysql://root@127.0.0.1:1/school",
      NODE_OPTIONS: `--import=${without}`
    })
    expect([code, err]).toEqual([
      2,
      "rollcall: this needs the package @rollcall/sink-mysql: npm install @rollcall/sink-mysql\n"
    ])
  })
})
