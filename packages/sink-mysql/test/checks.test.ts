import { expect, it } from "@effect/vitest"
import { Mapper, Pipeline, Source, Student } from "@rollcall/core"
import { Effect } from "effect"
import { describe } from "vitest"
import { judgeKeys } from "../src/checks/keys.ts"
import { problemsOfState } from "../src/checks/session.ts"
import { MySql } from "../src/index.ts"
import { faultOf } from "../src/sql/Fault.ts"
import { tablesOf } from "../src/tables/Mapping.ts"
import { troubleOf } from "../src/trouble.ts"
import {
  learners,
  learnersMapping,
  type Own,
  outbox,
  own,
  problems,
  push,
  trainers,
  trainersMapping
} from "./tables.ts"

const students = { ...learnersMapping }

const withTables = async (): Promise<Own> => {
  const database = await own()
  const statements = [...learners(database.exact), trainers(database.exact, database.loose), outbox]
  for (const statement of statements) await database.query(statement)
  return database
}

/** What is said after a change of the tables. */
const saidAfter = async (change: string, entity: "students" | "professors" = "students") => {
  await using database = await withTables()
  const statement = change.replaceAll("EXACT", database.exact).replaceAll("LOOSE", database.loose)
  for (const part of statement.split(";")) await database.query(part)
  const tables = { students, professors: trainersMapping }
  return await problems({ url: database.url, tables, outbox: "told" }, entity)
}

describe("a declaration", () => {
  const of = (tables: object) => problems({ url: "mysql://u@127.0.0.1:1/nowhere", tables }, "students")
  const { columns } = learnersMapping

  it.each<readonly [string, object, RegExp]>([
    [
      "an entity that is none",
      { pupils: students },
      /^tables has no pupils: it takes students, professors, groups, users$/u
    ],
    [
      "a field that is none",
      { students: { ...students, columns: { ...columns, age: "age" } } },
      /has age, which no student has/u
    ],
    [
      "no key",
      { students: { ...students, columns: { ...columns, externalReferenceId: undefined } } },
      /lacks externalReferenceId/u
    ],
    [
      "no column for what a create needs",
      { students: { ...students, columns: { externalReferenceId: "code", lastName: "family_name" } } },
      /lacks firstName/u
    ],
    [
      "one column for two fields",
      { students: { ...students, columns: { ...columns, badgeId: "MAIL" } } },
      /uses the column mail twice/u
    ],
    [
      "the scope among the fields",
      { students: { ...students, scope: { mail: "x" } } },
      /uses the column mail twice/u
    ],
    [
      "tags twice",
      { students: { ...students, columns: { ...columns, tags: "labels" } } },
      /tags both in a column and in a table/u
    ],
    [
      "an id as a field",
      { professors: { ...trainersMapping, columns: { ...trainersMapping.columns, professorId: "number" } } },
      /row's own id/u
    ],
    [
      "a unique e-mail of students",
      { students: { ...students, uniqueEmail: "x" } },
      /uniqueEmail is for professors/u
    ],
    [
      "tags of groups",
      {
        groups: {
          table: "g",
          id: "id",
          columns: { externalReferenceId: "code", name: "title" },
          tags: students.tags
        }
      },
      /groups have none/u
    ],
    [
      "a name that is none",
      { students: { ...students, table: "other.learners" } },
      /"other\.learners" is no name/u
    ],
    ["nothing in it", { students: {} }, /needs a table, an id and columns/u],
    ["null", { students: null }, /needs a table, an id and columns/u],
    [
      "null for its columns",
      { students: { ...students, columns: null } },
      /needs a table, an id and columns/u
    ],
    ["null for its scope", { students: { ...students, scope: null } }, /needs a table, an id and columns/u],
    [
      "an id made elsewhere",
      { students: { ...students, id: { column: "id", made: "there" } } },
      /needs a table, an id/u
    ],
    [
      "a misspelt part",
      { students: { ...students, archive: "gone" } },
      /has archive: it takes table, .*archived/u
    ]
  ])("with %s is refused by name", async (_, tables, sentence) => {
    const said = await of(tables)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(sentence)
  })

  it("is told of all its mistakes at once", async () => {
    expect(await of({ pupils: {}, students: { ...students, columns: { age: "x" } } })).toHaveLength(5)
  })
})

