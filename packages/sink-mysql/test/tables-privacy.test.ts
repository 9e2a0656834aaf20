import { Directory, type Entity, Pipeline, Professor, Source } from "@rollcall/core"
import { Duration, Effect, Exit } from "effect"
import { describe, expect, it } from "vitest"
import { MySql } from "../src/index.ts"
import { type Own, own, trainers, trainersMapping } from "./tables.ts"
import { type Counted, counted } from "./tables-counted.ts"
import { shown, watch } from "./tables-watch.ts"

/** A value of a person that must stand nowhere but in the table. */
const canary = "Xq7canary"
const record = {
  externalReferenceId: "K1",
  firstName: canary,
  lastName: `'; ${canary} \\' for key '${canary}'`,
  email: `${canary}@a.fr`,
  tags: [canary]
}
const other = { ...record, externalReferenceId: "K2", email: `other-${canary}@a.fr` }

/** A table that says no to every insert, in words that repeat a value. */
const refusing =
  (state: string, number: number) =>
  async ({ query }: Own) => {
    await query(
      `CREATE TRIGGER no BEFORE INSERT ON trainers FOR EACH ROW
      SIGNAL SQLSTATE '${state}' SET MYSQL_ERRNO = ${number}, MESSAGE_TEXT = NEW.given_name`
    )
  }

const always = (proxy: Counted): void =>
  proxy.at("INSERT", () => {
    proxy.cut()
    always(proxy)
  })

type Accident = (database: Own, proxy: Counted) => unknown

const accidents: ReadonlyArray<readonly [what: string, shows: string, accident: Accident]> = [
  ["nothing", '"created":2', () => undefined],
  [
    "a value that is too long",
    "VALIDATION_ERROR",
    ({ query }) => query("ALTER TABLE trainers MODIFY mail VARCHAR(5) NOT NULL")
  ],
  [
    "a tag that is too long",
    "labels",
    ({ query }) => query("ALTER TABLE trainers MODIFY labels VARCHAR(5) CHARACTER SET utf8mb4")
  ],
  [
    "an e-mail that a key has already",
    "EMAIL_ALREADY_EXISTS",
    async ({ query }) => {
      const held = { id: "x", given_name: "a", family_name: "b", mail: `XQ7cánary@a.fr` }
      await query("INSERT INTO trainers SET ?", [held])
    }
  ],
  [
    "a CHECK",
    "CREATE_FAILED",
    ({ query }) => query(`ALTER TABLE trainers ADD CHECK (given_name <> '${canary}')`)
  ],
  [
    "a value that is none of a list",
    "VALIDATION_ERROR",
    ({ query }) => query("ALTER TABLE trainers MODIFY family_name ENUM('a', 'b') NOT NULL")
  ],
  ["a trigger that refuses a row", "CREATE_FAILED", refusing("45000", 1644)],
  ["a deadlock", "ER_LOCK_DEADLOCK", refusing("40001", 1213)],
  ["a fault that nobody knows", "unknown", refusing("HY000", 3999)],
  ["a table that is gone", "ER_NO_SUCH_TABLE", (_, proxy) => proxy],
  [
    "a connection that is lost whenever somebody is to be stored",
    "connection was lost",
    (_, proxy) => always(proxy)
  ],
  ["a connection that is lost over the commit", '"created":2', (_, proxy) => proxy.at("COMMIT", proxy.cut)],
  [
    "tags that are no list",
    '"created":2',
    ({ query }) => query("ALTER TABLE trainers MODIFY labels TEXT CHARACTER SET utf8mb4")
  ]
]

const setUp = async () => {
  const database = await own()
  await database.query(trainers(database.exact, database.loose))
  return database
}

describe("what a person is called stands in no error, log, span or verdict", () => {
  it.each(accidents)("after %s", async (what, shows, accident) => {
    await using database = await setUp()
    await using proxy = await counted(database.url)
    await using target = MySql.target({
      url: proxy.url,
      tables: { professors: trainersMapping },
      outbox: false
    })
    using watched = watch()
    const gone = what === "a table that is gone"
    if (gone) proxy.at("START", () => void database.query("DROP TABLE trainers"))
    // Some of these are found by the checks at the start, which are not asked here.
    const { ready: _, ...sink } = target.professors
    await accident(database, proxy)
    const words: Array<unknown> = []
    for (const records of [[record, other], [{ ...record, firstName: `${canary}2` }]]) {
      const run = Pipeline.run(
        {
          source: Source.fromArray({ name: "school", records }),
          mapper: { entity: Professor, map: (given): Entity.Of<typeof Professor> => given },
          sink
        },
        {
          patience: { retries: 1, firstWait: Duration.millis(10), longestWait: Duration.seconds(1) },
          // The row itself is the caller's own.
          onOutcomes: found => Effect.sync(() => void words.push(found.map(({ verdict }) => verdict)))
        }
      )
      words.push(await Effect.runPromise(watched.over(Effect.exit(run))))
    }
    const text = shown(words) + watched.text()
    expect(text).toContain(shows)
    expect(text.toLowerCase()).not.toContain(canary.toLowerCase())
    expect(text).not.toMatch(/INSERT INTO|UPDATE `|SELECT `/u)
  })

  it.each(accidents)("from the directory, after %s", async (what, _shows, accident) => {
    await using database = await setUp()
    await using proxy = await counted(database.url)
    using watched = watch()
    await accident(database, proxy)
    if (what === "a table that is gone") await database.query("DROP TABLE trainers")
    const options = { allowUnarchive: false, onCreated: { sendCredentials: false, newPasswordNeeded: false } }
    const directory = MySql.directory({
      url: proxy.url,
      tables: { professors: trainersMapping },
      outbox: false
    })
    const exit = await Effect.runPromise(
      Directory.upsert(Professor, [record, other], options).pipe(
        Effect.provide(directory),
        Effect.map(decisions => decisions.filter(({ _tag }) => _tag === "Refuse")),
        Effect.exit,
        watched.over
      )
    )
    expect(Exit.hasDies(exit)).toBe(false)
    expect((shown(exit) + watched.text()).toLowerCase()).not.toContain(canary.toLowerCase())
  })

  it.each([
    ["that refuses the account", (url: URL) => url],
    ["that is away", (url: URL) => Object.assign(url, { port: "1" })],
    ["under no name", (url: URL) => Object.assign(url, { hostname: "nowhere.invalid" })]
  ])("and the password in none, from a database %s", async (_, change) => {
    await using database = await own()
    const url = new URL(database.url)
    url.username = "somebody"
    url.password = canary
    using watched = watch()
    await using target = MySql.target({ url: change(url).href })
    const permit = { unarchive: false, sendCredentials: false, newPasswordNeeded: false }
    const ready = target.professors.ready ?? Effect.void
    const exits = await Effect.runPromise(
      watched.over(Effect.all([Effect.exit(ready), Effect.exit(target.professors.send([record], permit))]))
    )
    const migrated = await Effect.runPromise(watched.over(Effect.exit(MySql.migrate({ url: url.href }))))
    expect(Exit.isFailure(exits[1])).toBe(true)
    expect(Exit.isFailure(migrated)).toBe(true)
    expect(shown([exits, migrated]) + watched.text()).not.toContain(canary)
    expect(shown(target)).not.toContain(canary)
  })
})
