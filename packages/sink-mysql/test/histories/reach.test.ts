/** Histories that reached little would prove little. */
import { expect, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { histories, worlds } from "./History.ts"
import { judged } from "./judged.ts"
import { posted, served } from "./posted.ts"

const common = [
  "created",
  "updated",
  "unchanged",
  "DUPLICATE_IN_REQUEST",
  "REQUIRED_FIELD_MISSING",
  "VALIDATION_ERROR"
]

const own = {
  students: ["unarchived", "ARCHIVED_STUDENT_EXISTS"],
  professors: [
    "AMBIGUOUS_PROFESSOR_IDENTIFIER",
    "ARCHIVED_PROFESSOR_EXISTS",
    "EMAIL_ALREADY_EXISTS",
    "PROFESSOR_NOT_FOUND"
  ],
  groups: ["ARCHIVED_GROUP_EXISTS", "GROUP_CYCLE", "PARENT_GROUP_NOT_FOUND"],
  users: ["ARCHIVED_USER_EXISTS", "PARENT_USER_NOT_FOUND", "USER_CYCLE"]
} as const

it.live.each(["students", "professors", "groups", "users"] as const)(
  "histories of %s reach every answer",
  kind =>
    Effect.gen(function* () {
      const reached = new Set<string>()
      for (const stories of yield* Arbitrary.sampleEffect(histories, { count: 60, seed: 1, size: 40 })) {
        const { held, requests } = stories[kind]
        const { entity } = worlds[kind]
        const server = yield* served()
        const way = kind === "users" ? judged(server.directory) : posted(server)
        yield* way.storage.put(entity, held)
        for (const request of requests) {
          const answer = JSON.stringify(yield* way.send(entity, request))
          // The address of a user has a code too.
          for (const [, status, code] of answer.matchAll(/"status":"(\w+)"|"code":"([A-Z_]+)"/gu))
            reached.add(status ?? code ?? "")
        }
      }
      reached.delete("failed")
      expect([...reached].toSorted()).toEqual([...common, ...own[kind]].toSorted())
    })
)
