/** A sandbox for one test, with a target that sends to it and all that a test asks it afterwards. */
import type { Entity } from "@rollcall/core"
import * as Sandbox from "@rollcall/server/sandbox"
import { Effect, Redacted, Stream } from "effect"
import { apiKey, type Options, targetAt } from "./Target.ts"

/** Starts a sandbox that stops with the test. */
export const trial = Effect.gen(function* () {
  const { url, directory } = yield* Sandbox.start({ apiKey: Redacted.make(apiKey) })
  const call = (method: string, path: string, body?: unknown) =>
    Effect.promise(async () => {
      const headers = { authorization: `Bearer ${apiKey}` }
      const answer = await fetch(url + path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(text)
      return text
    })
  return {
    url,
    target: (options?: Options) => targetAt(url, options),
    /** What the sandbox is to do wrong (docs/sandbox.md). */
    faults: (...faults: ReadonlyArray<object>) => call("PUT", "/sandbox/faults", faults),
    seed: (list: string, records: ReadonlyArray<object>) => call("POST", `/sandbox/${list}`, records),
    /** The fields of the records that are held. */
    held: (entity: Entity.Entity) =>
      Effect.map(Effect.orDie(Stream.runCollect(directory.held(entity))), all =>
        all.map(({ fields }) => fields)
      ),
    announced: Effect.orDie(directory.announced),
    /** How many requests a list has had. */
    requests: (list: string) =>
      Effect.map(call("GET", "/sandbox/requests"), text => (JSON.parse(text) as Record<string, number>)[list])
  }
})
