/** Refusals of a schema that do not say which rows they are for. */
import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import { kind } from "./Kind.ts"

interface Refusal {
  readonly error?: { readonly messages?: ReadonlyArray<string> }
}

/** A request that breaks no rule of the schema is answered as it would be. */
export const unnamed = kind({}, () =>
  Effect.flatMap(answer =>
    Effect.promise(async () => {
      if (answer.status !== 400) return answer
      const body = (await HttpServerResponse.toWeb(answer).json()) as Refusal
      const messages = body.error?.messages?.map(message => message.replace(/^#\/users\/\d+[^:]*: /u, ""))
      if (messages === undefined) return HttpServerResponse.jsonUnsafe(body, { status: answer.status })
      const told = { error: { ...body.error, messages: [...new Set(messages)] } }
      return HttpServerResponse.jsonUnsafe(told, { status: answer.status })
    })
  )
)
