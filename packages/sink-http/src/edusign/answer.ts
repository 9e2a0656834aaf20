/**
 * The answer of a batch-upsert, read without trusting its shape: only `inputIndex` is said, so usual names are taken
 * for the rest, and what cannot be placed stays unplaced (docs/contract.md 1.1, 1.2, Law 2).
 */
import {
  type Answer,
  type Code,
  codes,
  type Entity,
  type Exchange,
  refusalCodes,
  Unexpected
} from "@rollcall/core"
import { Effect, Predicate } from "effect"
import { isError } from "../wire/isError.ts"
import type { Options } from "./options.ts"

/**
 * Reads a whole answer. One that is no JSON where a list of results is due is `Unexpected`; so is another status than
 * 200 and 207 where the status is to be believed.
 */
export const readAnswer = Effect.fnUntraced(function* (
  entity: Entity.Entity,
  { status, body }: Exchange.Answered,
  lists: NonNullable<Options["results"]>
) {
  const allSucceeded = status === 200
  if (lists !== "all" && !allSucceeded && status !== 207) {
    return yield* new Unexpected({ message: `edusign: answered ${status}, which is neither 200 nor 207` })
  }
  if (lists === "none") return { items: [], lists, allSucceeded } satisfies Answer.Answer
  const parsed = yield* Effect.try({
    try: (): unknown => JSON.parse(body),
    catch: () => new Unexpected({ message: `edusign: answered ${status} with a body that is no JSON` })
  })
  const items = listsIn(entity, parsed).flatMap(list =>
    list.items.map(item => readItem(entity, item, list.hint))
  )
  return { items, lists, allSucceeded } satisfies Answer.Answer
})

type Hint = "Created" | "Updated" | "Unarchived" | "Unchanged" | "Failed" | undefined

interface List {
  readonly items: ReadonlyArray<unknown>
  /** What a record's standing in this list says of it. */
  readonly hint: Hint
}

/** The lists at the top level and one level down, under their usual names. */
const listsIn = (entity: Entity.Entity, answer: unknown): ReadonlyArray<List> => {
  if (Array.isArray(answer)) return [{ items: answer, hint: undefined }]
  if (!Predicate.isReadonlyObject(answer)) return []
  const named = namedLists(entity, answer)
  const below = Object.values(answer).filter(Predicate.isReadonlyObject)
  return [...named, ...below.flatMap(value => namedLists(entity, value))]
}

const namedLists = (entity: Entity.Entity, value: object): ReadonlyArray<List> =>
  Object.entries(value).flatMap(([name, items]) => {
    if (!Array.isArray(items)) return []
    if (name === entity.plural || whole.has(name)) return [{ items, hint: undefined }]
    return Object.hasOwn(parts, name) ? [{ items, hint: parts[name] }] : []
  })

const whole = new Set(["results", "result", "items", "data", "records", "responses"])

const parts: { readonly [name: string]: Hint } = {
  succeeded: "Updated",
  success: "Updated",
  successes: "Updated",
  created: "Created",
  updated: "Updated",
  unchanged: "Unchanged",
  unarchived: "Unarchived",
  failed: "Failed",
  failures: "Failed",
  errors: "Failed",
  rejected: "Failed"
}

const readItem = (entity: Entity.Entity, item: unknown, hint: Hint): Answer.Item => {
  if (!Predicate.isReadonlyObject(item)) return { index: undefined, result: { _tag: "Unclear" } }
  const fields: { readonly [name: string]: unknown } = item
  const index = fields.inputIndex ?? fields.input_index ?? fields.index
  const key = fields[entity.identifiers[0]?.field ?? ""]
  const result = readResult(entity, fields, hint)
  return typeof key === "string" ? { index, key, result } : { index, result }
}

/** Success is believed only when nothing in the item says otherwise, failure when nothing says success. */
const readResult = (
  entity: Entity.Entity,
  item: { readonly [name: string]: unknown },
  hint: Hint
): Answer.Item["result"] => {
  const error = [item.error, item.errors].find(isError)
  const words = [hint, wordOf(item.status), wordOf(item.success)].filter(word => word !== undefined)
  const failed = words.includes("Failed") || error !== undefined || isRefusal(item.code)
  const others = words.filter(word => word !== "Failed")
  if (failed) {
    const succeeded = others.some(word => word !== "Unclear")
    return succeeded ? { _tag: "Unclear" } : readFailure(entity, item, error)
  }
  const told = others.find(word => word !== "Updated") ?? others[0]
  const contradicting = others.some(word => word !== "Updated" && word !== told)
  if (told === undefined || contradicting || told === "Unclear") return { _tag: "Unclear" }
  return { _tag: told }
}

const wordOf = (value: unknown): Exclude<Hint, undefined> | "Unclear" | undefined => {
  if (value === undefined || value === null) return undefined
  if (value === true) return "Updated"
  if (value === false) return "Failed"
  if (typeof value === "number")
    return value >= 200 && value < 300 ? "Updated" : value >= 400 ? "Failed" : "Unclear"
  if (typeof value !== "string") return "Unclear"
  const word = value.toLowerCase()
  return Object.hasOwn(statuses, word) ? statuses[word] : "Unclear"
}

const statuses: { readonly [word: string]: Exclude<Hint, undefined> } = {
  created: "Created",
  updated: "Updated",
  unchanged: "Unchanged",
  unarchived: "Unarchived",
  ok: "Updated",
  success: "Updated",
  succeeded: "Updated",
  upserted: "Updated",
  failed: "Failed",
  failure: "Failed",
  error: "Failed",
  rejected: "Failed"
}

/** An error may be a text, an object, a list of them, or stand in the item itself; only codes that we know are believed. */
const readFailure = (
  entity: Entity.Entity,
  item: { readonly [name: string]: unknown },
  errors: unknown
): Answer.Failed => {
  const error: unknown = Array.isArray(errors) ? errors[0] : errors
  const said: { readonly [name: string]: unknown } = Predicate.isReadonlyObject(error) ? error : item
  const words = new Set([error, said.code, said.message, said.error].filter(Predicate.isString))
  const code = [...words].find(isRefusal) ?? "REMOTE_REJECTED"
  words.delete(code)
  const note = [...words].join(": ")
  const { field } = said
  return {
    _tag: "Failed",
    code,
    message: codes[code].means,
    ...(typeof field === "string" && Object.hasOwn(entity.fields, field) && { field }),
    ...(note !== "" && { note: note.slice(0, 2000) })
  }
}

/** The engine's own codes, as UNKNOWN, mean something else in a target's mouth. */
const isRefusal = (text: unknown): text is Code => refusals.has(text)

const refusals: ReadonlySet<unknown> = new Set(refusalCodes)
