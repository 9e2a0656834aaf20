/** A school's own tables, as they might have stood there for years, and a look into them. */
import { type Entity, type Outcome, Pipeline, type Sink, Source, type Verdict } from "@rollcall/core"
import { databaseFor } from "@rollcall/test-databases"
import { Effect } from "effect"
import { createConnection, type RowDataPacket } from "mysql2/promise"
import { MySql } from "../src/index.ts"

export type Row = Readonly<Record<string, unknown>>

export interface Own extends AsyncDisposable {
  readonly url: string
  readonly kind: "mysql" | "mariadb"
  /** Under which keys are compared by their bytes. */
  readonly exact: string
  /** Under which case makes no difference, nor do accents. */
  readonly loose: string
  readonly query: (sql: string, values?: ReadonlyArray<unknown>) => Promise<ReadonlyArray<Row>>
}

/** A database with the outbox and nothing else of ours. */
export const own = async (): Promise<Own> => {
  const database = await databaseFor()
  const connection = await createConnection({ uri: database.url, charset: "utf8mb4_bin", dateStrings: true })
  const query: Own["query"] = async (sql, values = []) => {
    const [rows] = await connection.query<RowDataPacket[]>(sql, [...values])
    return Array.isArray(rows) ? rows : []
  }
  return {
    url: database.url,
    kind: database.kind,
    exact: database.kind === "mysql" ? "utf8mb4_0900_bin" : "utf8mb4_nopad_bin",
    loose: database.kind === "mysql" ? "utf8mb4_0900_ai_ci" : "utf8mb4_unicode_ci",
    query,
    [Symbol.asyncDispose]: async () => {
      await connection.end()
      await database[Symbol.asyncDispose]()
    }
  }
}

export const outbox = `CREATE TABLE told (
  id INT AUTO_INCREMENT PRIMARY KEY, entity VARCHAR(32), record_id VARCHAR(64), send_credentials BOOLEAN,
  new_password_needed BOOLEAN
) ENGINE = InnoDB`

/** Learners of several schools, counted by the table, with a row for every tag. */
export const learners = (exact: string): ReadonlyArray<string> => [
  `CREATE TABLE learners (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    school_id INT NOT NULL,
    code VARCHAR(64) COLLATE ${exact},
    given_name VARCHAR(100) NOT NULL,
    family_name VARCHAR(100) NOT NULL,
    mail VARCHAR(255),
    mobile VARCHAR(20) NOT NULL DEFAULT '',
    course VARCHAR(160),
    gone BOOLEAN NOT NULL DEFAULT FALSE,
    notes VARCHAR(50) DEFAULT 'from the secretary',
    updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    UNIQUE KEY code (school_id, code)
  ) ENGINE = InnoDB DEFAULT CHARSET utf8mb4`,
  `CREATE TABLE learner_tags (
    learner INT NOT NULL, label VARCHAR(35) NOT NULL, PRIMARY KEY (learner, label),
    FOREIGN KEY (learner) REFERENCES learners (id)
  ) ENGINE = InnoDB DEFAULT CHARSET utf8mb4`
]

export const learnersMapping = {
  table: "learners",
  id: { column: "id", made: "by the table" },
  scope: { school_id: 7 },
  archived: "gone",
  columns: {
    externalReferenceId: "code",
    firstName: "given_name",
    lastName: "family_name",
    email: "mail",
    phone: "mobile",
    curriculumName: "course"
  },
  tags: { table: "learner_tags", owner: "learner", tag: "label" }
} as const satisfies MySql.Mappings["students"]

/** Trainers with ids as text, whose e-mails the table itself keeps apart, without regard to case and accents. */
export const trainers = (exact: string, loose: string): string => `CREATE TABLE trainers (
  id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
  code VARCHAR(64) COLLATE ${exact} UNIQUE,
  given_name VARCHAR(100) NOT NULL,
  family_name VARCHAR(100) NOT NULL,
  mail VARCHAR(255) COLLATE ${loose} NOT NULL,
  labels JSON,
  UNIQUE KEY one_mail (mail)
) ENGINE = InnoDB DEFAULT CHARSET utf8mb4`

export const trainersMapping = {
  table: "trainers",
  id: "id",
  columns: {
    externalReferenceId: "code",
    firstName: "given_name",
    lastName: "family_name",
    email: "mail",
    tags: "labels"
  }
} as const satisfies MySql.Mappings["professors"]

/** What became of each record, in their order: `created`, or `CODE field`. */
export const push = async <F extends Entity.Fields>(
  sink: Sink<F>,
  records: ReadonlyArray<Entity.Upsert<F>>,
  permit: Pipeline.Options["permit"] = {}
): Promise<ReadonlyArray<string>> => {
  const outcomes: Array<Outcome> = []
  const report = await Effect.runPromise(
    Pipeline.run(
      {
        source: Source.fromArray({ name: "school", records }),
        mapper: { entity: sink.entity, map: record => record },
        sink
      },
      { permit, onOutcomes: found => Effect.sync(() => void outcomes.push(...found)) }
    )
  )
  if ("error" in report.ended) throw report.ended.error
  return outcomes
    .toSorted((a, b) => (a.at.record ?? 0) - (b.at.record ?? 0))
    .map(({ verdict }) => wordOf(verdict))
}

const wordOf = (verdict: Verdict.Verdict): string =>
  verdict._tag === "Rejected" ? `${verdict.code} ${verdict.field}` : verdict._tag.toLowerCase()

/** What is wrong with a configuration, a sentence each. */
export const problems = async (
  options: MySql.Options,
  entity: "students" | "professors" | "groups" | "users"
) => {
  await using target = MySql.target(options)
  const ready: Effect.Effect<void, { readonly message: string }> = target[entity].ready ?? Effect.void
  return await Effect.runPromise(
    Effect.match(ready, {
      onSuccess: (): ReadonlyArray<string> => [],
      onFailure: ({ message }) => message.split("\n").map(line => line.replace(/^mysql: /u, ""))
    })
  )
}
