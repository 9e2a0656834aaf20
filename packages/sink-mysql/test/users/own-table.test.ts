/** Users in a table of the user's own. */
import { describe, expect, it } from "vitest"
import { MySql } from "../../src/index.ts"
import { type Own, problems, push } from "../tables.ts"
import { contactsMapping, withContacts } from "./contacts.ts"
import { address, attribute, meant, user } from "./school.ts"

const targetOf = ({ url }: { readonly url: string }) =>
  MySql.target({ url, tables: { users: contactsMapping }, outbox: "told" })

describe("a table of the user's own", () => {
  it("gets users in the named columns, is left alone where nothing changes, and merges lists in it", async () => {
    await using database = await withContacts()
    await using target = targetOf(database)
    const boss = user("1")
    const zoe = user("2", {
      language: "fr",
      dateOfBirth: "2001-02-03",
      attributes: [attribute("a", "1")],
      addresses: [address("home", "Rue A")],
      parent: { sourceId: "1", source: "school" },
      // For these there is no column.
      phone: "06",
      title: "Dr"
    })
    expect(await push(target.users, [zoe, boss])).toEqual(["created", "created"])
    expect(await push(target.users, [boss, { ...zoe, phone: "07" }])).toEqual(["unchanged", "unchanged"])
    const look = () => database.query("SELECT * FROM contacts ORDER BY named")
    const [first, second] = await look()
    expect(first).toMatchObject({ named: "1/school", code: "1", origin: "school", lang: "", boss: null })
    expect(second).toMatchObject({ named: "2/school/fr", lang: "fr", born: "2001-02-03", school_id: 7 })
    expect(second).toMatchObject({ notes: "from the secretary", extras: JSON.stringify(zoe.attributes) })
    const more = user("2", { language: "fr", attributes: [attribute("b", "1")], dateOfBirth: "2001-02-04" })
    expect(await push(target.users, [more])).toEqual(["updated"])
    const [, after] = await look()
    expect(meant(after?.extras)).toEqual([attribute("a", "1"), attribute("b", "1")])
    expect([after?.born, after?.places, after?.boss]).toEqual(["2001-02-04", second?.places, second?.boss])
  })

  it("finds the rows of before by the key that docs/mysql.md has them given", async () => {
    await using database = await withContacts()
    await using target = targetOf(database)
    for (const [code, lang] of [
      ["1", ""],
      ["1", "fr"]
    ])
      await database.query("INSERT INTO contacts SET ?", [
        { school_id: 7, code, origin: "school", lang, given_name: "Zoé" }
      ])
    await database.query("UPDATE contacts SET named = CONCAT_WS('/', code, origin, NULLIF(lang, ''))")
    const records = [user("1"), user("1", { language: "fr" })]
    expect(await push(target.users, records)).toEqual(["unchanged", "unchanged"])
  })

  it("keeps what is no list, nor JSON, until a list is given", async () => {
    await using database = await withContacts()
    await using target = targetOf(database)
    await push(target.users, [user("1")])
    await database.query("UPDATE contacts SET extras = 'tall, red hair'")
    expect(await push(target.users, [user("1", { attributes: [] })])).toEqual(["unchanged"])
    expect(await push(target.users, [user("1", { dateOfBirth: "2001-02-03" })])).toEqual(["updated"])
    expect(await database.query("SELECT extras FROM contacts")).toEqual([{ extras: "tall, red hair" }])
    expect(await push(target.users, [user("1", { attributes: [attribute("a", "1")] })])).toEqual(["updated"])
    const [row] = await database.query("SELECT extras FROM contacts")
    expect(meant(row?.extras)).toEqual([attribute("a", "1")])
  })

  it("sees nothing of other schools, and takes nobody of theirs for a parent", async () => {
    await using database = await withContacts()
    await using target = targetOf(database)
    const other = { school_id: 8, named: "1/school", code: "1", origin: "school", given_name: "Other" }
    await database.query("INSERT INTO contacts SET ?", [other])
    const child = user("2", { parent: { sourceId: "1", source: "school" } })
    expect(await push(target.users, [child])).toEqual(["PARENT_USER_NOT_FOUND parent"])
    expect(await push(target.users, [user("1"), child])).toEqual(["created", "created"])
    const rows = await database.query("SELECT school_id, given_name FROM contacts ORDER BY nr")
    expect(rows[0]).toEqual({ school_id: 8, given_name: "Other" })
    expect(rows).toHaveLength(3)
  })

  it("refuses the archived, whom nothing brings back", async () => {
    await using database = await withContacts()
    await using target = targetOf(database)
    await push(target.users, [user("1")])
    await database.query("UPDATE contacts SET gone = TRUE")
    expect(await push(target.users, [user("1")], { unarchive: true })).toEqual([
      "ARCHIVED_USER_EXISTS sourceId"
    ])
  })

  it("announces with the ids that it has made, in a run that asks for it", async () => {
    await using database = await withContacts()
    await using target = targetOf(database)
    await push(target.users, [user("1"), user("1", { language: "fr" })], { sendCredentials: true })
    const found = await database.query(
      "SELECT named, entity, send_credentials FROM told JOIN contacts ON nr = record_id ORDER BY named"
    )
    expect(found).toEqual([
      { named: "1/school", entity: "user", send_credentials: 1 },
      { named: "1/school/fr", entity: "user", send_credentials: 1 }
    ])
  })
})

