import { expect, it } from "@effect/vitest"
import { Mapper, Pipeline, Source, Student } from "@rollcall/core"
import { databaseFor } from "@rollcall/test-databases"
import { Effect } from "effect"
import { MySql } from "../src/index.ts"

const one = (url: string) => ({
  source: Source.fromArray({ name: "pupils", records: ["a"] }),
  mapper: Mapper.make(Student, (id: string) => ({
    externalReferenceId: id,
    firstName: "Zoë",
    lastName: "Roux"
  })),
  sink: MySql.target({ url }).students
})

it("a database without the tables is refused before anything is read, and says what to do", async () => {
  await using database = await databaseFor()
  await expect(Pipeline.runPromise(one(database.url))).rejects.toThrow(
    /mysql: there is no table rollcall_students; run rollcall migrate\nmysql: there is no table rollcall_outbox/
  )
  expect(await Effect.runPromise(MySql.migrate({ url: database.url }))).toEqual(["0001-rosters"])
  const report = await Pipeline.runPromise(one(database.url))
  expect(report.ledger).toMatchObject({ read: 1, created: 1 })
  expect((await Pipeline.runPromise(one(database.url))).ledger).toMatchObject({ read: 1, unchanged: 1 })
})

it.each(["", "http://127.0.0.1/school", "127.0.0.1:3306"])(
  "the address %j is refused, and not repeated",
  async url => {
    await expect(Pipeline.runPromise(one(url))).rejects.toThrow(/must look like mysql:\/\/user:password@host/)
  }
)
