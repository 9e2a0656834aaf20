/** A user is named by three fields together, of which the last may be absent. */
import { describe, expect, it } from "vitest"
import { MySql } from "../../src/index.ts"
import { type Migrated, migrated } from "../Migrated.ts"
import { push } from "../tables.ts"
import { user } from "./school.ts"

const keysOf = async ({ query }: Migrated) => {
  const rows = await query("SELECT match_key, first_name FROM rollcall_users ORDER BY created_at, id")
  return rows.map(({ match_key, first_name }) => [match_key, first_name])
}

describe("users with equal ids", () => {
  it("are another one for each source and each language, and for none", async () => {
    await using database = await migrated()
    await using target = MySql.target({ url: database.url })
    const names = [
      user("1"),
      user("1", { language: "fr" }),
      user("1", { language: "en" }),
      user("1", { source: "other" })
    ]
    expect(await push(target.users, names)).toEqual(["created", "created", "created", "created"])
    expect(await push(target.users, names)).toEqual(["unchanged", "unchanged", "unchanged", "unchanged"])
    const renamed = [user("1", { language: " fr ", firstName: "Ann" }), user("1", { firstName: "Bo" })]
    expect(await push(target.users, renamed)).toEqual(["updated", "updated"])
    expect(await keysOf(database)).toEqual([
      ["1/school", "Bo"],
      ["1/school/fr", "Ann"],
      ["1/school/en", "Zoé"],
      ["1/other", "Zoé"]
    ])
  })

  it("are not mixed up by a slash in one of the parts", async () => {
    await using database = await migrated()
    await using target = MySql.target({ url: database.url })
    const names = [
      user("a", { source: "b/c" }),
      user("a/b", { source: "c" }),
      user("a", { source: "b", language: "c" }),
      user("a\\", { source: "b/c" }),
      user("a", { source: "\\b", language: "c" })
    ]
    expect(new Set(await push(target.users, names))).toEqual(new Set(["created"]))
    expect(new Set(await push(target.users, names))).toEqual(new Set(["unchanged"]))
    expect((await keysOf(database)).map(([key]) => key)).toEqual([
      "a/b\\/c",
      "a\\/b/c",
      "a/b/c",
      "a\\\\/b\\/c",
      "a/\\\\b/c"
    ])
  })
})

describe("an identity that is longer than an index may be", () => {
  it("is refused, with the others stored; the longest that has no such characters fits", async () => {
    await using database = await migrated()
    await using target = MySql.target({ url: database.url })
    const tooLong = { sourceId: "/".repeat(190), source: "\\".repeat(190), language: "/".repeat(35) }
    const records = [
      user("\u{1f600}".repeat(190), { source: "\u{1f601}".repeat(190), language: "\u{1f602}".repeat(35) }),
      user("/".repeat(190), { source: "\\".repeat(190) }),
      { ...tooLong, firstName: "Zoé" },
      user("1")
    ]
    const answers = ["created", "created", "VALIDATION_ERROR sourceId", "created"]
    expect(await push(target.users, records)).toEqual(answers)
    expect(await push(target.users, records)).toEqual(
      answers.map(word => (word === "created" ? "unchanged" : word))
    )
    expect(await database.query("SELECT COUNT(*) AS n FROM rollcall_users")).toEqual([{ n: 3 }])
    expect(await push(target.users, [user("2", { parent: tooLong })])).toEqual([
      "PARENT_USER_NOT_FOUND parent"
    ])
  })
})
