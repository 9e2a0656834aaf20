/** One request as one transaction: load the facts, decide, write what changes, and know whether it was kept. */
import type { Decision, Directory, Held, Judge, Wanted } from "@rollcall/core"
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
    const barred = new Map<number, Decision.Decision>()
    let last: Attempt = { decisions: [], held: () => undefined }
    const judged = (held: Held) => request.judge(held, newId, barred).map(decision => kept(table, decision))
    const attempt = (careful: boolean) =>
      transaction(database, table.name, async query => {
        const held = await load(table, query, request.wanted)
        const decided = judged(held)
        const { refused, ids } = await write(table, query, decided, held.byId, careful)
        const faults = refused.size === 0 ? undefined : await notTaken(table, query, decided, refused)
        if (faults !== undefined) {
          for (const [index, refusal] of faults) barred.set(index, refusal)
          // Others may have been judged as if these were stored: an e-mail given up, a parent moved away.
          const now = judged(held)
          if (now.some((decision, index) => !faults.has(index) && differ(decision, decided[index])))
            throw judgeAgain
        }
        const decisions = decided.map(
          (decision, index) => faults?.get(index) ?? identified(decision, ids.get(index))
        )
        await announce(query, outbox, announcements(table, decisions, request.options))
        last = { decisions, held: held.byId }
        return decisions
      })
    const settled = (careful: boolean) =>
      Effect.retry(attempt(careful), { while: fault => fault === judgeAgain })
    return settled(false).pipe(
      // Somebody's tags were not taken after all were written: again, in steps that can be undone.
      Effect.catchIf(
        fault => fault.kind === "data" && !fault.maybeCommitted,
        () => settled(true)
      ),
      Effect.catchIf(
        fault => fault.maybeCommitted,
        fault => settle(database, table, last, fault)
      )
    )
  })

/** Undoes all: rows that were not taken bear on what was decided of others. Each time, more of them are known. */
const judgeAgain = new SqlFault({ kind: "other", code: "JUDGED_AGAIN", maybeCommitted: false })

/** Whether what is to be done with a record differs, or why nothing is. */
const differ = (now: Decision.Decision, before: Decision.Decision | undefined): boolean =>
  now._tag !== before?._tag || (now._tag === "Refuse" && before._tag === "Refuse" && now.code !== before.code)

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
