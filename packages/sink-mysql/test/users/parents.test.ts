/** Users have parents as groups do: of before the request, and never below themselves. */
import { expect, it } from "vitest"
import { MySql } from "../../src/index.ts"
import { migrated } from "../Migrated.ts"
import { push } from "../tables.ts"
import { meant, user } from "./school.ts"

const under = (sourceId: string, parent: string, language?: string) =>
  user(sourceId, {
    parent: { sourceId: parent, source: "school", ...(language !== undefined && { language }) }
  })

it("a parent may be in the target or in the run, and is named with its language", async () => {
  await using database = await migrated()
  await using target = MySql.target({ url: database.url })
  await push(target.users, [user("1"), user("1", { language: "fr" })])
  const records = [
    under("2", "1"),
    under("3", " 1 ", "fr"),
    under("4", "1", "en"),
    under("5", "6"),
    user("6")
  ]
  expect(await push(target.users, records)).toEqual([
    "created",
    "created",
    "PARENT_USER_NOT_FOUND parent",
    "created",
    "created"
  ])
  const rows = await database.query("SELECT source_id, parent FROM rollcall_users WHERE parent IS NOT NULL")
  expect(new Map(rows.map(({ source_id, parent }) => [source_id, meant(parent)]))).toEqual(
    new Map([
      ["2", { sourceId: "1", source: "school" }],
      ["3", { sourceId: "1", source: "school", language: "fr" }],
      ["5", { sourceId: "6", source: "school" }]
    ])
  )
})

it("a circle is found however many levels it has, and whoever has put one there does no harm", async () => {
  await using database = await migrated()
  await using target = MySql.target({ url: database.url })
  const chain = Array.from({ length: 6 }, (_, n) => (n === 0 ? user("0") : under(`${n}`, `${n - 1}`)))
  await push(target.users, chain)
  expect(await push(target.users, [under("0", "5")])).toEqual(["USER_CYCLE parent"])
  expect(await push(target.users, [under("3", "3")])).toEqual(["USER_CYCLE parent"])
  expect(await push(target.users, [under("5", "1"), under("4", "5")])).toEqual(["updated", "updated"])
  expect(await push(target.users, [under("1", "4")])).toEqual(["USER_CYCLE parent"])
  await database.query(
    `UPDATE rollcall_users SET parent = '{"sourceId":"4","source":"school"}' WHERE source_id = '2'`
  )
  expect(await push(target.users, [under("9", "4")])).toEqual(["created"])
})

it("one that somebody has written in another way names nobody", async () => {
  await using database = await migrated()
  await using target = MySql.target({ url: database.url })
  await push(target.users, [user("1"), under("2", "1")])
  await database.query(`UPDATE rollcall_users SET parent = '{"sourceId": 1}' WHERE source_id = '2'`)
  expect(await push(target.users, [under("1", "2")])).toEqual(["updated"])
})
