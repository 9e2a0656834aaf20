/** How a batch reaches a target: one verdict for every record, whatever the target does, and when to send no more. */
import { Effect } from "effect"
import type { Fields } from "../entities/Entity.ts"
import { Refused, type SinkError } from "../Trouble.ts"
import type { Verdict } from "../verdict/Verdict.ts"
import type { Partition } from "./Answer.ts"
import { Breaker } from "./Breaker.ts"
import { type Carried, type Consignment, Courier, leftOver, refusal } from "./Courier.ts"
import { Search } from "./Search.ts"
import { nothingPermitted, type Patience, type Permit, patience, type Sink } from "./Sink.ts"

/** One verdict a record in the order of the batch; `sound` unless an answer came that was no partition. */
export interface Delivered extends Partition {
  /** Why nothing more can be sent in this run. */
  readonly halt?: SinkError
}

/**
 * Delivers batches to one sink; always succeeds, since trouble is what the verdicts and `halt` tell. `checked` says that
 * the sink's entity accepts every record that will be given.
 */
export class Delivery<F extends Fields, R> {
  readonly #sink: Sink<F, R>
  readonly #courier: Courier<F, R>
  readonly #breaker: Breaker
  /** Batches of which more was refused than could be found. */
  #givenUp = 0

  constructor(
    sink: Sink<F, R>,
    patient: Patience = sink.patience ?? patience,
    permit: Permit = nothingPermitted,
    checked = false
  ) {
    this.#sink = sink
    this.#courier = new Courier(sink, patient, permit, checked)
    this.#breaker = new Breaker(sink.name, patient.tolerance)
  }

  /** Requests made so far, repeated ones included. */
  get requests(): number {
    return this.#courier.requests
  }

  /** Sends a batch and, once, again what stayed unknown and has a key. */
  deliver(batch: ReadonlyArray<Consignment<F>>): Effect.Effect<Delivered, never, R> {
    const self = this
    return Effect.gen(function* () {
      let { sound, halt } = yield* self.#attempt(batch)
      const unknown = batch.filter(record => record.key !== undefined && isUnknown(record.verdict))
      if (unknown.length > 0 && halt === undefined) {
        const again = yield* Effect.delay(self.#attempt(unknown), self.#sink.resendAfter)
        // What has no key was not asked for again: what its answer left unknown stays so.
        const settled = sound || !batch.some(record => isUnknown(leftOver(record)))
        sound = again.sound && settled
        halt = again.halt
      }
      const verdicts = batch.map(leftOver)
      self.#breaker.add(verdicts)
      halt ??= self.#breaker.tripped()
      return halt === undefined ? { verdicts, sound } : { verdicts, sound, halt }
    })
  }

  /** One request, or as many as it takes to find what spoils it. */
  #attempt(batch: ReadonlyArray<Consignment<F>>): Effect.Effect<Tried, never, R> {
    return Effect.flatMap(this.#courier.carry(batch), carried =>
      carried.refused === undefined ? Effect.succeed(carried) : this.#search(carried.refused)
    )
  }

  #search({ records, error }: RefusedTogether<F>): Effect.Effect<Tried, never, R> {
    const self = this
    return Effect.gen(function* () {
      let sound = true
      let latest = error
      if (records.length === 1) {
        settle(records, "REMOTE_REJECTED", error)
        return { sound }
      }
      const search = new Search(records)
      for (let halves = search.next(); halves !== undefined; halves = search.next()) {
        const refused = []
        for (const half of halves) {
          const tried = yield* self.#courier.carry(half)
          sound &&= tried.sound
          if (tried.halt !== undefined) return { sound, halt: tried.halt }
          if (tried.refused === undefined) continue
          latest = tried.refused.error
          const { records } = tried.refused
          refused.push(records)
          if (records.length === 1) settle(records, "REMOTE_REJECTED", latest)
        }
        search.split(refused)
      }
      const rest = search.rest()
      settle(rest, "BATCH_REFUSED", latest)
      if (rest.length > 0) self.#givenUp += 1
      return self.#givenUp < mostGivenUp ? { sound } : { sound, halt: self.#refusesAll(latest) }
    })
  }

  #refusesAll({ message }: Refused): Refused {
    return new Refused({
      message: `${message}, to ${mostGivenUp} batches and to parts of them; nothing more was sent. The file of rejected rows has the target's words.`
    })
  }
}

type RefusedTogether<F extends Fields> = NonNullable<Carried<F>["refused"]>

/** What came of a batch whose records all have what verdict they can get. */
type Tried = Omit<Carried<Fields>, "refused">

const settle = <F extends Fields>(
  records: ReadonlyArray<Consignment<F>>,
  code: "REMOTE_REJECTED" | "BATCH_REFUSED",
  error: Refused
): void => {
  for (const record of records) record.verdict = refusal(record, code, error)
}

/** A target that will not have so many batches will have none. */
const mostGivenUp = 3

const isUnknown = (verdict: Verdict | undefined): boolean => verdict?._tag === "Unknown"
