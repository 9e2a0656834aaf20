import { Decision, Directory, Group, Student } from "@rollcall/core"
import { Effect, Stream } from "effect"
import { describe, expect, it } from "vitest"
import { MySql } from "../src/index.ts"
import {
  learners,
  learnersMapping,
  type Own,
  outbox,
  own,
  push,
  trainers,
  trainersMapping
} from "./tables.ts"
import { counted } from "./tables-counted.ts"

const zoe = { externalReferenceId: "A1", firstName: "Zoé", lastName: "Lefèvre" }
const ines = { externalReferenceId: "A2", firstName: "Inès", lastName: "Roy" }

const withLearners = async (): Promise<Own> => {
  const database = await own()
  for (const statement of [...learners(database.exact), outbox]) await database.query(statement)
  return database
}

const targetOf = ({ url }: { readonly url: string }) =>
  MySql.target({ url, tables: { students: learnersMapping }, outbox: "told" })

const rows = ({ query }: Own) =>
  query("SELECT school_id, code, given_name, mail, mobile, course, gone, notes FROM learners ORDER BY id")

const tagged = async ({ query }: Own) => {
  const found = await query(
    "SELECT code, label FROM learner_tags JOIN learners ON learners.id = learner ORDER BY 1, 2"
  )
  return found.map(({ code, label }) => `${code} ${label}`)
}

