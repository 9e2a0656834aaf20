/** One entity's sink: a batch is a transaction, and its verdicts are our own decisions (F36). */
import {
  type Answer,
  type Decision,
  decideBatch,
  type Entity,
  type Permit,
  type Sink,
  wanted
} from "@rollcall/core"
import { Duration, Effect } from "effect"
import type { Opening } from "./open.ts"
import { query } from "./sql/Database.ts"
import { transact } from "./storage/transact.ts"
import { bytesOf, mostBytes } from "./storage/weight.ts"
import { troubleOf } from "./trouble.ts"

/** What one transaction holds: locks are held for as long as it takes. */
const limits = { records: 1000, bytes: mostBytes }

export const sinkOf = <F extends Entity.Fields>(
  target: string,
  entity: Entity.Entity<string, F>,
  opening: Opening
): Sink<F> => {
  const name = `${target}/${entity.plural}`
  return {
    name,
    entity,
    limits,
    weigh: upsert => bytesOf(upsert),
    admit: Effect.void,
    // The database does not take a repeated transaction for the same one.
    resendAfter: Duration.zero,
    ready: Effect.asVoid(opening.ready(entity)),
    reach: Effect.flatMap(opening.opened, ({ database }) => query(database, "SELECT 1", [])).pipe(
      Effect.asVoid,
      Effect.mapError(fault => troubleOf(name, fault))
    ),
    send: (batch, permit, checked = false) =>
      Effect.gen(function* () {
        const { database, table, outbox } = yield* opening.opened
        const options = { ...optionsOf(permit), checked }
        const decisions = yield* transact(database, yield* table(entity), outbox, {
          wanted: wanted(entity, batch),
          options,
          judge: (held, newId, barred) => decideBatch(entity, held, batch, options, newId, barred)
        })
        return answerOf(decisions)
      }).pipe(Effect.mapError(fault => troubleOf(name, fault)))
  }
}

const optionsOf = ({ unarchive, sendCredentials, newPasswordNeeded }: Permit): Decision.Options => ({
  allowUnarchive: unarchive,
  onCreated: { sendCredentials, newPasswordNeeded }
})

const answerOf = (decisions: ReadonlyArray<Decision.Decision>): Answer.Answer => ({
  items: decisions.map((decision, index) => ({ index, result: resultOf(decision) })),
  lists: "all",
  allSucceeded: decisions.every(({ _tag }) => _tag !== "Refuse")
})

/** The same for every record. */
const [created, updated, unarchived, unchanged] = [
  { _tag: "Created" },
  { _tag: "Updated" },
  { _tag: "Unarchived" },
  { _tag: "Unchanged" }
] as const

const resultOf = (decision: Decision.Decision): Answer.Item["result"] => {
  switch (decision._tag) {
    case "Create":
      return created
    case "Update":
      return updated
    case "Unarchive":
      return unarchived
    case "Unchanged":
      return unchanged
    case "Refuse": {
      const { code, message, field } = decision
      return field === undefined
        ? { _tag: "Failed", code, message }
        : { _tag: "Failed", code, message, field }
    }
  }
}
