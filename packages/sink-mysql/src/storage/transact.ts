/** One request as one transaction: load the facts, decide, write what changes, and know whether it was kept. */
import type { Decision, Directory, Held, Wanted } from "@rollcall/core"
import { Effect } from "effect"
import { type Database, transaction } from "../sql/Database.ts"
import { SqlFault } from "../sql/Fault.ts"
import { keeps, type Table } from "../tables/Table.ts"
import { load } from "./facts.ts"
import { newId } from "./newId.ts"
import { notTaken } from "./notTaken.ts"
import { announce } from "./outbox.ts"
import { once } from "./rows.ts"
import { type Attempt, settle } from "./settle.ts"
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
  request: Request
): Effect.Effect<ReadonlyArray<Decision.Decision>, SqlFault> =>
  Effect.suspend(() => {
    if (outbox === undefined && announces(table, request.options))
      return Effect.fail(new SqlFault({ kind: "outbox", code: "NO_OUTBOX", maybeCommitted: false }))
    let last: Attempt = { decisions: [], held: () => undefined }
    const attempt = (careful: boolean) =>
      transaction(database, table.name, async query => {
        const held = await load(table, query, request.wanted)
        const decided = request.judge(held, newId).map(decision => kept(table, decision))
        const { refused, ids } = await write(table, query, decided, held.byId, careful)
        const faults = refused.size === 0 ? undefined : await notTaken(table, query, decided, refused)
        const decisions = decided.map(
          (decision, index) => faults?.get(index) ?? identified(decision, ids.get(index))
        )
        await announce(query, outbox, announcements(table, decisions, request.options))
        last = { decisions, held: held.byId }
        return decisions
      })
    return attempt(false).pipe(
      // Somebody's tags were not taken after all were written: again, in steps that can be undone.
      Effect.catchIf(
        fault => fault.kind === "data" && !fault.maybeCommitted,
        () => attempt(true)
      ),
      Effect.catchIf(
        fault => fault.maybeCommitted,
        fault => settle(database, table, last, fault)
      )
    )
  })

/** A field that has no column is no part of a record: a change of it alone is none. */
const kept = (table: Table, decision: Decision.Decision): Decision.Decision => {
  switch (decision._tag) {
    case "Create": {
      const fields = only(table, decision.fields)
      return fields === decision.fields ? decision : { ...decision, fields }
    }
    case "Unarchive":
      return { ...decision, changes: only(table, decision.changes) }
    case "Update": {
      const changes = only(table, decision.changes)
      return Object.keys(changes).length === 0
        ? { _tag: "Unchanged", id: decision.id }
        : { ...decision, changes }
    }
    default:
      return decision
  }
}

const only = (table: Table, fields: { readonly [field: string]: unknown }) =>
  lackedBy(table).some(field => Object.hasOwn(fields, field))
    ? Object.fromEntries(Object.entries(fields).filter(([field]) => keeps(table, field)))
    : fields

/** The fields that have no column: none, or few. */
const lackedBy = once(table => Object.keys(table.entity.fields).filter(field => !keeps(table, field)))

const identified = (decision: Decision.Decision, id: string | undefined): Decision.Decision =>
  id === undefined || decision._tag !== "Create" ? decision : { ...decision, id }

/** Only people get accounts. */
const announces = ({ entity }: Table, { onCreated }: Decision.Options): boolean =>
  (onCreated.sendCredentials || onCreated.newPasswordNeeded) && entity.fields.email !== undefined

const announcements = (
  table: Table,
  decisions: ReadonlyArray<Decision.Decision>,
  options: Decision.Options
): ReadonlyArray<Directory.Announcement> =>
  announces(table, options)
    ? decisions
        .filter(decision => decision._tag === "Create")
        .map(({ id }) => ({ entity: table.entity.name, id, ...options.onCreated }))
    : []
