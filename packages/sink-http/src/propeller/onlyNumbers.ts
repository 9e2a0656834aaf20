/** For a target that takes ids as numbers only (docs/contract.md 2.6, F17). */
import { type Entity, Refused, type RefusedRow } from "@rollcall/core"
import { Effect, Predicate } from "effect"
import { changesAsNumber } from "./sourceId.ts"

/** Refuses the users of a batch, before it is sent, whose own id or parent's id would be another one as a number. */
export const onlyNumbers = (
  name: string,
  batch: ReadonlyArray<Entity.AnyUpsert>
): Effect.Effect<void, Refused> => {
  const rows = batch.flatMap((user, index): ReadonlyArray<RefusedRow> => {
    const field = fieldThatChanges(user)
    return field === undefined ? [] : [{ index, code: "VALIDATION_ERROR", field }]
  })
  if (rows.length === 0) return Effect.void
  const message = `${name}: a sourceId that would be another one as a number is not sent; see the option sourceIds`
  return Effect.fail(new Refused({ message, rows }))
}

const fieldThatChanges = (user: Entity.AnyUpsert): string | undefined => {
  const { parent } = user
  if (changes(user)) return "sourceId"
  return Predicate.isReadonlyObject(parent) && changes(parent) ? "parent" : undefined
}

const changes = ({ sourceId }: Entity.AnyUpsert): boolean =>
  typeof sourceId === "string" && changesAsNumber(sourceId)
