/** How a batch reaches a target: attempts, waits, one re-send of what is unknown, and one verdict for every record. */
import { Duration, Effect, Random, Result } from "effect"
import type { AnyUpsert, Entity, Fields, Upsert } from "../entities/Entity.ts"
import { type Refused, type SinkError, type Unavailable, Unexpected } from "../Trouble.ts"
import type { Verdict } from "../verdict/Verdict.ts"
import { allUnknown, type Partition, partition } from "./Answer.ts"
import { nothingPermitted, type Patience, type Permit, patience, type Sink } from "./Sink.ts"

/** A record on its way. */
export interface Consignment<F extends Fields> {
  readonly upsert: Upsert<F>
  /** Its key; a record without one is a plain create and is never sent twice (Law 3). */
  readonly key: string | undefined
  /** Whether it may have reached the target. The delivery keeps this and `verdict`; a run cut short reads them. */
  sent: boolean
  /** What is known of it so far; an unknown one may still be sent again. */
  verdict?: Verdict
}

/** One verdict a record in the order of the batch; `sound` unless an answer came that was no partition. */
export interface Delivered extends Partition {
  /** Why nothing more can be sent in this run. */
  readonly halt?: SinkError
}

/** Delivers batches to one sink; always succeeds, since trouble is what the verdicts and `halt` tell. */
export class Delivery<F extends Fields, R> {
  readonly #sink: Sink<F, R>
  readonly #patience: Patience
  readonly #permit: Permit
  #requests = 0

  constructor(
    sink: Sink<F, R>,
    patient: Patience = sink.patience ?? patience,
    permit: Permit = nothingPermitted
  ) {
    this.#sink = sink
    this.#patience = patient
    this.#permit = permit
  }

  /** Requests made so far, repeated ones included. */
  get requests(): number {
    return this.#requests
  }

  /** Sends a batch and, once, again what stayed unknown and has a key. */
  deliver(batch: ReadonlyArray<Consignment<F>>): Effect.Effect<Delivered, never, R> {
    return Effect.flatMap(this.#attempt(batch), first => {
      const unknown = batch.filter(
        (record, index) => record.key !== undefined && isUnknown(first.verdicts[index])
      )
      if (unknown.length === 0 || first.halt !== undefined) return Effect.succeed(first)
      return this.#attempt(unknown).pipe(
        Effect.delay(this.#sink.resendAfter),
        Effect.map(second => {
          const verdicts = batch.map(leftOver)
          // What has no key was not asked for again: what its answer left unknown stays so.
          const settled = first.sound || !verdicts.some(isUnknown)
          return { ...second, verdicts, sound: second.sound && settled }
        })
      )
    })
  }

  /** One request, repeated while the target is unavailable, and without the records that it blames. */
  #attempt(batch: ReadonlyArray<Consignment<F>>): Effect.Effect<Delivered, never, R> {
    const self = this
    return Effect.gen(function* () {
      let sound = true
      const settle = (records: ReadonlyArray<Consignment<F>>, { verdicts }: Partition): void => {
        for (const [index, record] of records.entries()) record.verdict = verdicts[index] ?? leftOver(record)
      }
      const done = (halt?: SinkError): Delivered => {
        const verdicts = batch.map(leftOver)
        return halt === undefined ? { verdicts, sound } : { verdicts, sound, halt }
      }
      let left = batch
      for (let tries = 0; left.length > 0; ) {
        const answer = yield* self.#send(left)
        if (Result.isSuccess(answer)) {
          settle(left, answer.success)
          sound = answer.success.sound
          return done()
        }
        const error = answer.failure
        if (error._tag === "Denied") return done(error)
        if (error._tag === "Unexpected") {
          settle(left, allUnknown(left.length, error.message))
          sound = false
          return done()
        }
        if (error._tag === "Refused") {
          const named = left.filter((_, index) => error.indexes?.includes(index))
          const blamed = named.length > 0 ? named : left
          settle(blamed, { verdicts: blamed.map(record => refused(record, error)), sound: true })
          left = left.filter(record => !blamed.includes(record))
          continue
        }
        left = left.filter(record => record.key !== undefined || !record.sent)
        if (left.length === 0) return done(error)
        const wait = yield* self.#wait(error, tries)
        if (wait === undefined) return done(error)
        tries += 1
        yield* Effect.sleep(wait)
      }
      return done()
    })
  }

  #send(batch: ReadonlyArray<Consignment<F>>): Effect.Effect<Result.Result<Partition, SinkError>, never, R> {
    const sink = this.#sink
    const before = new Set(batch.filter(record => record.sent))
    const mark = (sent: boolean) => {
      for (const record of batch) if (!before.has(record)) record.sent = sent
    }
    return sink.admit.pipe(
      Effect.andThen(
        Effect.sync(() => {
          this.#requests += 1
          mark(true)
        })
      ),
      Effect.andThen(
        Effect.suspend(() =>
          sink.send(
            batch.map(record => record.upsert),
            this.#permit
          )
        )
      ),
      Effect.map(answer =>
        partition(
          batch.map(record => echoed(sink.entity, record.upsert)),
          answer
        )
      ),
      Effect.catchDefect(() =>
        Effect.fail(new Unexpected({ message: `${sink.name}: the connector broke while sending` }))
      ),
      Effect.tapError(error => Effect.sync(() => mark(mayHaveArrived(error)))),
      Effect.result
    )
  }

  /** How long to wait before the next attempt; nothing when it is not worth one. */
  #wait(error: Unavailable, tries: number): Effect.Effect<Duration.Duration | undefined> {
    const { retries, firstWait, longestWait } = this.#patience
    return Effect.map(Random.nextBetween(0.5, 1), share => {
      if (tries >= retries) return undefined
      const asked = error.retryAfter
      if (asked !== undefined && Duration.isGreaterThan(asked, longestWait)) return undefined
      const doubled = Duration.min(Duration.times(firstWait, 2 ** tries), longestWait)
      // What may have been carried out is a re-send, which a target may take for the same request.
      const least = error.maybeApplied === true ? this.#sink.resendAfter : Duration.zero
      return Duration.max(asked ?? Duration.times(doubled, share), least)
    })
  }
}

/** The key that a target may echo beside an index. */
const echoed = (entity: Entity, upsert: AnyUpsert): string | undefined => {
  const key = upsert[entity.identifiers[0]?.field ?? ""]
  return typeof key === "string" ? key : undefined
}

const isUnknown = (verdict: Verdict | undefined): boolean => verdict?._tag === "Unknown"

/** A request that was refused says nothing of an earlier one with the same records. */
const refused = (record: { readonly sent: boolean }, { message, note }: Refused): Verdict => {
  if (record.sent) return unsettled
  const rejected = { _tag: "Rejected", code: "BATCH_REFUSED", message } as const
  return note === undefined ? rejected : { ...rejected, note }
}

const mayHaveArrived = (error: SinkError): boolean =>
  error._tag === "Unexpected" || (error._tag === "Unavailable" && error.maybeApplied === true)

/** What a record is left with: the verdict it has, or what follows from no answer saying anything of it. */
export const leftOver = (record: { readonly sent: boolean; readonly verdict?: Verdict }): Verdict =>
  record.verdict ?? (record.sent ? unsettled : notAttempted)

const unsettled: Verdict = { _tag: "Unknown", reason: "the target may have taken it; no answer came" }
const notAttempted: Verdict = { _tag: "NotAttempted" }