describe("a table of the user's own", () => {
  it("gets new rows in the named columns, with its own defaults where nothing is given", async () => {
    await using database = await withLearners()
    await using target = targetOf(database)
    const records = [{ ...zoe, email: "zoe@a.fr", phone: "06", curriculumName: "BTS" }, ines]
    expect(await push(target.students, records)).toEqual(["created", "created"])
    const common = { school_id: 7, gone: 0, notes: "from the secretary" }
    expect(await rows(database)).toEqual([
      { ...common, code: "A1", given_name: "Zoé", mail: "zoe@a.fr", mobile: "06", course: "BTS" },
      { ...common, code: "A2", given_name: "Inès", mail: null, mobile: "", course: null }
    ])
  })

  it("changes what is given, leaves the rest, and clears by null, also where a column must not be null", async () => {
    await using database = await withLearners()
    await using target = targetOf(database)
    await push(target.students, [{ ...zoe, email: "zoe@a.fr", phone: "06", curriculumName: "BTS" }])
    await database.query("UPDATE learners SET notes = 'by hand'")
    const changes = { externalReferenceId: "A1", phone: null, email: "new@a.fr" }
    expect(await push(target.students, [changes])).toEqual(["updated"])
    expect(await push(target.students, [changes])).toEqual(["unchanged"])
    expect(await rows(database)).toMatchObject([
      { given_name: "Zoé", mail: "new@a.fr", mobile: "", course: "BTS", notes: "by hand" }
    ])
  })

  it("does not write a row that is as it should be", async () => {
    await using database = await withLearners()
    await using target = targetOf(database)
    const records = [{ ...zoe, tags: ["a", "b"] }, ines]
    await push(target.students, records)
    const before = await database.query("SELECT * FROM learners")
    const again = [
      { ...zoe, tags: ["b", "a"] },
      { ...ines, lastName: "Roi" }
    ]
    expect(await push(target.students, again)).toEqual(["unchanged", "updated"])
    const after = await database.query("SELECT * FROM learners")
    expect(after[0]).toEqual(before[0])
    expect(after[1]?.updated_at).not.toEqual(before[1]?.updated_at)
  })

  it("touches no column but those of the fields that change, whatever stands in the others", async () => {
    await using database = await withLearners()
    await database.query("ALTER TABLE learners ADD labels TEXT")
    const { tags: _, ...untagged } = learnersMapping
    await using target = MySql.target({
      url: database.url,
      tables: {
        students: {
          ...untagged,
          columns: { ...learnersMapping.columns, tags: "labels", badgeId: "notes" }
        }
      },
      outbox: "told"
    })
    await push(target.students, [zoe])
    await database.query(
      "UPDATE learners SET labels = 'a, b', mail = '', notes = '  by hand ', course = NULL"
    )
    expect(await push(target.students, [{ ...zoe, email: null, tags: null }])).toEqual(["unchanged"])
    expect(await push(target.students, [{ ...zoe, firstName: "Zoë" }])).toEqual(["updated"])
    const look = () => database.query("SELECT given_name, labels, mail, notes FROM learners")
    expect(await look()).toEqual([{ given_name: "Zoë", labels: "a, b", mail: "", notes: "  by hand " }])
    expect(await push(target.students, [{ ...zoe, tags: ["c"] }])).toEqual(["updated"])
    expect(await look()).toMatchObject([{ labels: '["c"]', mail: "" }])
  })

  it("sees nothing of other schools in the same table", async () => {
    await using database = await withLearners()
    await using target = targetOf(database)
    const other = { school_id: 8, code: "A1", given_name: "Other", family_name: "School", gone: 1 }
    await database.query("INSERT INTO learners SET ?", [other])
    expect(await push(target.students, [zoe])).toEqual(["created"])
    expect(await push(target.students, [{ ...zoe, firstName: "Zoë" }])).toEqual(["updated"])
    expect(await database.query("SELECT school_id, given_name FROM learners ORDER BY id")).toEqual([
      { school_id: 8, given_name: "Other" },
      { school_id: 7, given_name: "Zoë" }
    ])
  })

  it("refuses and unarchives the archived as the endpoints do", async () => {
    await using database = await withLearners()
    await using target = targetOf(database)
    await push(target.students, [zoe])
    await database.query("UPDATE learners SET gone = TRUE")
    expect(await push(target.students, [zoe])).toEqual(["ARCHIVED_STUDENT_EXISTS externalReferenceId"])
    expect(await push(target.students, [zoe], { unarchive: true })).toEqual(["unarchived"])
    expect(await rows(database)).toMatchObject([{ gone: 0 }])
  })

  it("stores nothing of a field without a column, and takes it for no change", async () => {
    await using database = await withLearners()
    await using target = targetOf(database)
    expect(await push(target.students, [{ ...zoe, badgeId: "12" }])).toEqual(["created"])
    expect(await push(target.students, [{ ...zoe, badgeId: "13" }])).toEqual(["unchanged"])
    await database.query("UPDATE learners SET gone = TRUE")
    expect(await push(target.students, [{ ...zoe, badgeId: "13" }], { unarchive: true })).toEqual([
      "unarchived"
    ])
  })

  it("finds a key in whatever form it is given", async () => {
    await using database = await withLearners()
    await using target = targetOf(database)
    await push(target.students, [{ ...zoe, externalReferenceId: "é1" }])
    const directory = MySql.directory({
      url: database.url,
      tables: { students: learnersMapping },
      outbox: "told"
    })
    const again = { ...zoe, externalReferenceId: " e\u03011 " }
    const decisions = await Effect.runPromise(
      Effect.provide(Directory.upsert(Student, [again], noOptions), directory)
    )
    expect(decisions).toMatchObject([{ _tag: "Unchanged" }])
    expect(await rows(database)).toMatchObject([{ code: "é1" }])
  })

  it("leaves entities that are not named on the tables of migrate", async () => {
    await using database = await withLearners()
    await Effect.runPromise(MySql.migrate({ url: database.url }))
    await using target = targetOf(database)
    expect(await push(target.groups, [{ externalReferenceId: "G1", name: "BTS 1" }])).toEqual(["created"])
    expect(await push(target.students, [zoe])).toEqual(["created"])
    expect(await database.query("SELECT name FROM rollcall_groups")).toEqual([{ name: "BTS 1" }])
    expect(await database.query("SELECT * FROM rollcall_students")).toEqual([])
  })
})

it("a declaration that lacks what a create needs, or misspells a field, does not compile", () => {
  const { columns, tags } = learnersMapping
  const { firstName: _, ...nameless } = columns
  const group = { externalReferenceId: "code", name: "title" }
  const tables: ReadonlyArray<MySql.Mappings> = [
    // @ts-expect-error a student cannot be created without firstName
    { students: { table: "learners", id: "id", columns: nameless } },
    // @ts-expect-error students have no emial
    { students: { table: "learners", id: "id", columns: { ...columns, emial: "mail" } } },
    // @ts-expect-error groups have no tags
    { groups: { table: "classes", id: "id", columns: group, tags } }
  ]
  expect(tables).toHaveLength(3)
})

