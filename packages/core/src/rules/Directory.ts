/** Where a target keeps its records: it looks facts up and commits what the upsert rules decided. */
import { Context, Effect, Layer } from "effect"
import type { Entity } from "../entities/Entity.ts"
import type { Decision, Options } from "./Decision.ts"
import { decideBatch, wanted } from "./decideBatch.ts"
import { memory } from "./memory.ts"
import { type Announcement, type Storage, StorageFault } from "./Storage.ts"

export { type Announcement, type Storage, StorageFault }

export class Directory extends Context.Service<Directory, Storage>()("@rollcall/core/Directory") {
  /** A directory that lives as long as the process. */
  static readonly layerMemory = Layer.sync(Directory, memory)
}

/**
 * Judges and stores the records of one request, one decision each. When the storage fails, what would have been
 * written is refused as CREATE_FAILED or UPDATE_FAILED, and what was refused keeps its reason.
 */
export const upsert = Effect.fn("Directory.upsert")(function* (
  entity: Entity,
  records: ReadonlyArray<unknown>,
  options: Options
) {
  const directory = yield* Directory
  let judged: ReadonlyArray<Decision> | undefined
  const transaction = directory.transact(entity, wanted(entity, records), options, (held, newId, barred) => {
    judged = decideBatch(entity, held, records, options, newId, barred)
    return judged
  })
  return yield* Effect.catchTag(transaction, "StorageFault", fault =>
    judged === undefined
      ? Effect.fail(fault)
      : Effect.succeed(judged.map(decision => notStored(decision, fault)))
  )
})

const notStored = (decision: Decision, fault: StorageFault): Decision => {
  if (decision._tag === "Refuse" || decision._tag === "Unchanged") return decision
  const code = decision._tag === "Create" ? "CREATE_FAILED" : "UPDATE_FAILED"
  return { _tag: "Refuse", code, message: fault.message }
}