describe("tables as they should be", () => {
  it("raise no objection, declared or made by migrate", async () => {
    expect(await saidAfter("SELECT 1")).toEqual([])
    expect(await saidAfter("SELECT 1", "professors")).toEqual([])
    await using database = await own()
    await Effect.runPromise(MySql.migrate({ url: database.url }))
    for (const entity of ["students", "professors", "groups", "users"] as const)
      expect(await problems({ url: database.url }, entity)).toEqual([])
  })

  it.each([
    ["a column of the user's own", "ALTER TABLE learners ADD age INT, ADD x INT NOT NULL DEFAULT 0"],
    ["a key that is wider than ours", "ALTER TABLE learners ADD UNIQUE KEY wider (school_id, code, mail)"],
    ["a key of other columns", "ALTER TABLE learners ADD card INT, ADD UNIQUE KEY card (card)"],
    ["a column that is shorter than the limit", "ALTER TABLE learners MODIFY mail VARCHAR(10)"]
  ])("may have %s", async (_, change) => {
    expect(await saidAfter(change)).toEqual([])
  })
})

describe("before anything is read, it is said that", () => {
  it.each<readonly [what: string, change: string, sentence: RegExp]>([
    [
      "a table is missing",
      "DROP TABLE learner_tags; DROP TABLE learners",
      /there is no table learners; create it, or correct the mapping.*\n.*no table learner_tags/u
    ],
    ["the table of tags is missing", "DROP TABLE learner_tags", /there is no table learner_tags/u],
    ["the outbox is missing", "DROP TABLE told", /there is no table told; .*say outbox: false/u],
    ["the outbox has other columns", "ALTER TABLE told DROP entity", /the table told has no column entity/u],
    [
      "the table is a view",
      "ALTER TABLE learners RENAME people; CREATE VIEW learners AS SELECT * FROM people",
      /learners is a view/u
    ],
    [
      "a table has no transactions",
      "DROP TABLE learner_tags; CREATE TABLE learner_tags (learner INT, label VARCHAR(35), KEY (learner)) ENGINE = MyISAM DEFAULT CHARSET utf8mb4",
      /learner_tags is in MyISAM.*ENGINE = InnoDB/u
    ],
    [
      "a column is missing",
      "ALTER TABLE learners DROP course",
      /learners has no column course \(curriculumName\)/u
    ],
    [
      "a column of tags is missing",
      "ALTER TABLE learner_tags CHANGE label name VARCHAR(35) NOT NULL",
      /learner_tags has no column label/u
    ],
    [
      "a text is not utf8mb4",
      "ALTER TABLE learners MODIFY given_name VARCHAR(100) CHARACTER SET utf8mb3 NOT NULL",
      /learners\.given_name \(firstName\) is in utf8(?:mb3)?, .*utf8mb4/u
    ],
    [
      "a tag is not utf8mb4",
      "ALTER TABLE learner_tags MODIFY label VARCHAR(35) CHARACTER SET latin1 NOT NULL",
      /learner_tags\.label \(tags\) is in latin1/u
    ],
    [
      "a text is a number",
      "ALTER TABLE learners MODIFY mobile BIGINT NOT NULL DEFAULT 0",
      /mobile \(phone\) is BIGINT, which changes what is stored/u
    ],
    [
      "a text loses its spaces",
      "ALTER TABLE learners MODIFY course CHAR(160)",
      /course \(curriculumName\) is CHAR/u
    ],
    [
      "keys are compared without case",
      "ALTER TABLE learners MODIFY code VARCHAR(64) COLLATE LOOSE",
      /code \(the key\) has the collation .* case or accents .*COLLATE utf8mb4_(?:0900|nopad)_bin$/u
    ],
    [
      "keys are compared without spaces at the end",
      "ALTER TABLE learners MODIFY code VARCHAR(64) COLLATE utf8mb4_bin",
      /utf8mb4_bin, .* spaces at the end .*COLLATE utf8mb4_(?:0900|nopad)_bin$/u
    ],
    [
      "there is no unique key",
      "ALTER TABLE learners ADD KEY school (school_id), DROP KEY code",
      /no unique key on exactly school_id, code: ALTER TABLE learners ADD UNIQUE KEY \(school_id, code\)/u
    ],
    [
      "the unique key leaves the scope out",
      "ALTER TABLE learners DROP KEY code, ADD UNIQUE KEY code (code)",
      /no unique key on exactly school_id, code.*\n.*unique key code of the table learners \(code\)/u
    ],
    [
      "the unique key compares beginnings",
      "ALTER TABLE learners DROP KEY code, ADD UNIQUE KEY code (school_id, code(10))",
      /no unique key on exactly.*\n.*unique key code/u
    ],
    [
      "another unique key refuses people",
      "ALTER TABLE learners ADD UNIQUE KEY one_mail (mail)",
      /unique key one_mail of the table learners \(mail\) refuses students/u
    ],
    [
      "a column must be given",
      "ALTER TABLE learners ADD birthday DATE NOT NULL",
      /learners\.birthday must be given and is not mapped/u
    ],
    [
      "a column of tags must be given",
      "ALTER TABLE learner_tags ADD weight INT NOT NULL",
      /learner_tags\.weight must be given/u
    ],
    [
      "an id is not counted",
      "ALTER TABLE learner_tags DROP FOREIGN KEY learner_tags_ibfk_1; ALTER TABLE learners MODIFY id INT NOT NULL",
      /id \(the id\) is not AUTO_INCREMENT/u
    ],
    [
      "archived is no flag",
      "ALTER TABLE learners MODIFY gone DATETIME",
      /gone \(archived\) is DATETIME: make it BOOLEAN/u
    ],
    [
      "the scope is no number",
      "ALTER TABLE learners MODIFY school_id VARCHAR(9) NOT NULL",
      /school_id \(the scope\) is VARCHAR, and the scope gives a number/u
    ],
    [
      "a column is generated",
      "ALTER TABLE learners DROP course, ADD course VARCHAR(160) AS (UPPER(given_name)) STORED",
      /course \(curriculumName\) is generated/u
    ]
  ])("%s", async (_, change, sentence) => {
    const said = await saidAfter(change)
    expect(said.join("\n")).toMatch(sentence)
    expect(said).toHaveLength(sentence.source.split("\\n").length)
  })

  it.each<readonly [what: string, change: string, sentence: RegExp]>([
    [
      "ids do not fit",
      "ALTER TABLE trainers MODIFY id CHAR(32)",
      /id \(the id\) has room for 32 characters/u
    ],
    ["ids are bytes", "ALTER TABLE trainers MODIFY id BINARY(16)", /id \(the id\) is BINARY/u],
    [
      "an id is not unique",
      "ALTER TABLE trainers DROP PRIMARY KEY, ADD PRIMARY KEY (id, code)",
      /no unique key on its id/u
    ],
    [
      "e-mails are not found in another case",
      "ALTER TABLE trainers MODIFY mail VARCHAR(255) COLLATE EXACT NOT NULL",
      /mail \(email\) has the collation .*_ci, or name a uniqueEmail column/u
    ]
  ])("%s", async (_, change, sentence) => {
    const said = await saidAfter(change, "professors")
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(sentence)
  })

  it("migrate has not been run", async () => {
    await using database = await own()
    const said = await problems({ url: database.url }, "students")
    expect(said).toHaveLength(2)
    for (const sentence of said)
      expect(sentence).toMatch(/^there is no table rollcall_(?:students|outbox); run rollcall migrate/u)
    expect(await problems({ url: database.url }, "groups")).toHaveLength(1)
  })

  it("several things are wrong, all at once", async () => {
    const change =
      "ALTER TABLE learners DROP course, MODIFY code VARCHAR(64) COLLATE LOOSE, ADD UNIQUE KEY (mail); DROP TABLE told"
    expect(await saidAfter(change)).toHaveLength(4)
  })
})