const noOptions = { allowUnarchive: false, onCreated: { sendCredentials: false, newPasswordNeeded: false } }

describe("ids that the table makes", () => {
  it("stand in the outbox, or no announcement is made at all", async () => {
    await using database = await withLearners()
    await using target = targetOf(database)
    await database.query("ALTER TABLE learners AUTO_INCREMENT = 90")
    await push(target.students, [ines, zoe], { sendCredentials: true })
    const found = await database.query(
      "SELECT code, entity, send_credentials FROM told JOIN learners ON learners.id = record_id ORDER BY code"
    )
    expect(found).toEqual([
      { code: "A1", entity: "student", send_credentials: 1 },
      { code: "A2", entity: "student", send_credentials: 1 }
    ])
    await using mute = MySql.target({
      url: database.url,
      tables: { students: learnersMapping },
      outbox: false
    })
    const third = { ...zoe, externalReferenceId: "A3" }
    await expect(push(mute.students, [third], { sendCredentials: true })).rejects.toThrow(/outbox/u)
    expect(await push(mute.students, [third])).toEqual(["created"])
  })

  it("are told of records without a key too, and page through all", async () => {
    await using database = await withLearners()
    const directory = MySql.directory({
      url: database.url,
      tables: { students: learnersMapping },
      outbox: "told"
    })
    const nameless = { firstName: "No", lastName: "Key", tags: ["x"] }
    const [decisions, held] = await Effect.runPromise(
      Effect.all([
        Directory.upsert(Student, [nameless, zoe, nameless], noOptions),
        Effect.flatMap(Directory.Directory, ({ held }) => Stream.runCollect(held(Student)))
      ]).pipe(Effect.provide(directory))
    )
    const ids = decisions.map(decision => ("id" in decision ? decision.id : ""))
    expect(new Set(ids)).toEqual(new Set(held.map(({ id }) => id)))
    expect(held.map(({ fields }) => fields)).toEqual([zoe, nameless, nameless])
  })

  it("are compared as text: a number with something behind it names nobody", async () => {
    await using database = await own()
    await database.query(
      trainers(database.exact, database.loose).replace(
        "CHAR(36) CHARACTER SET ascii NOT NULL",
        "INT AUTO_INCREMENT"
      )
    )
    await using target = MySql.target({
      url: database.url,
      tables: { professors: { ...trainersMapping, id: { column: "id", made: "by the table" } } },
      outbox: false
    })
    await push(target.professors, [{ ...zoe, email: "zoe@a.fr" }])
    const change = (professorId: string) => push(target.professors, [{ professorId, firstName: "Zoë" }])
    for (const id of ["1 apple", "01", "1.0", "1e0", "0x1", "9".repeat(30)])
      expect([id, await change(id)]).toEqual([id, ["PROFESSOR_NOT_FOUND professorId"]])
    expect(await change("1")).toEqual(["updated"])
  })
})

