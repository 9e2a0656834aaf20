/** Batches of professors, who may come without a key, and what a delivery makes of them. */
import { Duration, Effect } from "effect"
import { Professor } from "../../src/entities/Professor.ts"
import type { Consignment } from "../../src/sink/Courier.ts"
import { Delivery } from "../../src/sink/Delivery.ts"
import type { Patience } from "../../src/sink/Sink.ts"
import { inTestTime } from "../inTestTime.ts"
import { type Reply, type ScriptedSink, scriptedSink } from "../ScriptedSink.ts"

type Fields = (typeof Professor)["fields"]

/** One record for each key; `undefined` is a plain create. */
export const consign = (...keys: ReadonlyArray<string | undefined>): ReadonlyArray<Consignment<Fields>> =>
  keys.map((key, index) => ({
    upsert: { ...(key !== undefined && { externalReferenceId: key }), firstName: `n${index}` },
    key,
    sent: false
  }))

export const professors = (script: ReadonlyArray<Reply>, otherwise?: Reply): ScriptedSink<Fields> =>
  scriptedSink({ entity: Professor, script, ...(otherwise && { otherwise }) })

/** Delivers a batch, and tells what came of it and when the requests were made, in seconds after the first. */
export const deliver = (
  sink: ScriptedSink<Fields>,
  batch: ReadonlyArray<Consignment<Fields>>,
  patience?: Patience
) =>
  Effect.gen(function* () {
    const delivery = new Delivery(sink, patience)
    const delivered = yield* inTestTime(delivery.deliver(batch))
    const first = sink.requests[0]?.at ?? 0
    return {
      ...delivered,
      tags: delivered.verdicts.map(({ _tag }) => _tag),
      requests: delivery.requests,
      sent: sink.requests.map(request => request.batch.map(({ firstName }) => firstName)),
      seconds: sink.requests.map(request => Duration.toSeconds(request.at - first))
    }
  })
