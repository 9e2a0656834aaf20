/** Edusign v3: students, professors and groups through its batch-upsert endpoints (docs/contract.md 1). */
import {
  type Entity,
  Exchange,
  Group,
  Limiter,
  nothingPermitted,
  type Permit,
  Professor,
  type Sink,
  Student,
  type Sync
} from "@rollcall/core"
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import { letIn } from "../wire/letIn.ts"
import { accessOf } from "./access.ts"
import { readAnswer } from "./answer.ts"
import { type Options, settingsOf } from "./options.ts"
import { body, encoderOf } from "./request.ts"

export type { Options } from "./options.ts"

/** A school at Edusign: its sinks share one rate limit and one key. */
export interface EdusignTarget extends Sync.Target {
  readonly students: Sink<(typeof Student)["fields"]>
  readonly professors: Sink<(typeof Professor)["fields"]>
  readonly groups: Sink<(typeof Group)["fields"]>
}

/** Bytes of an answer that are read: a thousand results take about 200 kB. */
const answerBytes = 16 * 1024 * 1024

/**
 * A target at Edusign, ready to use; nothing is read or sent before a pipeline runs. Its sinks fail as
 * `Exchange.exchange` says.
 */
export const target = (options: Options): EdusignTarget => {
  const settings = settingsOf(options)
  const admit = Limiter.make(settings.rate)
  const access = accessOf(settings)
  const encoder = encoderOf(settings.groupPicture)
  const bounds = { timeout: settings.timeout, answerBytes }

  const sink = <F extends Entity.Fields>(entity: Entity.Entity<string, F>): Sink<F> => {
    const name = `${settings.name}/${entity.plural}`
    const post = Effect.fnUntraced(function* (batch: ReadonlyArray<Entity.AnyUpsert>, permit: Permit) {
      const { apiKey, baseUrl } = yield* Effect.orDie(access)
      const request = HttpClientRequest.post(`${baseUrl}/v3/${entity.plural}/batch-upsert`).pipe(
        HttpClientRequest.bearerToken(apiKey),
        HttpClientRequest.acceptJson,
        HttpClientRequest.bodyText(body(entity, batch, permit, encoder), "application/json")
      )
      return yield* Exchange.exchange(request, { ...bounds, name })
    }, Effect.provide(Exchange.client))
    return {
      name,
      entity,
      limits: { records: settings.batchRecords, bytes: settings.batchBytes },
      weigh: encoder.weigh,
      admit,
      patience: settings.patience,
      resendAfter: settings.resendAfter,
      ready: Effect.asVoid(access),
      reach: Effect.andThen(admit, letIn(post([], nothingPermitted))),
      send: (batch, permit) =>
        Effect.flatMap(post(batch, permit), answered => readAnswer(entity, answered, settings.results))
    }
  }

  return { name: settings.name, students: sink(Student), professors: sink(Professor), groups: sink(Group) }
}