describe("tags in a table of their own", () => {
  it("are replaced, cleared and left as the rules say", async () => {
    await using database = await withLearners()
    await using target = targetOf(database)
    await push(target.students, [
      { ...zoe, tags: ["a", "b", "a"] },
      { ...ines, tags: ["c"] }
    ])
    expect(await tagged(database)).toEqual(["A1 a", "A1 b", "A2 c"])
    expect(await push(target.students, [{ ...zoe, tags: ["b", "d"] }, ines])).toEqual([
      "updated",
      "unchanged"
    ])
    expect(await tagged(database)).toEqual(["A1 b", "A1 d", "A2 c"])
    expect(await push(target.students, [{ ...zoe, tags: null }])).toEqual(["updated"])
    expect(await tagged(database)).toEqual(["A2 c"])
  })

  it("that stay keep whatever else stands in their rows", async () => {
    await using database = await withLearners()
    await database.query("ALTER TABLE learner_tags ADD given_by VARCHAR(9) DEFAULT 'sync'")
    await using target = targetOf(database)
    await push(target.students, [
      { ...zoe, tags: ["a", "b"] },
      { ...ines, tags: ["a"] }
    ])
    await database.query("UPDATE learner_tags SET given_by = 'a person'")
    await push(target.students, [
      { ...zoe, tags: ["a", "c"] },
      { ...ines, tags: ["A"] }
    ])
    expect(await database.query("SELECT label, given_by FROM learner_tags ORDER BY learner, label")).toEqual([
      { label: "a", given_by: "a person" },
      { label: "c", given_by: "sync" },
      { label: "A", given_by: "sync" }
    ])
  })

  it("whose rows something else refers to cost their record, and do not end the run", async () => {
    await using database = await withLearners()
    await database.query(
      "CREATE TABLE badges (learner INT, label VARCHAR(35), FOREIGN KEY (learner, label) REFERENCES learner_tags (learner, label)) ENGINE = InnoDB DEFAULT CHARSET utf8mb4"
    )
    await using target = targetOf(database)
    await push(target.students, [{ ...zoe, tags: ["a", "b"] }])
    await database.query("INSERT INTO badges SELECT learner, label FROM learner_tags WHERE label = 'a'")
    expect(
      await push(target.students, [
        { ...zoe, tags: ["a", "c"] },
        { ...ines, tags: ["x"] }
      ])
    ).toEqual(["updated", "created"])
    expect(
      await push(target.students, [
        { ...zoe, tags: ["c"] },
        { ...ines, tags: ["y"] }
      ])
    ).toEqual(["VALIDATION_ERROR tags", "updated"])
  })

  it("that are not taken cost their record, whole, and no other", async () => {
    await using database = await withLearners()
    await database.query("ALTER TABLE learner_tags MODIFY label VARCHAR(5) NOT NULL")
    await using target = targetOf(database)
    await push(target.students, [{ ...zoe, tags: ["old"] }])
    const many = Array.from({ length: 40 }, (_, n) => ({
      ...ines,
      externalReferenceId: `B${n}`,
      tags: ["new"]
    }))
    const tooLong = {
      externalReferenceId: "B99",
      firstName: "Too",
      lastName: "Long",
      tags: ["short", "too long"]
    }
    const verdicts = await push(target.students, [
      { ...zoe, firstName: "Zoë", tags: ["too long"] },
      ...many,
      tooLong
    ])
    expect(verdicts).toEqual(["VALIDATION_ERROR tags", ...many.map(() => "created"), "VALIDATION_ERROR tags"])
    expect(await rows(database)).toHaveLength(41)
    expect(await rows(database)).toMatchObject([{ given_name: "Zoé" }, ...many.map(() => ({}))])
    expect((await tagged(database)).slice(0, 2)).toEqual(["A1 old", "B0 new"])
  })
})

describe("the number of statements", () => {
  const all = (n: number) => ({
    ...zoe,
    externalReferenceId: `K${n}`,
    email: `a${n}@b.fr`,
    phone: "06",
    curriculumName: "BTS",
    tags: ["a"]
  })
  /** Every record provides another set of fields. */
  const mixed = (n: number) => {
    const entries = Object.entries(all(n))
    return Object.fromEntries(
      entries.filter(([field], at) => field.length > 12 || at < 3 || (n >> at) % 2 === 0)
    )
  }

  const tables = async (database: Own) => {
    for (const statement of [...learners(database.exact), outbox]) await database.query(statement)
    await Effect.runPromise(MySql.migrate({ url: database.url }))
  }

  it.each([
    ["the tables of migrate", {}, 7],
    ["tags in a table of their own", { students: learnersMapping }, 11]
  ])("does not depend on what the records provide: %s", async (_, mappings, most) => {
    await using database = await own()
    await tables(database)
    await using proxy = await counted(database.url)
    await using target = MySql.target({ url: proxy.url, tables: mappings })
    const numbers = Array.from({ length: 200 }, (_, n) => n)
    const send = (records: ReadonlyArray<object>) => proxy.during(() => push(target.students, records))
    await send([{ ...zoe, firstName: "warm" }])
    const kinds = (statements: ReadonlyArray<string>) => {
      const start = statements.findLastIndex(statement => statement.startsWith("START"))
      return statements.slice(start).map(statement => statement.slice(0, 12))
    }
    const created = kinds(await send(numbers.map(mixed)))
    const uniform = kinds(await send(numbers.map(n => ({ ...all(n), lastName: "One", tags: ["b"] }))))
    const varied = kinds(await send(numbers.map(n => ({ ...mixed(n), lastName: "Two", tags: ["c"] }))))
    expect(varied).toEqual(uniform)
    expect(created.length).toBeLessThanOrEqual(most)
    expect(uniform.length).toBeLessThanOrEqual(most)
    expect(kinds(await send(numbers.map(n => ({ ...mixed(n), lastName: "Two", tags: ["c"] }))))).toEqual(
      uniform.filter(statement => /^(?:START|SELECT|COMMIT)/u.test(statement))
    )
  })
})