describe("a declaration", () => {
  const of = (users: object) =>
    problems({ url: "mysql://u@127.0.0.1:1/nowhere", tables: { users } as MySql.Mappings }, "users")
  const { columns, key: _, ...keyless } = contactsMapping
  const { language: __, ...speechless } = columns

  it.each<readonly [string, object, RegExp]>([
    [
      "no key",
      { ...keyless, columns },
      /^tables\.users needs a key: .* sourceId, source, language together$/u
    ],
    ["the key in a column of a field", { ...contactsMapping, key: "code" }, /uses the column code twice/u],
    [
      "a part of the key left out",
      { ...contactsMapping, columns: speechless },
      /columns lacks language, by which users are told apart$/u
    ],
    [
      "no column for what every request has",
      { ...contactsMapping, columns: { ...columns, firstName: undefined } },
      /lacks firstName: a new user cannot be without/u
    ],
    [
      "tags",
      { ...contactsMapping, tags: { table: "t", owner: "o", tag: "t" } },
      /for students and professors: users have none/u
    ]
  ])("with %s is refused by name", async (_, users, sentence) => {
    const said = await of(users)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(sentence)
  })

  it("without a key, or without a part of it, does not compile", () => {
    const tables: ReadonlyArray<MySql.Mappings> = [
      // @ts-expect-error no field alone names a user
      { users: { ...keyless, columns } },
      // @ts-expect-error users are told apart by their language
      { users: { ...contactsMapping, columns: speechless } }
    ]
    expect(tables).toHaveLength(2)
  })
})

describe("before anything is read, it is said that", () => {
  const saidAfter = async (change: (database: Own) => string) => {
    await using database = await withContacts()
    await database.query(change(database))
    return await problems({ url: database.url, tables: { users: contactsMapping }, outbox: "told" }, "users")
  }

  it("nothing is wrong with a table as it should be", async () => {
    expect(await saidAfter(() => "SELECT 1")).toEqual([])
    expect(await saidAfter(() => "ALTER TABLE contacts MODIFY born VARCHAR(10)")).toEqual([])
  })

  it.each<readonly [string, (database: Own) => string, RegExp]>([
    [
      "identities have no room",
      ({ exact }) => `ALTER TABLE contacts MODIFY named VARCHAR(255) COLLATE ${exact}`,
      /contacts\.named \(the key\) has room for 255 characters, .* up to 417: widen it$/u
    ],
    [
      "identities are compared without case",
      ({ loose }) => `ALTER TABLE contacts MODIFY named VARCHAR(417) COLLATE ${loose}`,
      /contacts\.named \(the key\) has the collation .* case or accents/u
    ],
    [
      "identities may be there twice",
      () => "ALTER TABLE contacts DROP KEY named",
      /no unique key on exactly school_id, named/u
    ],
    [
      "a part of the identity is there once only",
      () => "ALTER TABLE contacts ADD UNIQUE KEY one (school_id, code)",
      /unique key one of the table contacts \(school_id, code\) refuses users/u
    ],
    [
      "a list has no text to stand in",
      () => "ALTER TABLE contacts MODIFY places INT",
      /contacts\.places \(addresses\) is INT/u
    ],
    [
      "a parent has no text to stand in",
      () => "ALTER TABLE contacts MODIFY boss VARBINARY(500)",
      /contacts\.boss \(parent\) is VARBINARY/u
    ],
    [
      "a list loses its emoji",
      () => "ALTER TABLE contacts MODIFY extras TEXT CHARACTER SET latin1",
      /contacts\.extras \(attributes\) is in latin1/u
    ],
    [
      "a day has a time",
      () => "ALTER TABLE contacts MODIFY born DATETIME",
      /contacts\.born \(dateOfBirth\) is DATETIME/u
    ]
  ])("%s", async (_, change, sentence) => {
    const said = await saidAfter(change)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(sentence)
  })
})
