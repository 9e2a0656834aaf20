/** Propeller REST v2: users by source id, through its bulk endpoint (docs/contract.md 2). */
import { type Entity, Limiter, type Sink, type Sync, User } from "@rollcall/core"
import { Effect } from "effect"
import { HttpClientRequest } from "effect/http"
import { letIn } from "../wire/letIn.ts"
import { accessOf } from "./access.ts"
import { readAnswer } from "./answer.ts"
import { authorised } from "./authorised.ts"
import { onlyNumbers } from "./onlyNumbers.ts"
import { type Options, settingsOf } from "./options.ts"
import { withRows } from "./refusal.ts"
import { body, users } from "./request.ts"
import { likeness } from "./sourceId.ts"

export type { Options } from "./options.ts"

/** A company at Propeller: one client, with one token at a time and one rate limit. */
export interface PropellerTarget extends Sync.Target {
  readonly users: Sink<(typeof User)["fields"]>
}

/** Bytes of an answer that are read: a thousand results take about 100 kB. */
const answerBytes = 16 * 1024 * 1024

/**
 * A target at Propeller, ready to use; nothing is read or sent before a pipeline runs. Its sink fails as
 * `Exchange.exchange` says; for want of a token it is `Denied` or `Unavailable`.
 */
export const target = (options: Options): PropellerTarget => {
  const settings = settingsOf(options)
  const { fields, trust } = settings
  const name = `${settings.name}/users`
  const admit = Limiter.make(settings.rate)
  const access = accessOf(settings)
  const bounds = { name, timeout: settings.timeout, answerBytes }
  const exchange = authorised(Effect.orDie(access), settings, admit)

  const post = Effect.fnUntraced(function* (batch: ReadonlyArray<Entity.AnyUpsert>) {
    const { baseUrl } = yield* Effect.orDie(access)
    const request = HttpClientRequest.post(`${baseUrl}/users/bulk/sourceId`).pipe(
      HttpClientRequest.acceptJson,
      HttpClientRequest.bodyText(body(batch), "application/json")
    )
    return yield* exchange(request, bounds)
  })
  return {
    name: settings.name,
    users: {
      name,
      entity: User,
      limits: { records: settings.batchRecords, bytes: settings.batchBytes },
      weigh: users.weigh,
      admit,
      patience: settings.patience,
      resendAfter: settings.resendAfter,
      ready: Effect.asVoid(access),
      reach: Effect.andThen(admit, letIn(post([]))),
      apart: ({ sourceId }) => (typeof sourceId === "string" ? likeness(sourceId) : undefined),
      ...(fields && { takes: field => fields.some(taken => taken === field) }),
      ...(trust && { trust }),
      send: batch =>
        Effect.gen(function* () {
          if (settings.sourceIds === "refuse") yield* onlyNumbers(name, batch)
          const answered = yield* post(batch).pipe(
            Effect.catchTag("Refused", refused => Effect.fail(withRows(User, batch, refused)))
          )
          return yield* readAnswer(name, batch, answered)
        })
    }
  }
}
