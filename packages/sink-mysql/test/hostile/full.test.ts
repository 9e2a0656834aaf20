/** As much as a request can hold, all of it text that grows when it is written as a statement. */
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { MySql } from "../../src/index.ts"
import { worlds } from "../histories/History.ts"
import { posted, served } from "../histories/posted.ts"
import { migratedFor } from "../Migrated.ts"
import { limits } from "./given.ts"
import { altered } from "./stored.ts"

const noOptions = { allowUnarchive: false, onCreated: { sendCredentials: false, newPasswordNeeded: false } }

it.live.each(["'", "\\", "\0", "\u{1f600}"])(
  "a thousand students with every field full of %j, new and then changed",
  filler =>
    Effect.gen(function* () {
      const database = yield* migratedFor()
      const beside = yield* served(MySql.directory({ url: database.url }))
      const way = posted(beside)
      const { entity } = worlds.students
      const filled = (start: string, most: number) => start + filler.repeat(most - start.length)
      const { tags: longest, photoUrl, ...texts } = limits.students
      const tags = Array.from({ length: 15 }, (_, tag) => filled(`${tag} `, longest))
      const records = Array.from({ length: 1000 }, (_, n) => ({
        ...Object.fromEntries(
          Object.entries(texts).map(([field, most]) => [
            field,
            filled(field === "email" ? "a@b" : `${n} `, most)
          ])
        ),
        // An address cannot have all of these.
        photoUrl: `https://y/${"a".repeat(photoUrl - 10)}`,
        tags
      }))
      const again = records.map(record => ({ ...record, phone: null, tags: tags.toReversed().slice(1) }))
      for (const [status, part] of [
        ["created", records],
        ["updated", again]
      ] as const) {
        const told = JSON.stringify(yield* way.send(entity, { records: part, options: noOptions }))
        expect(told.match(new RegExp(`"status":"${status}"`, "gu"))?.length).toBe(1000)
      }
      expect(
        yield* Effect.promise(() =>
          altered(
            database,
            "students",
            again.map(fields => ({ fields }))
          )
        )
      ).toEqual([])
    })
)
