/** A target in memory whose every request is answered by a script, and which remembers what it was asked. */
import { Clock, Duration, Effect, Exit } from "effect"
import type { AnyUpsert, Entity, Fields } from "../src/entities/Entity.ts"
import type { Answer, Item } from "../src/sink/Answer.ts"
import type { Limits, Permit, Sink } from "../src/sink/Sink.ts"
import type { SinkError } from "../src/Trouble.ts"

/** What the target does with one request. */
export type Reply = (batch: ReadonlyArray<AnyUpsert>) => Effect.Effect<Answer, SinkError>

/** One request as the target got it. */
export interface Request {
  readonly batch: ReadonlyArray<AnyUpsert>
  readonly permit: Permit
  /** Whether the records were said to be ones that the entity accepts. */
  readonly checked: boolean
  /** Milliseconds on the clock of the test. */
  readonly at: number
  /** What the sink said of it; nothing while it is open or when it was interrupted. */
  exit?: Exit.Exit<Answer, SinkError>
}

export interface ScriptedSink<F extends Fields> extends Sink<F> {
  readonly requests: ReadonlyArray<Request>
}

/** Each request takes the next reply of the script; those after its end get `otherwise`, by default a success. */
export const scriptedSink = <F extends Fields>(options: {
  readonly entity: Entity<string, F>
  readonly script?: ReadonlyArray<Reply>
  readonly otherwise?: Reply
  readonly name?: string
  readonly limits?: Partial<Limits>
  readonly resendAfter?: Duration.Duration
  /** How long the target thinks about a request before it replies. */
  readonly takes?: Duration.Duration
  readonly admit?: Effect.Effect<void>
  readonly ready?: Sink<F>["ready"]
  readonly reach?: Sink<F>["reach"]
  readonly apart?: Sink<F>["apart"]
}): ScriptedSink<F> => {
  const requests: Array<Request> = []
  const script = [...(options.script ?? [])]
  const send: Sink<F>["send"] = (batch, permit, checked = false) =>
    Effect.gen(function* () {
      const request: Request = { batch, permit, checked, at: yield* Clock.currentTimeMillis }
      requests.push(request)
      const reply = script.shift() ?? options.otherwise ?? accepts
      yield* Effect.sleep(options.takes ?? Duration.zero)
      return yield* Effect.onExit(reply(batch), exit =>
        Effect.sync(() => {
          if (!Exit.hasInterrupts(exit)) request.exit = exit
        })
      )
    })
  return {
    name: options.name ?? "school/records",
    entity: options.entity,
    limits: { records: 1000, bytes: 1_000_000, ...options.limits },
    weigh: weight,
    admit: options.admit ?? Effect.void,
    resendAfter: options.resendAfter ?? Duration.seconds(6),
    send,
    requests,
    ...(options.ready && { ready: options.ready }),
    ...(options.reach && { reach: options.reach }),
    ...(options.apart && { apart: options.apart })
  }
}

/** What a record weighs in these tests. */
export const weight = (upsert: AnyUpsert): number => JSON.stringify(upsert).length

/** Names every record and says that it was created. */
export const accepts: Reply = batch => Effect.succeed(answer(listed(batch)))

/** Answers with what this makes of a good list of items. */
export const answers =
  (edit: (items: ReadonlyArray<Item>, batch: ReadonlyArray<AnyUpsert>) => ReadonlyArray<Item>): Reply =>
  batch =>
    Effect.succeed(answer(edit(listed(batch), batch)))

/** Refuses the records of which this is true, and creates the others. */
export const refuses = (which: (upsert: AnyUpsert, index: number) => boolean): Reply =>
  answers((items, batch) =>
    items.map((item, index) => (which(batch[index] ?? {}, index) ? { ...item, result: refusal } : item))
  )

/** Gives no answer, but a reason. */
export const fails =
  (error: SinkError): Reply =>
  () =>
    Effect.fail(error)

/** The connector breaks. */
export const dies =
  (defect: unknown = new Error("a fault of the connector")): Reply =>
  () =>
    Effect.die(defect)

/** No answer ever comes. */
export const silent: Reply = () => Effect.never

export const refusal = {
  _tag: "Failed",
  code: "VALIDATION_ERROR",
  field: "firstName",
  message: "refused by the target"
} as const

/** An answer that lists all its records. */
export const answer = (items: ReadonlyArray<Item>): Answer => ({
  items,
  lists: "all",
  allSucceeded: items.every(({ result }) => result._tag !== "Failed")
})

const listed = (batch: ReadonlyArray<AnyUpsert>): ReadonlyArray<Item> =>
  batch.map((upsert, index) => {
    const created = { index, result: { _tag: "Created" } } as const
    const key = upsert.externalReferenceId ?? upsert.sourceId
    return typeof key === "string" ? { ...created, key } : created
  })
