/** Carries records to a sink until they are answered or refused: attempts, waits, and the marks of what was sent. */
import { Duration, Effect, Result } from "effect"
import type { AnyUpsert, Entity, Fields, Upsert } from "../entities/Entity.ts"
import { type Refused, type RefusedRow, type SinkError, type Unavailable, Unexpected } from "../Trouble.ts"
import type { Verdict } from "../verdict/Verdict.ts"
import { next } from "../Waits.ts"
import { allUnknown, type Partition, partition } from "./Answer.ts"
import type { Patience, Permit, Sink } from "./Sink.ts"

/** A record on its way. */
export interface Consignment<F extends Fields> {
  readonly upsert: Upsert<F>
  /** Its key; a record without one is a plain create and is never sent twice (Law 3). */
  readonly key: string | undefined
  /** Whether it may have reached the target. The delivery keeps this and `verdict`; a run cut short reads them. */
  sent: boolean
  /** What is known of it so far; an unknown one may still be sent again. */
  verdict?: Verdict | undefined
}

/** What came of carrying records: those that were answered or named in a refusal have their verdict now. */
export interface Carried<F extends Fields> {
  /** Whether no answer came, or one that was a partition. */
  readonly sound: boolean
  /** Why nothing more can be sent in this run. */
  readonly halt?: SinkError
  /** Those that were refused together, none of them named. */
  readonly refused?: { readonly records: ReadonlyArray<Consignment<F>>; readonly error: Refused }
}

export class Courier<F extends Fields, R> {
  readonly #sink: Sink<F, R>
  readonly #patience: Patience
  readonly #permit: Permit
  readonly #checked: boolean
  #requests = 0

  constructor(sink: Sink<F, R>, patience: Patience, permit: Permit, checked: boolean) {
    this.#sink = sink
    this.#patience = patience
    this.#permit = permit
    this.#checked = checked
  }

  /** Requests made so far, repeated ones included. */
  get requests(): number {
    return this.#requests
  }

  /** One request, repeated while the target is unavailable, and without the records that it blames. */
  carry(records: ReadonlyArray<Consignment<F>>): Effect.Effect<Carried<F>, never, R> {
    const self = this
    return Effect.gen(function* () {
      let left = records
      for (let tries = 0; left.length > 0; ) {
        const answer = yield* self.#send(left)
        if (Result.isSuccess(answer)) {
          settle(left, answer.success)
          return { sound: answer.success.sound }
        }
        const error = answer.failure
        if (error._tag === "Denied") return { sound: true, halt: error }
        if (error._tag === "Unexpected") {
          settle(left, allUnknown(left.length, error.message))
          return { sound: false }
        }
        if (error._tag === "Refused") {
          const blamed = Map.groupBy(error.rows ?? [], ({ index }) => left[index])
          blamed.delete(undefined)
          if (blamed.size === 0) return { sound: true, refused: { records: left, error } }
          for (const [record, rows] of blamed) if (record) record.verdict = blame(record, rows, error)
          left = left.filter(record => !blamed.has(record))
          continue
        }
        left = left.filter(record => record.key !== undefined || !record.sent)
        const wait = left.length === 0 ? undefined : yield* self.#wait(error, tries)
        if (wait === undefined) return { sound: true, halt: error }
        tries += 1
        yield* Effect.sleep(wait)
      }
      return { sound: true }
    })
  }

  #send(batch: ReadonlyArray<Consignment<F>>): Effect.Effect<Result.Result<Partition, SinkError>, never, R> {
    const sink = this.#sink
    const fresh = batch.filter(record => !record.sent)
    const mark = (sent: boolean) => {
      for (const record of fresh) record.sent = sent
    }
    return sink.admit.pipe(
      Effect.andThen(
        Effect.sync(() => {
          this.#requests += 1
          mark(true)
        })
      ),
      Effect.andThen(
        Effect.suspend(() => {
          const sending = sink.send(
            batch.map(record => record.upsert),
            this.#permit,
            this.#checked
          )
          return Effect.isEffect(sending) ? sending : Effect.die("no Effect")
        })
      ),
      Effect.mapError(error => (isReason(error) ? error : broke(sink.name))),
      Effect.map(answer =>
        partition(
          batch.map(record => echoed(sink.entity, record.upsert)),
          answer
        )
      ),
      Effect.catchDefect(() => Effect.fail(broke(sink.name))),
      Effect.tapError(error => Effect.sync(() => mark(mayHaveArrived(error)))),
      Effect.result
    )
  }

  /** How long to wait before the next attempt; nothing when it is not worth one. */
  #wait(error: Unavailable, tries: number): Effect.Effect<Duration.Duration | undefined> {
    // What may have been carried out is a re-send, which a target may take for the same request.
    const least = error.maybeApplied === true ? this.#sink.resendAfter : Duration.zero
    return Effect.map(
      next(this.#patience, tries, error.retryAfter),
      wait => wait && Duration.max(wait, least)
    )
  }
}

const broke = (sink: string): Unexpected =>
  new Unexpected({ message: `${sink}: the connector broke while sending` })

/** A connector in JavaScript may fail with anything. */
const isReason = (error: SinkError | undefined): boolean => reasons.has(error?._tag)

const reasons: ReadonlySet<unknown> = new Set<SinkError["_tag"]>([
  "Denied",
  "Unavailable",
  "Refused",
  "Unexpected"
])

const settle = <F extends Fields>(records: ReadonlyArray<Consignment<F>>, { verdicts }: Partition): void => {
  let index = 0
  for (const record of records) record.verdict = verdicts[index++] ?? leftOver(record)
}

/** The key that a target may echo beside an index. */
const echoed = (entity: Entity, upsert: AnyUpsert): string | undefined => {
  const key = upsert[entity.identifiers[0]?.field ?? ""]
  return typeof key === "string" ? key : undefined
}

/** The verdict on a record that a refusal names: its own reason, and what the target says of it. */
const blame = (
  record: { readonly sent: boolean },
  rows: ReadonlyArray<RefusedRow>,
  error: Refused
): Verdict => {
  const verdict = refusal(record, "REMOTE_REJECTED", error)
  if (verdict._tag !== "Rejected") return verdict
  const [{ code = verdict.code, field, message = verdict.message } = {}] = rows
  const notes = rows.flatMap(({ note }) => note ?? [])
  return {
    ...verdict,
    code,
    message,
    ...(field !== undefined && { field }),
    ...(notes.length > 0 && { note: notes.join("; ") })
  }
}

/** The verdict on a record of a refused request; that says nothing of an earlier request with the same record. */
export const refusal = (
  record: { readonly sent: boolean },
  code: "REMOTE_REJECTED" | "BATCH_REFUSED",
  { message, note }: Refused
): Verdict => {
  if (record.sent) return unsettled
  const rejected = { _tag: "Rejected", code, message } as const
  return note === undefined ? rejected : { ...rejected, note }
}

const mayHaveArrived = (error: SinkError): boolean =>
  error._tag === "Unexpected" || (error._tag === "Unavailable" && error.maybeApplied === true)

/** What a record is left with: the verdict it has, or what follows from no answer saying anything of it. */
export const leftOver = (record: {
  readonly sent: boolean
  readonly verdict?: Verdict | undefined
}): Verdict => record.verdict ?? (record.sent ? unsettled : notAttempted)

const unsettled: Verdict = { _tag: "Unknown", reason: "the target may have taken it; no answer came" }
const notAttempted: Verdict = { _tag: "NotAttempted" }
