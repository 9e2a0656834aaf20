import { it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { expect } from "vitest"
import { client } from "./Client.ts"

const sourceId = Schema.Literals([1, "1", 2, "a", "", 1.5])

const anyUser = Schema.Union([
  Schema.Json,
  Schema.Struct({
    source: Schema.Literal("Ypareo"),
    sourceId,
    firstName: Schema.Literals(["Ada", "Zoé", ""]),
    lastName: Schema.optionalKey(Schema.Literals(["Martin", "x".repeat(256)])),
    parent: Schema.optionalKey(Schema.Struct({ source: Schema.Literal("Ypareo"), sourceId }))
  }),
  Schema.Struct({ source: Schema.Literal("Ypareo"), sourceId, company: Schema.optionalKey(Schema.String) })
])

it.effect.prop(
  "whatever the users are: refused whole, with rows that were sent and nothing stored, or a row for each in its place",
  [Schema.Array(anyUser).check(Schema.isBetweenLength(1, 4))],
  ([users]) =>
    Effect.promise(async () => {
      await using visitor = await client({ forbid: ["company"] })
      const { status, data, total, error } = await visitor.send(users)
      const held = await visitor.held()
      if (status === 400) {
        const named = error?.messages.map(message => /^#\/users\/(\d+)[:/]/u.exec(message)?.[1])
        expect(named?.length).toBeGreaterThan(0)
        expect(named?.every(index => Number(index) < users.length)).toBe(true)
        expect(held).toEqual([])
        return
      }
      expect([status, total]).toEqual([200, users.length])
      expect(data.map(({ key }) => key)).toEqual(users.map(user => Object(user).sourceId))
      for (const { success, id, error } of data)
        expect([id === undefined, error === undefined]).toEqual([!success, success])
      expect(held).toHaveLength(data.filter(({ success }) => success).length)
    })
)
