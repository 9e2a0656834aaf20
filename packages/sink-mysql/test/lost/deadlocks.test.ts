/** Another program writes the same rows in another order: a deadlock is repeated, and the user does not hear of it. */
import { Directory, type Entity, Student } from "@rollcall/core"
import { Effect } from "effect"
import { expect, it } from "vitest"
import { MySql } from "../../src/index.ts"
import { type Migrated, migrated } from "../Migrated.ts"
import { syncing } from "../processes/syncing.ts"
import { isWaiting } from "./others.ts"
import { until } from "./until.ts"

const student = (key: string, more: Entity.AnyUpsert = {}) => ({
  externalReferenceId: key,
  firstName: "Ann",
  lastName: "Lee",
  ...more
})

/** A database that holds two students, and another table that makes the other program's transaction the heavier one. */
const held = async (): Promise<Migrated> => {
  const database = await migrated()
  const records = ["a", "b"].map(key => ({ id: `held-${key}`, archived: false, fields: student(key) }))
  await Effect.runPromise(
    Effect.flatMap(Directory.Directory, directory => directory.put(Student, records)).pipe(
      Effect.provide(MySql.directory({ url: database.url }))
    )
  )
  await database.query("CREATE TABLE ballast (n INT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(10))")
  return database
}

/** The server gives up the transaction that has changed less. */
const ballast = `INSERT INTO ballast (text) VALUES ${Array(500).fill("('x')").join(", ")}`

const change = "UPDATE rollcall_students SET phone = '1' WHERE match_key = ?"

it("over rows that both change: both changes are made", async () => {
  await using database = await held()
  const { query } = database
  await using target = MySql.target({ url: database.url })
  await query("START TRANSACTION")
  await query(ballast)
  await query(change, ["b"])
  const records = ["a", "b"].map(key => student(key, { lastName: "Martin" }))
  const running = syncing(target, "students", records, { batch: 10 })
  await until(() => isWaiting(database))
  // It has the first row by now and wants the second: only if it is given up can this go on.
  await query(change, ["a"])
  await query("COMMIT")
  expect(await running).toMatchObject({ ended: "Completed", ledger: { updated: 2, unknown: 0, rejected: 0 } })
  expect(await query("SELECT last_name, phone FROM rollcall_students")).toEqual(
    Array(2).fill({ last_name: "Martin", phone: "1" })
  )
})

it("over a row that the other one makes first: it is then changed, and not made again", async () => {
  await using database = await held()
  const { query } = database
  await using target = MySql.target({ url: database.url })
  await query("START TRANSACTION")
  await query(ballast)
  await query(
    "INSERT INTO rollcall_students (id, match_key, external_reference_id, first_name, last_name) VALUES ('foreign', 'c', 'c', 'Ann', 'Lee')"
  )
  const records = ["a", "c"].map(key => student(key, { lastName: "Martin" }))
  const running = syncing(target, "students", records, { batch: 10 })
  await until(() => isWaiting(database))
  await query(change, ["a"])
  await query("COMMIT")
  expect(await running).toMatchObject({ ended: "Completed", ledger: { updated: 2, created: 0, rejected: 0 } })
  expect(await query("SELECT id, last_name FROM rollcall_students ORDER BY match_key")).toEqual([
    { id: "held-a", last_name: "Martin" },
    { id: "held-b", last_name: "Lee" },
    { id: "foreign", last_name: "Martin" }
  ])
  expect(await query("SELECT * FROM rollcall_outbox")).toEqual([])
})
