/** One request as one transaction: load the facts, decide, write what changes, and know whether it was kept. */
import { randomBytes } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import { Decision, type Directory, type Held, merged, type Wanted } from "@rollcall/core"
import { Effect, Schedule } from "effect"
import { type Database, query, transaction } from "../sql/Database.ts"
import type { SqlFault } from "../sql/Fault.ts"
import type { Table } from "../tables/Table.ts"
import { load } from "./facts.ts"
import { announce } from "./outbox.ts"
import { read, storedOf } from "./rows.ts"
import { write } from "./write.ts"

type Judge = (held: Held, newId: () => string) => ReadonlyArray<Decision.Decision>

/** What a request is judged and stored by. */
export interface Request {
  readonly wanted: Wanted
  readonly options: Decision.Options
  readonly judge: Judge
}

/** The decisions as they were stored: what the table did not take is refused. */
export const transact = (
  database: Database,
  table: Table,
  outbox: string | undefined,
  { wanted, options, judge }: Request
): Effect.Effect<ReadonlyArray<Decision.Decision>, SqlFault> =>
  Effect.suspend(() => {
    let last: Attempt = { decisions: [], held: () => undefined }
    const attempt = transaction(database, table.name, async query => {
      const held = await load(table, query, wanted)
      const decided = judge(held, newId)
      const refused = await write(table, query, decided, held.byId)
      const decisions = decided.map((decision, index) => {
        const fault = refused.get(index)
        return fault === undefined ? decision : notTaken(table, decision, fault)
      })
      await announce(query, outbox, announcements(table, decisions, options))
      last = { decisions, held: held.byId }
      return decisions
    })
    return Effect.catchIf(
      attempt,
      fault => fault.maybeCommitted,
      fault => settle(database, table, last, fault)
    )
  })

interface Attempt {
  readonly decisions: ReadonlyArray<Decision.Decision>
  readonly held: (id: string) => Decision.Stored | undefined
}

/** The connection was lost over the commit: what is there now says whether it was made. */
const settle = (
  database: Database,
  table: Table,
  { decisions, held }: Attempt,
  fault: SqlFault
): Effect.Effect<ReadonlyArray<Decision.Decision>, SqlFault> => {
  const written = decisions.filter(decision => decision._tag !== "Refuse" && decision._tag !== "Unchanged")
  const ids = written.map(({ id }) => id)
  if (ids.length === 0) return Effect.succeed(decisions)
  const sql = `SELECT ${read(table)
    .map(() => "??")
    .join(", ")} FROM ?? WHERE ?? IN (${ids.map(() => "?").join(", ")})`
  return query(database, sql, [...read(table), table.name, table.id, ...ids]).pipe(
    Effect.retry({ schedule: Schedule.exponential("200 millis"), times: 5 }),
    Effect.mapError(() => fault),
    Effect.flatMap(rows => {
      const now = new Map(rows.map(row => [String(row[table.id]), storedOf(table, row)]))
      const kept = written.every(decision =>
        isDeepStrictEqual(now.get(decision.id)?.fields, after(decision, held))
      )
      return kept ? Effect.succeed(decisions) : Effect.fail(fault)
    })
  )
}

const after = (decision: Decision.Decision, held: Attempt["held"]) =>
  decision._tag === "Create"
    ? decision.fields
    : decision._tag === "Update" || decision._tag === "Unarchive"
      ? merged(held(decision.id)?.fields ?? {}, decision.changes)
      : undefined

/** The message names the column's field where the table blames one; the database's own words stay inside (Law 9). */
const notTaken = (
  table: Table,
  decision: Decision.Decision,
  { code, column }: SqlFault
): Decision.Decision => {
  const field = Object.entries(table.columns).find(([, name]) => name === column)?.[0]
  const message = `the table ${table.name} did not take the row (${code})`
  return Decision.refuse(decision._tag === "Create" ? "CREATE_FAILED" : "UPDATE_FAILED", message, field)
}

const announcements = (
  { entity }: Table,
  decisions: ReadonlyArray<Decision.Decision>,
  { onCreated }: Decision.Options
): ReadonlyArray<Directory.Announcement> => {
  const { sendCredentials, newPasswordNeeded } = onCreated
  // Only people get accounts.
  if (!(sendCredentials || newPasswordNeeded) || entity.fields.email === undefined) return []
  return decisions
    .filter(decision => decision._tag === "Create")
    .map(({ id }) => ({ entity: entity.name, id, sendCredentials, newPasswordNeeded }))
}

/** A UUID of version 7: in the order of time, so that new rows lie side by side in the table. */
const newId = (): string => {
  const bytes = random16()
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x70, 6)
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8)
  const hex = bytes.toString("hex")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}

/** Many at once: asking the system for each takes longer than all else about an id. */
let pool = Buffer.alloc(0)
const random16 = (): Buffer => {
  if (pool.length < 16) pool = randomBytes(16 * 1024)
  const bytes = pool.subarray(0, 16)
  pool = pool.subarray(16)
  return bytes
}
