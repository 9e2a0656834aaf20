/** Records of a school, and a way to send them that tells what became of each. */
import {
  type Entity,
  Ledger,
  type Outcome,
  Pipeline,
  type Report,
  type Sink,
  Source,
  type Verdict
} from "@rollcall/core"
import { Effect } from "effect"
import { expect } from "vitest"

export const student = (key: string, more: Entity.AnyUpsert = {}) => ({
  externalReferenceId: key,
  firstName: "Ada",
  lastName: "Martin",
  ...more
})

/** A teacher with a key, or without one when it is undefined: a plain create. */
export const professor = (key: string | undefined, email = `${key}@example.org`) => ({
  ...(key === undefined ? {} : { externalReferenceId: key }),
  firstName: "Paul",
  lastName: "Petit",
  email
})

/** A group, under a parent where one is given. */
export const group = (key: string, parent?: string) => ({
  externalReferenceId: key,
  name: key.toUpperCase(),
  ...(parent === undefined ? {} : { parentExternalReferenceId: parent })
})

/** So many of something, numbered from 1. */
export const many = <A>(count: number, make: (key: string) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(`${index + 1}`))

/** What became of the records that were sent. */
export interface Sent {
  readonly report: Report
  /** In the order of the records. */
  readonly verdicts: ReadonlyArray<Verdict.Verdict>
}

/** Runs a pipeline over records that are upserts already. Its books balance, or the test fails (Law 1). */
export const send = <F extends Entity.Fields>(
  sink: Sink<F>,
  records: ReadonlyArray<Entity.AnyUpsert>,
  options: Omit<Pipeline.Options, "onOutcomes"> = {}
): Effect.Effect<Sent> =>
  Effect.gen(function* () {
    const outcomes: Array<Outcome> = []
    const report = yield* Effect.orDie(
      Pipeline.run(
        {
          source: Source.fromArray({ name: "school", records }),
          // Records of these tests may be wrong on purpose, so they are not typed as upserts.
          mapper: { entity: sink.entity, map: record => record as Entity.Upsert<F> },
          sink
        },
        { ...options, onOutcomes: found => Effect.sync(() => void outcomes.push(...found)) }
      )
    )
    expect(Ledger.balances(report.ledger)).toBe(true)
    expect(report.ledger.read).toBe(records.length)
    const place = ({ at }: Outcome) => at.record ?? 0
    return {
      report,
      verdicts: outcomes.sort((a, b) => place(a) - place(b)).map(({ verdict }) => verdict)
    }
  })

/** The counts of a ledger that are not zero, but for the rows read. */
export const counts = ({ ledger }: Report): Partial<Ledger.Ledger> => {
  const { read: _, ...rest } = ledger
  return Object.fromEntries(Object.entries(rest).filter(([, count]) => count !== 0))
}
