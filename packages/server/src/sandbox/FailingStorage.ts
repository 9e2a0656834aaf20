/** A storage that fails to commit while a fault says so. */
import { Directory } from "@rollcall/core"
import { Context, Effect } from "effect"

/** Whether the commits of the current request fail. */
export const CommitFails = Context.Reference("@rollcall/server/CommitFails", { defaultValue: () => false })

/** Judges as the storage does, and stores nothing while `CommitFails`. */
export const failing = (storage: Directory.Storage): Directory.Storage => ({
  ...storage,
  transact: (entity, wanted, options, judge) =>
    Effect.flatMap(CommitFails, fails => {
      if (!fails) return storage.transact(entity, wanted, options, judge)
      const judged = storage.transact(entity, wanted, options, (held, newId) => {
        judge(held, newId)
        return []
      })
      return Effect.andThen(
        judged,
        new Directory.StorageFault({ message: "the storage did not take the change" })
      )
    })
})