describe("a run", () => {
  const one = (url: string) => ({
    source: Source.fromArray({ name: "pupils", records: ["a"] }),
    mapper: Mapper.make(Student, (id: string) => ({
      externalReferenceId: id,
      firstName: "Zoë",
      lastName: "Roux"
    })),
    sink: MySql.target({ url }).students
  })

  it("is refused before anything is read while the tables are missing, and goes on with them", async () => {
    await using database = await own()
    await expect(Pipeline.runPromise(one(database.url))).rejects.toThrow(
      /mysql: there is no table rollcall_students; run rollcall migrate.*\nmysql: there is no table rollcall_outbox/
    )
    expect(await Effect.runPromise(MySql.migrate({ url: database.url }))).toContain("0001-rosters")
    const report = await Pipeline.runPromise(one(database.url))
    expect(report.ledger).toMatchObject({ read: 1, created: 1 })
    expect((await Pipeline.runPromise(one(database.url))).ledger).toMatchObject({ read: 1, unchanged: 1 })
  })

  it.each(["", "http://127.0.0.1/school", "127.0.0.1:3306", "mysql://root@127.0.0.1", "mysql:///school"])(
    "with the address %j is refused, and it is not repeated",
    async url => {
      await expect(Pipeline.runPromise(one(url))).rejects.toThrow(
        /must look like mysql:\/\/user:password@host/
      )
    }
  )
})

