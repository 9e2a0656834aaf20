/** Runs of the engine into a database, in batches small enough to be cut between any two of them. */
import { type Entity, Ledger, type Outcome, Pipeline, type Report, type Sink, Source } from "@rollcall/core"
import { Duration, Effect } from "effect"
import type { MySql } from "../../src/index.ts"
import type { Kind } from "./roster.ts"

/** What a run came to. */
export interface Ran {
  readonly ledger: Ledger.Ledger
  readonly ended: Report["ended"]["_tag"]
  /** The codes of what was rejected. */
  readonly codes: ReadonlyArray<string>
}

/** Rejections, which these tests ask for, stop no run. */
const patience = {
  retries: 3,
  firstWait: Duration.millis(50),
  longestWait: Duration.seconds(2),
  tolerance: { least: 100, share: 1 }
}

/** Sends records of one kind; `told` is called as batches are answered. Rejects if the ledger does not balance. */
export const syncing = async (
  target: MySql.MySqlTarget,
  kind: Kind,
  records: ReadonlyArray<Entity.AnyUpsert>,
  { batch, told = () => undefined }: { readonly batch: number; readonly told?: () => void }
): Promise<Ran> => {
  // Each sink takes records of its own entity only, which types cannot say of a record of any.
  const sink = target[kind] as unknown as Sink<Entity.Fields>
  const outcomes: Array<Outcome> = []
  const { ledger, ended } = await Effect.runPromise(
    Pipeline.run(
      {
        source: Source.fromArray({ name: "school", records }),
        mapper: { entity: sink.entity, map: record => record },
        sink: { ...sink, limits: { ...sink.limits, records: batch } }
      },
      {
        permit: { unarchive: true, sendCredentials: true, newPasswordNeeded: true },
        patience,
        onOutcomes: found =>
          Effect.sync(() => {
            outcomes.push(...found)
            told()
          })
      }
    )
  )
  if (!Ledger.balances(ledger)) throw new Error("the ledger does not balance")
  const codes = outcomes.flatMap(({ verdict }) => (verdict._tag === "Rejected" ? [verdict.code] : []))
  return { ledger, ended: ended._tag, codes: [...new Set(codes)] }
}
