/** Histories that reached little would prove little. */
import { expect, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { histories, worlds } from "./History.ts"
import { posted, served } from "./ways.ts"

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
  groups: ["ARCHIVED_GROUP_EXISTS", "GROUP_CYCLE", "PARENT_GROUP_NOT_FOUND"]
} as const

it.live.each(["students", "professors", "groups"] as const)("histories of %s reach every answer", kind =>
  Effect.gen(function* () {
    const reached = new Set<string>()
    for (const stories of yield* Arbitrary.sampleEffect(histories, { count: 60, seed: 1, size: 40 })) {
      const { held, requests } = stories[kind]
      const { entity } = worlds[kind]
      const way = posted(yield* served())
      yield* way.storage.put(entity, held)
      for (const request of requests) {
        const answer = JSON.stringify(yield* way.send(entity, request))
        for (const [, word = ""] of answer.matchAll(/"(?:status|code)":"(\w+)"/gu)) reached.add(word)
      }
    }
    reached.delete("failed")
    expect([...reached].toSorted()).toEqual([...common, ...own[kind]].toSorted())
  })
)