describe("an address", () => {
  it.each(["ssl=true", "ssl-mode=REQUIRED", "sslmode=require", "useSSL=true", "tls=1"])(
    "that asks for TLS by ?%s is refused: the driver would go on without",
    async query => {
      const [problem] = await problems({ url: `mysql://root:s3cret@127.0.0.1:1/school?${query}` }, "students")
      expect(problem).toMatch(/^TLS is asked for by \?ssl=/u)
      expect(problem).not.toMatch(/s3cret/u)
    }
  )
})

describe("what a server says", () => {
  it.each([
    [{ errno: 1969, sqlMessage: "…" }, "other", "ER_STATEMENT_TIMEOUT"],
    [
      { errno: 4151, code: "ER_BULK_PARSER_INCOMPLETE_ESCAPE_SEQUENCE" },
      "denied",
      "ER_ACCOUNT_HAS_BEEN_LOCKED"
    ],
    [{ errno: 1862, code: "ER_MUST_CHANGE_PASSWORD_LOGIN" }, "denied", "ER_MUST_CHANGE_PASSWORD_LOGIN"],
    [{ errno: 1130, code: "ER_HOST_NOT_PRIVILEGED" }, "denied", "ER_HOST_NOT_PRIVILEGED"],
    [{ errno: 4999 }, "other", "error 4999"]
  ])("is named, also where the driver has another name for it or none: %j", (thrown, kind, code) => {
    expect(faultOf(thrown)).toMatchObject({ kind, code })
  })
})

describe("a handshake that fails", () => {
  it("is told with where to look, not as a database that is not there", () => {
    const { message } = troubleOf("mysql/students", faultOf({ code: "HANDSHAKE_SSL_ERROR" }))
    expect(message).toMatch(/\(HANDSHAKE_SSL_ERROR\); check its certificate, and ssl in the address/u)
  })
})

