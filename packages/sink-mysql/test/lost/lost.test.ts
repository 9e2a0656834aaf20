/** A connection that is lost at any moment: what is said of every record is true, and nothing is there twice. */
import { setTimeout as delay } from "node:timers/promises"
import { Directory, type Entity, Professor, Student } from "@rollcall/core"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { MySql } from "../../src/index.ts"
import { type Migrated, migrated } from "../Migrated.ts"
import { syncing } from "../processes/syncing.ts"
import { isWaiting, killOthers, others } from "./others.ts"
import { type Moment, type Proxy, proxyTo } from "./Proxy.ts"
import { until } from "./until.ts"

const held = { externalReferenceId: "a", firstName: "Ann", lastName: "Lee", email: "ann@school.example" }
/** One that changes, one that is new, and two that are new and have no key. */
const professors = [
  { ...held, lastName: "Martin" },
  { externalReferenceId: "b", firstName: "Bo", lastName: "Lee", email: "bo@school.example" },
  { firstName: "Cy", lastName: "Lee", email: "cy@school.example" },
  { firstName: "Di", lastName: "Lee", email: "di@school.example" }
]

/** A database that holds some records, reached by way of a proxy. */
const reached = async (
  entity: Entity.Entity,
  fields: Entity.AnyUpsert,
  options: { readonly archived?: boolean; readonly durable?: boolean } = {}
) => {
  const { archived = false, durable = false } = options
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await migrated({ durable }))
  await Effect.runPromise(
    Effect.flatMap(Directory.Directory, directory =>
      directory.put(entity, [{ id: "held", archived, fields }])
    ).pipe(Effect.provide(MySql.directory({ url: database.url })))
  )
  const proxy = stack.use(await proxyTo(database.url))
  const target = stack.use(MySql.target({ url: proxy.url }))
  const all = stack.move()
  return { database, proxy, target, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

/** Syncs records while something goes wrong, which it has to before the run ends. */
const sync = async (
  target: MySql.MySqlTarget,
  accident: Promise<unknown>,
  kind: "professors" | "students" = "professors",
  records: ReadonlyArray<Entity.AnyUpsert> = professors
) => {
  const happened = accident.then(() => true)
  const ran = await syncing(target, kind, records, { batch: 1000 })
  expect(await Promise.race([happened, delay(0, false)])).toBe(true)
  return ran
}

/** What a run comes to that nothing disturbs, and what it leaves. */
const asExpected = async (ran: Awaited<ReturnType<typeof sync>>, { query }: Migrated) => {
  expect(ran.ended).toBe("Completed")
  expect(ran.ledger).toMatchObject({ read: 4, created: 3, updated: 1, unknown: 0, rejected: 0 })
  const rows = await query("SELECT email, last_name FROM rollcall_professors ORDER BY email")
  expect(rows.map(({ email, last_name }) => [email, last_name])).toEqual(
    professors.map(({ email, lastName }) => [email, lastName])
  )
  const announced = await query(
    "SELECT email FROM rollcall_outbox o JOIN rollcall_professors p ON p.id = o.record_id ORDER BY email"
  )
  expect(announced.map(({ email }) => email)).toEqual(professors.slice(1).map(({ email }) => email))
}

const moments: ReadonlyArray<readonly [string, Moment]> = [
  ["SELECT GET_LOCK", "answered"],
  ["START TRANSACTION", "after"],
  ["SELECT `", "answered"],
  ["UPDATE", "before"],
  ["UPDATE", "answered"],
  ["INSERT", "after"],
  ["INSERT", "answered"],
  ["COMMIT", "before"],
  ["COMMIT", "after"],
  ["COMMIT", "answered"],
  ["SELECT RELEASE_LOCK", "before"],
  ["SELECT RELEASE_LOCK", "answered"]
]

describe("a wire that is cut", () => {
  it.each(moments)("at %s, %s: all is stored once, and said to be", async (statement, cut) => {
    await using school = await reached(Professor, held)
    const { database, proxy, target } = school
    await asExpected(await sync(target, proxy.at(statement, { cut })), database)
  })

  it.each(["before", "answered"] as const)("at COMMIT, %s: who only had to come back has", async cut => {
    const pupil = { externalReferenceId: "a", firstName: "Ann", lastName: "Lee" }
    await using school = await reached(Student, pupil, { archived: true })
    const { database, proxy, target } = school
    const { ledger } = await sync(target, proxy.at("COMMIT", { cut }), "students", [pupil])
    expect(ledger).toMatchObject({ read: 1, unarchived: 1 })
    expect(await database.query("SELECT archived FROM rollcall_students")).toEqual([{ archived: 0 }])
  })

  it("at a COMMIT that takes its time: what is said of it waits for it", async () => {
    await using school = await reached(Professor, held, { durable: true })
    const { database, proxy, target } = school
    const accident = slowCommit(school, { cut: "after" }).then(async ({ stuck, free }) => {
      await until(stuck)
      // By now whoever reads back finds nothing yet.
      await until(async () => (await others(database)).length > 1)
      await free()
    })
    await asExpected(await sync(target, accident), database)
    expect(proxy.url).not.toBe(database.url)
  })
})

describe("a connection that the server ends", () => {
  it("before the COMMIT", async () => {
    await using school = await reached(Professor, held)
    const { database, proxy, target } = school
    const kill = () => killOthers(database)
    await asExpected(await sync(target, proxy.at("COMMIT", { first: kill })), database)
  })

  it("in the middle of the COMMIT", async () => {
    await using school = await reached(Professor, held, { durable: true })
    const { database, target } = school
    const accident = slowCommit(school, {}).then(async ({ stuck, free }) => {
      await until(stuck)
      await killOthers(database)
      await free()
    })
    await asExpected(await sync(target, accident), database)
  })

  it("while it waits for a row of another writer", async () => {
    await using school = await reached(Professor, held)
    const { database, target } = school
    await database.query("START TRANSACTION")
    await database.query("UPDATE rollcall_professors SET phone = '1'")
    const accident = until(() => isWaiting(database)).then(async () => {
      await killOthers(database)
      await database.query("COMMIT")
    })
    await asExpected(await sync(target, accident), database)
  })
})

interface School {
  readonly database: Migrated
  readonly proxy: Proxy
}

/** Lets the next COMMIT come to the server, where nothing is committed until it is set free. */
const slowCommit = async ({ database, proxy }: School, { cut }: { readonly cut?: Moment }) => {
  const first = () => database.query("FLUSH TABLES WITH READ LOCK")
  await proxy.at("COMMIT", { first, ...(cut && { cut }) })
  return {
    stuck: async () => (await others(database)).some(({ info }) => String(info).startsWith("COMMIT")),
    free: () => database.query("UNLOCK TABLES")
  }
}
