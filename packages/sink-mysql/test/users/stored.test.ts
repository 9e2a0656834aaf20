/** How users stand in the table that `migrate` makes. */
import type { Entity, User } from "@rollcall/core"
import { expect, it } from "vitest"
import { MySql } from "../../src/index.ts"
import { migrated } from "../Migrated.ts"
import { push } from "../tables.ts"
import { counted } from "../tables-counted.ts"
import { address, attribute, meant, user } from "./school.ts"

const school = async () => {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await migrated())
  const { users } = stack.use(MySql.target({ url: database.url }))
  const all = stack.move()
  return { database, users, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

it("every field has a column of its own, and a field that is not given is NULL", async () => {
  await using place = await school()
  const { database, users } = place
  const full: Entity.Of<typeof User> = {
    ...user("7", { language: "fr", debtorId: "D1", middleName: "M", lastName: "Lefèvre", fullName: "Z L" }),
    gender: "f",
    ...{ title: "Dr", abbreviation: "ZL", dateOfBirth: "2001-02-03", login: "zoe" },
    ...{ email: "zoe@a.fr", phone: "06", mobile: "07", company: "Acme", taxNumber: "T", cocNumber: "C" },
    primaryLanguage: "fr",
    attributes: [attribute("badge", "12")],
    addresses: [address("home", "Rue A")],
    parent: { sourceId: "1", source: "school" }
  }
  expect(await push(users, [user("1"), full])).toEqual(["created", "created"])
  const [bare, row] = await database.query("SELECT * FROM rollcall_users ORDER BY match_key")
  const { id, created_at: _, updated_at: __, attributes, addresses, parent, ...texts } = row ?? {}
  expect(id).toMatch(/^[0-9a-f-]{36}$/u)
  expect(texts).toEqual({
    ...{ match_key: "7/school/fr", source_id: "7", source: "school", language: "fr", debtor_id: "D1" },
    ...{ first_name: "Zoé", middle_name: "M", last_name: "Lefèvre", full_name: "Z L", title: "Dr" },
    ...{ abbreviation: "ZL", gender: "f", date_of_birth: "2001-02-03", login: "zoe", email: "zoe@a.fr" },
    ...{ phone: "06", mobile: "07", company: "Acme", tax_number: "T", coc_number: "C" },
    ...{ primary_language: "fr", archived: 0 }
  })
  expect([attributes, addresses, parent].map(meant)).toEqual([full.attributes, full.addresses, full.parent])
  const given = Object.entries(bare ?? {}).filter(([, value]) => value !== null)
  expect(given.map(([column]) => column).toSorted()).toEqual([
    "archived",
    "created_at",
    "first_name",
    "id",
    "match_key",
    "source",
    "source_id",
    "updated_at"
  ])
})

it("who is as they should be is not written, in whatever order the parts of an item come back", async () => {
  await using place = await school()
  const { database, users } = place
  await using proxy = await counted(database.url)
  await using target = MySql.target({ url: proxy.url })
  const records = [
    user("1"),
    user("2", {
      attributes: [attribute("a", "1"), attribute("b", "2")],
      addresses: [{ ...address("home", "Rue A"), isDefault: "Y", region: "Rhône" }],
      parent: { sourceId: "1", source: "school" }
    })
  ]
  await push(users, records)
  await database.query(
    `UPDATE rollcall_users SET attributes = '[{"value":"1","type":"text","name":"a","class":"user"},{"type":"text","value":"2","class":"user","name":"b"}]',
      parent = '{"source":"school","sourceId":"1"}' WHERE source_id = '2'`
  )
  const statements = await proxy.during(async () => {
    expect(await push(target.users, records)).toEqual(["unchanged", "unchanged"])
    const other = user("2", { attributes: [attribute(" b", "2")] })
    expect(await push(target.users, [other])).toEqual(["unchanged"])
  })
  expect(statements.filter(statement => /^UPDATE|^INSERT .* VALUES/su.test(statement))).toEqual([])
})

it("what is given joins what is held, item by item, and no other column is touched", async () => {
  await using place = await school()
  const { database, users } = place
  const home = { ...address("home", "Rue A"), region: "Rhône" }
  await push(users, [
    user("1", { attributes: [attribute("a", "1"), attribute("b", "1")], addresses: [home] })
  ])
  // To the rules neither is anything; whoever put it there may need it.
  await database.query(`UPDATE rollcall_users SET addresses = '{"home": 1}', parent = '["nobody"]'`)
  const look = async () => {
    const [row] = await database.query("SELECT attributes, addresses, parent FROM rollcall_users")
    return Object.values(row ?? {}).map(meant)
  }
  const merging = [user("1", { attributes: [attribute("b", "2"), attribute("c", "1")] })]
  expect(await push(users, merging)).toEqual(["updated"])
  expect(await push(users, merging)).toEqual(["unchanged"])
  const attributes = [attribute("a", "1"), attribute("b", "2"), attribute("c", "1")]
  expect(await look()).toEqual([attributes, { home: 1 }, ["nobody"]])
  expect(await push(users, [user("1", { addresses: [home] })])).toEqual(["updated"])
  expect(await push(users, [user("1", { addresses: [address("home", "Rue B")] })])).toEqual(["updated"])
  expect(await look()).toEqual([attributes, [{ ...home, street: "Rue B" }], ["nobody"]])
})

it.each(['"text"', '{"a":1}', "null", "[]", "7", '["a", 7, null]', "{}"])(
  "a list that somebody has made %s is none, until one is given",
  async junk => {
    await using place = await school()
    const { database, users } = place
    await push(users, [user("1", { attributes: [attribute("a", "1")] })])
    await database.query("UPDATE rollcall_users SET attributes = ?, parent = ?", [junk, junk])
    expect(await push(users, [user("1", { attributes: [] }), user("2")])).toEqual(["unchanged", "created"])
    const [row] = await database.query(
      "SELECT CAST(attributes AS CHAR) AS text FROM rollcall_users WHERE source_id = '1'"
    )
    expect(JSON.parse(String(row?.text))).toEqual(JSON.parse(junk))
    const parent = { sourceId: "2", source: "school" }
    const given = user("1", { attributes: [attribute("b", "1")], parent })
    expect(await push(users, [given])).toEqual(["updated"])
    const [after] = await database.query(
      "SELECT attributes, parent FROM rollcall_users WHERE source_id = '1'"
    )
    expect([after?.attributes, after?.parent].map(meant)).toEqual([given.attributes, parent])
  }
)

it("lists that are longer together than a server takes in one statement are written all the same", async () => {
  await using place = await school()
  const { database, users } = place
  const long = (name: number) => ({ ...attribute(`${name}`, '"'.repeat(255)), type: '"'.repeat(255) })
  const held = Array.from({ length: 99 }, (_, name) => long(name))
  // Quotes are escaped three times over: 50 MB in one statement, of which MariaDB takes 16.
  const everybody = Array.from({ length: 120 }, (_, n) => `${n}`)
  await push(
    users,
    everybody.map(id => user(id, { attributes: held }))
  )
  const more = everybody.map(id => user(id, { attributes: [attribute("new", "1")] }))
  expect(new Set(await push(users, more))).toEqual(new Set(["updated"]))
  const rows = await database.query("SELECT DISTINCT attributes FROM rollcall_users")
  expect(rows.map(({ attributes }) => meant(attributes))).toEqual([[...held, attribute("new", "1")]])
})