describe("an account", () => {
  const tables = { students, professors: trainersMapping }
  /** What is said to an account with these rights. */
  const allowed = async (grants: ReadonlyArray<string>, entity: "students" | "professors") => {
    await using database = await withTables()
    const url = new URL(database.url)
    const account = `u${crypto.randomUUID().slice(0, 8)}`
    await database.query("CREATE USER ?@'%' IDENTIFIED BY 'secret'", [account])
    for (const grant of grants) await database.query(`GRANT ${grant} TO ?@'%'`, [account])
    url.username = account
    url.password = "secret"
    const said = await problems({ url: url.href, tables, outbox: "told" }, entity)
    await database.query("DROP USER ?@'%'", [account])
    return said
  }

  it("with the rights that are needed, and no others, may go on", async () => {
    const grants = [
      "SELECT, INSERT, UPDATE ON learners",
      "SELECT, INSERT, DELETE ON learner_tags",
      "INSERT, SELECT (id) ON told"
    ]
    expect(await allowed(grants, "students")).toEqual([])
    const columns = [
      "SELECT, INSERT ON trainers",
      "UPDATE (given_name, family_name, mail, labels) ON trainers",
      "INSERT ON told"
    ]
    expect(await allowed(columns, "professors")).toEqual([])
  })

  it.each<readonly [string, ReadonlyArray<string>, ReadonlyArray<RegExp>]>([
    [
      "UPDATE",
      ["SELECT, INSERT ON trainers", "INSERT ON told"],
      [/^the account may not UPDATE on the table trainers: GRANT UPDATE ON trainers$/u]
    ],
    ["INSERT", ["SELECT, UPDATE ON trainers", "INSERT ON told"], [/may not INSERT on the table trainers/u]],
    [
      "INSERT and UPDATE",
      ["SELECT ON trainers", "INSERT ON told"],
      [/may not INSERT and UPDATE on the table trainers/u]
    ],
    [
      "the outbox",
      ["SELECT, INSERT, UPDATE ON trainers", "SELECT ON told"],
      [/may not INSERT on the table told/u]
    ],
    [
      "a column",
      ["SELECT, INSERT, UPDATE (given_name, family_name, labels) ON trainers", "INSERT ON told"],
      [/may not UPDATE on the table trainers/u]
    ],
    ["sight", ["SELECT ON told"], [/there is no table trainers; .* let the account see it/u]]
  ])("without %s reads which right it lacks", async (_, grants, sentences) => {
    const said = await allowed(grants, "professors")
    expect(said).toHaveLength(sentences.length)
    for (const [at, sentence] of sentences.entries()) expect(said[at]).toMatch(sentence)
  })

  it("that may not take tags away reads that too", async () => {
    const grants = ["SELECT, INSERT, UPDATE ON learners", "SELECT, INSERT ON learner_tags", "INSERT ON told"]
    expect(await allowed(grants, "students")).toEqual([
      "the account may not DELETE on the table learner_tags: GRANT DELETE ON learner_tags"
    ])
  })
})

describe("a session", () => {
  const sound = { client: "utf8mb4", connection: "utf8mb4", results: "utf8mb4", mode: "STRICT_ALL_TABLES" }

  it.each([
    ["that is as it was made", {}, []],
    ["with another character set", { client: "latin1" }, [/utf8mb4/u]],
    ["without strict mode", { mode: "ANSI_QUOTES" }, [/strict mode/u]],
    [
      "in which backslashes do not escape",
      { mode: "STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES" },
      [/NO_BACKSLASH_ESCAPES/u]
    ]
  ])("%s", (_, change, sentences) => {
    const said = problemsOfState({ ...sound, ...change })
    expect(said).toHaveLength(sentences.length)
    for (const [at, sentence] of sentences.entries()) expect(said[at]).toMatch(sentence)
  })

  it("is put right whatever the server's own settings are", async () => {
    await using database = await withTables()
    const account = `u${crypto.randomUUID().slice(0, 8)}`
    await database.query("CREATE USER ?@'%'", [account])
    await database.query(`GRANT ALL ON ${new URL(database.url).pathname.slice(1)}.* TO ?@'%'`, [account])
    const [before] = await database.query("SELECT @@GLOBAL.sql_mode AS mode")
    const url = new URL(database.url)
    url.username = account
    await database.query("SET GLOBAL sql_mode = 'NO_BACKSLASH_ESCAPES'")
    try {
      expect(await problems({ url: url.href, tables: { students }, outbox: "told" }, "students")).toEqual([])
    } finally {
      await database.query("SET GLOBAL sql_mode = ?", [before?.mode])
      await database.query("DROP USER ?@'%'", [account])
    }
  })
})