describe("e-mails of professors that the table itself keeps apart", () => {
  const withTrainers = async () => {
    const database = await own()
    await database.query(trainers(database.exact, database.loose))
    return database
  }
  const targetOf = ({ url }: Own) =>
    MySql.target({ url, tables: { professors: trainersMapping }, outbox: false })
  const trainer = (key: string, email: string) => ({ ...zoe, externalReferenceId: key, email })
  const mails = async ({ query }: Own) =>
    (await query("SELECT code, mail FROM trainers ORDER BY code")).map(({ code, mail }) => `${code} ${mail}`)

  it("are handed over within one request, in a chain, to new people and beyond what we take for the same", async () => {
    await using database = await withTrainers()
    await using target = targetOf(database)
    await push(target.professors, [trainer("C", "c@a.fr"), trainer("B", "b@a.fr"), trainer("A", "jose@a.fr")])
    const moves = [
      trainer("C", "new@a.fr"),
      trainer("B", "c@a.fr"),
      trainer("A", "b@a.fr"),
      trainer("D", "jose@a.fr")
    ]
    expect(await push(target.professors, moves)).toEqual(["updated", "updated", "updated", "created"])
    expect(await mails(database)).toEqual(["A b@a.fr", "B c@a.fr", "C new@a.fr", "D jose@a.fr"])
    // The table takes é for e, so it meets A, which comes first, while D still has the address.
    expect(await push(target.professors, [trainer("D", "d@a.fr"), trainer("A", "josé@a.fr")])).toEqual([
      "updated",
      "updated"
    ])
    expect(await mails(database)).toEqual(["A josé@a.fr", "B c@a.fr", "C new@a.fr", "D d@a.fr"])
  })

  it("are refused by the rules, and by the table where it is stricter, and nothing else is", async () => {
    await using database = await withTrainers()
    await using target = targetOf(database)
    await push(target.professors, [trainer("A", "Jose@a.fr")])
    const records = [trainer("B", "jose@a.fr"), trainer("C", "josé@a.fr"), trainer("D", "d@a.fr")]
    expect(await push(target.professors, records)).toEqual([
      "EMAIL_ALREADY_EXISTS email",
      "EMAIL_ALREADY_EXISTS email",
      "created"
    ])
    expect(await mails(database)).toEqual(["A jose@a.fr", "D d@a.fr"])
  })

  it("are found whatever their case, where the table has no column for that", async () => {
    await using database = await withTrainers()
    await using target = targetOf(database)
    await database.query("ALTER TABLE trainers DROP KEY one_mail")
    await database.query(
      "INSERT INTO trainers SET id = 'x', code = 'A', given_name = 'A', family_name = 'A', mail = 'A@A.FR'"
    )
    expect(await push(target.professors, [trainer("B", "a@a.fr")])).toEqual(["EMAIL_ALREADY_EXISTS email"])
    expect(await push(target.professors, [trainer("B", "á@a.fr")])).toEqual(["created"])
    expect(await push(target.professors, [{ professorId: "x", tags: ["chef", "chef"] }])).toEqual(["updated"])
    expect(await push(target.professors, [{ professorId: "X", firstName: "B" }])).toEqual([
      "PROFESSOR_NOT_FOUND professorId"
    ])
  })

  it("swap their holders in two requests, as the rules let them", async () => {
    await using database = await withTrainers()
    await using target = targetOf(database)
    await push(target.professors, [trainer("A", "a@a.fr"), trainer("B", "b@a.fr")])
    const swap = [trainer("A", "b@a.fr"), trainer("B", "a@a.fr")]
    expect(await push(target.professors, swap)).toEqual([
      "EMAIL_ALREADY_EXISTS email",
      "EMAIL_ALREADY_EXISTS email"
    ])
    await push(target.professors, [trainer("A", "parked@a.fr"), trainer("B", "a@a.fr")])
    expect(await push(target.professors, [trainer("A", "b@a.fr")])).toEqual(["updated"])
    expect(await mails(database)).toEqual(["A b@a.fr", "B a@a.fr"])
  })

  it("are not given up by a row that the table does not take, nor held by one that would have had it", async () => {
    await using database = await withTrainers()
    await using target = targetOf(database)
    await database.query("ALTER TABLE trainers DROP KEY one_mail, MODIFY family_name VARCHAR(10) NOT NULL")
    await push(target.professors, [trainer("A", "a@a.fr"), trainer("B", "b@a.fr")])
    const narrow = { lastName: "much too long" }
    const records = [
      { ...trainer("A", "new@a.fr"), ...narrow },
      trainer("B", "a@a.fr"),
      trainer("C", "b@a.fr"),
      { ...trainer("D", "d@a.fr"), ...narrow },
      trainer("E", "d@a.fr")
    ]
    expect(await push(target.professors, records)).toEqual([
      "VALIDATION_ERROR lastName",
      "EMAIL_ALREADY_EXISTS email",
      "EMAIL_ALREADY_EXISTS email",
      "VALIDATION_ERROR lastName",
      "created"
    ])
    expect(await mails(database)).toEqual(["A a@a.fr", "B b@a.fr", "E d@a.fr"])
  })
})

