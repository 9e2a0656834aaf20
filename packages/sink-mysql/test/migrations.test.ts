import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { MySql } from "../src/index.ts"
import { type Own, own, problems, push } from "./tables.ts"
import { counted } from "./tables-counted.ts"

const migrate = (url: string, direction?: "down") => MySql.migratePromise({ url }, direction)

const tablesOf = async ({ query }: Own) => {
  const rows = await query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1"
  )
  return rows.map(({ name }) => name)
}

const steps = ["0001-rosters", "0002-composed-keys", "0003-users"]

const all = [
  "rollcall_groups",
  "rollcall_migrations",
  "rollcall_migrations_lock",
  "rollcall_outbox",
  "rollcall_professors",
  "rollcall_students",
  "rollcall_users"
]

/** In a process of its own. */
const child = (url: string, direction = "up") => {
  const process_ = spawn(process.execPath, [
    join(import.meta.dirname, "tables-migrate.main.ts"),
    url,
    direction
  ])
  const said = text(process_.stdout)
  return { kill: () => process_.kill("SIGKILL"), said, closed: once(process_, "close") }
}

/** Everything is there and can be used. */
const works = async (database: Own) => {
  expect(await tablesOf(database)).toEqual(all)
  expect(await database.query("SELECT is_locked FROM rollcall_migrations_lock")).toEqual([{ is_locked: 0 }])
  for (const entity of ["students", "professors", "groups", "users"] as const)
    expect(await problems({ url: database.url }, entity)).toEqual([])
}

describe("migrations", () => {
  it("go up and down, and twice is as good as once", async () => {
    await using database = await own()
    expect(await migrate(database.url)).toEqual(steps)
    expect(await migrate(database.url)).toEqual([])
    await works(database)
    expect(await migrate(database.url, "down")).toEqual(steps.toReversed())
    expect(await migrate(database.url, "down")).toEqual([])
    expect(await tablesOf(database)).toEqual([])
    expect(await migrate(database.url)).toEqual(steps)
  })

  it("keep what is stored", async () => {
    await using database = await own()
    await migrate(database.url)
    await using target = MySql.target({ url: database.url })
    const pupil = { externalReferenceId: "A", firstName: "Zoé", lastName: "Roux" }
    await push(target.students, [pupil])
    await migrate(database.url)
    expect(await push(target.students, [pupil])).toEqual(["unchanged"])
  })

  it("are run once by several processes that start together", async () => {
    await using database = await own()
    for (const direction of ["up", "down", "up"]) {
      const children = Array.from({ length: 4 }, () => child(database.url, direction))
      const said = await Promise.all(children.map(({ said }) => said))
      expect(said.toSorted()).toEqual([
        JSON.stringify(direction === "up" ? steps : steps.toReversed()),
        "[]",
        "[]",
        "[]"
      ])
    }
    await works(database)
  })

  it("leave a table of somebody else's alone that has taken the name of one of ours", async () => {
    await using database = await own()
    await migrate(database.url)
    await database.query("DROP TABLE rollcall_users")
    await database.query("CREATE TABLE rollcall_users (theirs INT)")
    await migrate(database.url, "down")
    expect(await tablesOf(database)).toEqual(["rollcall_users"])
  })

  it("say that there is no such database", async () => {
    await using database = await own()
    const url = new URL(database.url)
    url.pathname = "/nobody_made_this"
    await expect(migrate(url.href)).rejects.toThrow(/^mysql: there is no database of that name; create it/u)
  })

  it("need no more than one connection at a time of the user's choice", async () => {
    await using database = await own()
    await Effect.runPromise(MySql.migrate({ url: database.url, connections: 1 }))
    await works(database)
  })

  it("name the character set of every table, whatever the database's own is", async () => {
    await using database = await own()
    await database.query("ALTER DATABASE CHARACTER SET latin1")
    await migrate(database.url)
    const collations = await database.query(
      "SELECT DISTINCT table_collation AS name FROM information_schema.tables WHERE table_schema = DATABASE()"
    )
    expect(collations).toEqual([{ name: database.exact }])
    const texts = await database.query(
      "SELECT DISTINCT character_set_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND character_set_name IS NOT NULL"
    )
    expect(texts).toEqual([{ name: "utf8mb4" }])
    await works(database)
  })
})

describe("a process that is killed while it migrates", () => {
  /** Kills a process at one statement after the other, and looks whether the next one gets through. */
  const killed = async (database: Own, direction: "up" | "down", prepare: () => Promise<unknown>) => {
    await using proxy = await counted(database.url)
    await prepare()
    const undisturbed = await proxy.during(() =>
      migrate(proxy.url, direction === "down" ? "down" : undefined)
    )
    for (let at = 5; at <= undisturbed.length; at += 3) {
      await migrate(database.url, "down")
      await prepare()
      const { kill, closed } = child(proxy.url, direction)
      proxy.after(at, kill)
      await closed
      if (at % 2 === 0 && direction === "down") {
        await migrate(database.url, "down")
        expect([at, await tablesOf(database)]).toEqual([at, []])
      }
      await migrate(database.url)
      await works(database)
    }
    return undisturbed.length
  }

  it("upwards, at every third statement, is no hindrance to the next one", async () => {
    await using database = await own()
    expect(await killed(database, "up", async () => undefined)).toBeGreaterThan(15)
  })

  it("downwards, at every third statement, is no hindrance to the next one", async () => {
    await using database = await own()
    expect(await killed(database, "down", () => migrate(database.url))).toBeGreaterThan(15)
  })

  it("leaves a lock of knex behind, which is no hindrance either", async () => {
    await using database = await own()
    await using proxy = await counted(database.url)
    const { kill, closed } = child(proxy.url)
    proxy.at("CREATE TABLE rollcall_groups", kill)
    await closed
    expect(await database.query("SELECT is_locked FROM rollcall_migrations_lock")).toEqual([{ is_locked: 1 }])
    expect(await migrate(database.url)).toEqual(steps)
    await works(database)
  })
})

describe("a table of somebody else", () => {
  it("with one of the names is told, and nothing is made or changed", async () => {
    await using database = await own()
    await database.query("CREATE TABLE rollcall_groups (id INT)")
    await database.query("CREATE TABLE rollcall_outbox (id INT)")
    await expect(migrate(database.url)).rejects.toThrow(
      /^mysql: nothing was made, .*not ours: rollcall_(?:groups, rollcall_outbox|outbox, rollcall_groups); rename them/u
    )
    expect(await tablesOf(database)).toEqual(["rollcall_groups", "rollcall_outbox"])
    expect(await migrate(database.url, "down")).toEqual([])
    expect(await tablesOf(database)).toEqual(["rollcall_groups", "rollcall_outbox"])
  })

  it("or anything else that stops it midway leaves nothing half-made", async () => {
    await using database = await own()
    const url = new URL(database.url)
    const name = url.pathname.slice(1)
    url.username = `u${crypto.randomUUID().slice(0, 8)}`
    await database.query("CREATE USER ?@'%'", [url.username])
    const tables = [
      "rollcall_migrations",
      "rollcall_migrations_lock",
      "rollcall_students",
      "rollcall_professors"
    ]
    for (const table of tables)
      await database.query("GRANT ALL ON ??.?? TO ?@'%'", [name, table, url.username])
    try {
      await expect(migrate(url.href)).rejects.toThrow(/^mysql: the database refuses the account/u)
      expect(await tablesOf(database)).toEqual([])
    } finally {
      await database.query("DROP USER ?@'%'", [url.username])
    }
    await migrate(database.url)
    await works(database)
  })
})
