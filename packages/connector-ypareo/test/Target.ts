/** A target in memory that judges by the upsert rules, and a way to run a pipeline into it. */
import {
  type Decision,
  Directory,
  type Entity,
  Ledger,
  type Mapper,
  type Outcome,
  Pipeline,
  type Report,
  type Sink,
  type Source,
  Unexpected
} from "@rollcall/core"
import { Duration, Effect, Stream } from "effect"
import { expect } from "vitest"

/** What came of a pipeline: how each row ended, in short, and what the target holds now. */
export interface Run {
  readonly report: Report
  /** `created ypareo-1`, `filtered has left`, `rejected WRONG_SHAPE inscriptions.0`, in the order of the rows. */
  readonly verdicts: ReadonlyArray<string>
  readonly outcomes: ReadonlyArray<Outcome>
  readonly held: ReadonlyArray<Entity.AnyUpsert>
}

/** Runs a pipeline into a target that is empty, or into one that was filled before. Its books balance (Law 1). */
export const run = <A, F extends Entity.Fields>(
  source: Source.Source<A>,
  mapper: Mapper.Mapper<A, F>,
  sink: Memory<F> = memory(mapper.entity)
): Effect.Effect<Run> =>
  Effect.gen(function* () {
    const outcomes: Array<Outcome> = []
    const report = yield* Effect.orDie(
      Pipeline.run(
        { source, mapper, sink },
        { onOutcomes: found => Effect.sync(() => outcomes.push(...found)) }
      )
    )
    expect(Ledger.balances(report.ledger)).toBe(true)
    const sorted = outcomes.toSorted((a, b) => (a.at.record ?? 0) - (b.at.record ?? 0))
    return { report, verdicts: sorted.map(shown), outcomes: sorted, held: yield* sink.held }
  })

export interface Memory<F extends Entity.Fields> extends Sink<F> {
  readonly held: Effect.Effect<ReadonlyArray<Entity.AnyUpsert>>
}

export const memory = <F extends Entity.Fields>(entity: Entity.Entity<string, F>): Memory<F> => {
  const storage = Effect.runSync(Effect.provide(Directory.Directory, Directory.Directory.layerMemory))
  return {
    name: `memory/${entity.plural}`,
    entity,
    limits: { records: 1000, bytes: 1_000_000 },
    weigh: upsert => JSON.stringify(upsert).length,
    admit: Effect.void,
    resendAfter: Duration.zero,
    held: Effect.orDie(Stream.runCollect(storage.held(entity))).pipe(
      Effect.map(found => found.map(({ fields }) => fields))
    ),
    send: batch =>
      Directory.upsert(entity, batch, { allowUnarchive: false, onCreated: nobody }).pipe(
        Effect.map(decisions => ({
          items: decisions.map((decision, index) => ({ index, result: resultOf(decision) })),
          lists: "all" as const,
          allSucceeded: decisions.every(({ _tag }) => _tag !== "Refuse")
        })),
        Effect.mapError(({ message }) => new Unexpected({ message })),
        Effect.provideService(Directory.Directory, storage)
      )
  }
}

const nobody = { sendCredentials: false, newPasswordNeeded: false }

const resultOf = (decision: Decision.Decision) => {
  switch (decision._tag) {
    case "Create":
      return { _tag: "Created" } as const
    case "Update":
      return { _tag: "Updated" } as const
    case "Unarchive":
      return { _tag: "Unarchived" } as const
    case "Unchanged":
      return { _tag: "Unchanged" } as const
    case "Refuse":
      return { ...decision, _tag: "Failed" } as const
  }
}

const shown = ({ verdict, key, warnings }: Outcome): string => {
  const dropped = warnings.map(({ field }) => `, without ${field}`).join("")
  if (verdict._tag === "Rejected")
    return `rejected ${[verdict.code, verdict.column ?? verdict.field].filter(Boolean).join(" ")}`
  if (verdict._tag === "Filtered") return `filtered ${verdict.reason}`
  if (verdict._tag === "Duplicate")
    return `duplicate of record ${verdict.first.record}${verdict.identical ? ", identical" : ""}`
  return `${verdict._tag.toLowerCase()} ${key}${dropped}`
}