describe("a row whose key a trigger changes", () => {
  it("is not taken, since nobody would find it again; the others are", async () => {
    await using database = await withLearners()
    await database.query(
      "CREATE TRIGGER shout BEFORE INSERT ON learners FOR EACH ROW SET NEW.code = UPPER(NEW.code)"
    )
    await using target = targetOf(database)
    const told = { sendCredentials: true }
    const records = [zoe, { ...ines, externalReferenceId: "a2", tags: ["x"] }]
    expect(await push(target.students, records, told)).toEqual([
      "created",
      "VALIDATION_ERROR externalReferenceId"
    ])
    expect(await database.query("SELECT code FROM learners")).toEqual([{ code: "A1" }])
    const inOutbox = await database.query("SELECT code FROM told JOIN learners ON record_id = learners.id")
    expect(inOutbox).toEqual([{ code: "A1" }])
    expect(await database.query("SELECT * FROM told")).toHaveLength(1)
  })
})

describe("a row that the table does not take", () => {
  const told = (records: ReadonlyArray<Decision.Decision>) =>
    records.map(decision => (decision._tag === "Refuse" ? decision.code : decision._tag))

  it("has not moved away from above a group of the same request", async () => {
    await using database = await own()
    await database.query(
      `CREATE TABLE units (nr INT AUTO_INCREMENT PRIMARY KEY, code VARCHAR(64) COLLATE ${database.exact} UNIQUE,
        title VARCHAR(5), above VARCHAR(255)) ENGINE = InnoDB DEFAULT CHARSET utf8mb4`
    )
    const columns = { externalReferenceId: "code", name: "title", parentExternalReferenceId: "above" }
    const groups = { table: "units", id: { column: "nr", made: "by the table" }, columns } as const
    const directory = MySql.directory({ url: database.url, outbox: false, tables: { groups } })
    const request = (...records: ReadonlyArray<object>) =>
      Effect.runPromise(
        Effect.provide(Directory.upsert(Group, records, Decision.noOptions), directory).pipe(Effect.map(told))
      )
    const [p, q] = [{ externalReferenceId: "P" }, { externalReferenceId: "Q" }]
    await request({ ...p, name: "P" }, { ...q, name: "Q" })
    await request({ ...p, parentExternalReferenceId: "Q" })
    expect(
      await request(
        { ...p, name: "too long", parentExternalReferenceId: null },
        { ...q, parentExternalReferenceId: "P" }
      )
    ).toEqual(["VALIDATION_ERROR", "GROUP_CYCLE"])
    expect(await database.query("SELECT above FROM units ORDER BY code")).toEqual([
      { above: "Q" },
      { above: null }
    ])
  })
})