describe("unique keys", () => {
  const table = tablesOf({ students }).student
  const key = (name: string, ...columns: ReadonlyArray<string>) => ({ name, columns, whole: true })
  const needed = [key("PRIMARY", "id"), key("code", "school_id", "code")]

  it.each([
    ["on an expression", { name: "x", columns: [], whole: false }, 1],
    ["on the scope alone", key("x", "school_id"), 1],
    ["around the id", key("x", "id", "mail"), 0]
  ])("%s", (_, more, count) => {
    if (table === undefined) throw new Error("there is a table for students")
    expect(judgeKeys(table, [...needed, more])).toHaveLength(count)
  })
})

describe("columns that are narrower than a field may be", () => {
  it("cost what does not fit its own record, with the field named", async () => {
    await using database = await withTables()
    await database.query(
      "ALTER TABLE learners MODIFY mail VARCHAR(12), MODIFY code VARCHAR(8) COLLATE ??".replace(
        "??",
        database.exact
      )
    )
    await using target = MySql.target({ url: database.url, tables: { students }, outbox: "told" })
    const records = Array.from({ length: 500 }, (_, n) => ({
      externalReferenceId: n === 77 ? "much-too-long" : `K${n}`,
      firstName: "Zoé",
      lastName: "Lefèvre",
      email: n === 123 ? "someone@else.where" : "a@b.fr"
    }))
    const expected = (word: string) =>
      records.map((_, n) =>
        n === 77 ? "VALIDATION_ERROR externalReferenceId" : n === 123 ? "VALIDATION_ERROR email" : word
      )
    expect(await push(target.students, records)).toEqual(expected("created"))
    expect(await database.query("SELECT COUNT(*) AS n FROM learners")).toEqual([{ n: 498 }])
    const longer = records.map((record, n) => ({
      ...record,
      lastName: "L",
      email: n === 200 ? "someone@else.where" : "b@b.fr"
    }))
    const again = await push(target.students, longer)
    expect(again.filter(word => word !== "updated").toSorted()).toEqual([
      "VALIDATION_ERROR email",
      "VALIDATION_ERROR externalReferenceId",
      "created"
    ])
    expect(again[200]).toBe("VALIDATION_ERROR email")
  })

  it("and rows that other rules of the table refuse cost no more", async () => {
    await using database = await withTables()
    await database.query(
      "ALTER TABLE learners MODIFY mail VARCHAR(255) NOT NULL, ADD CONSTRAINT no_x CHECK (given_name <> 'X')"
    )
    await using target = MySql.target({ url: database.url, tables: { students }, outbox: "told" })
    const record = { externalReferenceId: "A", firstName: "Zoé", lastName: "L", email: "a@b.fr" }
    const mute = { ...record, externalReferenceId: "B", email: null }
    const checked = { ...record, externalReferenceId: "C", firstName: "X" }
    expect(await push(target.students, [record, mute, checked])).toEqual([
      "created",
      "REQUIRED_FIELD_MISSING email",
      "CREATE_FAILED undefined"
    ])
    expect(await push(target.students, [{ ...record, email: null }])).toEqual(["VALIDATION_ERROR email"])
    expect(await push(target.students, [{ ...record, firstName: "X" }])).toEqual(["UPDATE_FAILED undefined"])
  })
})

describe("a database that is away", () => {
  it("is no fault of the configuration, and ends the run as unavailable", async () => {
    const options = { url: "mysql://u@127.0.0.1:1/nowhere" }
    expect(await problems(options, "students")).toEqual([])
    await using target = MySql.target(options)
    const fault = await Effect.runPromise(
      Effect.flip(
        target.students.send([{ externalReferenceId: "A" }], {
          unarchive: false,
          sendCredentials: false,
          newPasswordNeeded: false
        })
      )
    )
    expect(fault).toMatchObject({ _tag: "Unavailable", maybeApplied: false })
  })

  it("that does not exist on a server that does is one", async () => {
    await using database = await own()
    const url = new URL(database.url)
    url.pathname = "/no_such_database"
    expect(await problems({ url: url.href }, "students")).toEqual([
      "the database cannot be checked (ER_BAD_DB_ERROR)"
    ])
  })
})
