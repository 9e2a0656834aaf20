/**
 * The answer of users/bulk/sourceId: it names a row by its `key`, which is the `sourceId` that was sent (docs/contract.md
 * 2, Law 2). What cannot be placed stays unplaced.
 */
import { type Answer, codes, type Entity, type Exchange, Unexpected } from "@rollcall/core"
import { Effect, Predicate } from "effect"
import { isError } from "../wire/isError.ts"
import { likeness } from "./sourceId.ts"

/** Reads the answer to a batch. One that is no JSON object, or that speaks of an error, is `Unexpected`. */
export const readAnswer = Effect.fnUntraced(function* (
  name: string,
  batch: ReadonlyArray<Entity.AnyUpsert>,
  { status, body }: Exchange.Answered
) {
  const unexpected = (what: string) => new Unexpected({ message: `${name}: answered ${status} with ${what}` })
  const answer = yield* Effect.try({
    try: (): unknown => JSON.parse(body),
    catch: () => unexpected("a body that is no JSON")
  })
  if (!Predicate.isReadonlyObject(answer)) return yield* unexpected("a body that is no object")
  const { data, error }: { readonly [name: string]: unknown } = answer
  if (isError(error)) return yield* unexpected("an error where results are due")
  const places = placesOf(batch)
  const items = Array.isArray(data) ? data.map(item => readItem(places, item)) : []
  return { items, lists: "all", allSucceeded: status === 200 } satisfies Answer.Answer
})

/** Where each id stands in a batch; nowhere, if it stands there twice. */
type Places = ReadonlyMap<string, number | undefined>

const placesOf = (batch: ReadonlyArray<Entity.AnyUpsert>): Places => {
  const places = new Map<string, number | undefined>()
  for (const [place, { sourceId }] of batch.entries()) {
    const id = likeness(String(sourceId))
    places.set(id, places.has(id) ? undefined : place)
  }
  return places
}

const readItem = (places: Places, item: unknown): Answer.Item => {
  if (!Predicate.isReadonlyObject(item)) return { index: undefined, result: { _tag: "Unclear" } }
  const row: { readonly [name: string]: unknown } = item
  return { index: placeOf(places, row), result: readResult(row) }
}

/** No place in any batch. */
const foreign = -1

const placeOf = (
  places: Places,
  { key, lookupKey }: { readonly [name: string]: unknown }
): number | undefined => {
  // A row that was looked up by something else is named by something else.
  if (!isAbsent(lookupKey) && lookupKey !== "sourceId") return undefined
  const id = idOf(key)
  if (id === undefined) return undefined
  return places.has(id) ? places.get(id) : foreign
}

/** A number beyond the safe ones has lost the digits by which it could be known. */
const idOf = (key: unknown): string | undefined => {
  if (typeof key === "number" && Math.abs(key) > Number.MAX_SAFE_INTEGER) return undefined
  return typeof key === "number" || typeof key === "string" ? likeness(String(key)) : undefined
}

/** Success is believed only when nothing in the row says otherwise, failure when nothing says success. */
const readResult = (row: { readonly [name: string]: unknown }): Answer.Item["result"] => {
  const { success } = row
  const error = [row.error, row.errors].find(isError)
  if (success === true && error === undefined) return readSuccess(row.action)
  if (success === false || (isAbsent(success) && error !== undefined)) return readFailure(error)
  return { _tag: "Unclear" }
}

const readSuccess = (action: unknown): Answer.Item["result"] => {
  if (action === "create") return { _tag: "Created" }
  // A success that says no more is accepted, change unknown; another action is none that was asked for.
  return { _tag: action === "update" || isAbsent(action) ? "Updated" : "Unclear" }
}

const readFailure = (error: unknown): Answer.Failed => {
  const note = error === undefined ? "" : typeof error === "string" ? error : JSON.stringify(error)
  return {
    _tag: "Failed",
    code: "REMOTE_REJECTED",
    message: codes.REMOTE_REJECTED.means,
    ...(note !== "" && { note: note.slice(0, noteLength) })
  }
}

/** UTF-16 units. */
const noteLength = 2000

const isAbsent = (value: unknown): boolean => value === undefined || value === null
