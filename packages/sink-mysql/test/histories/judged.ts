/** The shortest way: requests as the rules judge them, and the directory takes their decisions. */
import { type Decision, Directory } from "@rollcall/core"
import { Effect } from "effect"
import { all, idsOf, withoutIds } from "./content.ts"
import { withIds } from "./professors.ts"
import type { Way } from "./Way.ts"

/** Answers item by item, messages included, as the endpoints of the others do. */
export const judged = (storage: Directory.Storage): Way => ({
  storage,
  send: (entity, { records, options }) =>
    Effect.gen(function* () {
      const before = yield* all(storage, entity)
      const decisions = yield* Effect.orDie(
        Directory.upsert(entity, withIds(records, idsOf(before)), options)
      )
      const after = yield* all(storage, entity)
      return withoutIds({ results: decisions.map(itemOf) }, [...before, ...after])
    }).pipe(Effect.provideService(Directory.Directory, storage))
})

const statuses = {
  Create: "created",
  Update: "updated",
  Unarchive: "unarchived",
  Unchanged: "unchanged",
  Refuse: "failed"
} as const

const itemOf = ({ _tag, ...decision }: Decision.Decision) => ({ status: statuses[_tag], ...decision })
