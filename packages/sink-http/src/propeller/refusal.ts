/**
 * The 400 of a schema: each message points at the row that it is about (docs/contract.md 2, 2.4). As far as rows are
 * named, and rightly so, the refusal tells what is said of each.
 */
import { type Code, codes, type Entity, Refused, type RefusedRow } from "@rollcall/core"
import { messagesIn } from "./messages.ts"

/** A refusal with the rows that its words name; as it was, when they name none, or one that they cannot mean. */
export const withRows = (
  entity: Entity.Entity,
  batch: ReadonlyArray<Entity.AnyUpsert>,
  refused: Refused
): Refused => {
  const { message, note = "" } = refused
  const complaints = messagesIn(note).flatMap(said => pointing(said) ?? [])
  if (complaints.length === 0 || complaints.some(complaint => isMistaken(batch, complaint))) return refused
  return new Refused({ message, note, rows: complaints.map(complaint => rowOf(entity, complaint)) })
}

/** A message that points at a row. */
interface Complaint {
  readonly index: number
  /** What it points at inside the row; nothing for the row itself. */
  readonly inside: string | undefined
  readonly kind: "missing" | "extraneous" | "other"
  /** The key that is missing or extraneous there. */
  readonly key: string | undefined
  readonly message: string
}

const pointing = (message: string): Complaint | undefined => {
  const [, index, inside, words = ""] =
    /^#\/users\/(0|[1-9]\d*)(?:\/([^/:]+)[^:]*)?:\s*([\s\S]*)$/.exec(message) ?? []
  if (index === undefined) return undefined
  const [, missing] = /^required key \[([^\]]+)\] not found/.exec(words) ?? []
  const [, extraneous] = /^extraneous key \[([^\]]+)\] is not permitted/.exec(words) ?? []
  const kind = missing !== undefined ? "missing" : extraneous !== undefined ? "extraneous" : "other"
  return { index: Number(index), inside, kind, key: missing ?? extraneous, message }
}

/** Indexes that count from 1, or of another batch, would reject others than are meant: then nothing is believed. */
const isMistaken = (
  batch: ReadonlyArray<Entity.AnyUpsert>,
  { index, inside, kind, key }: Complaint
): boolean => {
  const record = batch[index]
  if (record === undefined) return true
  if (key === undefined || inside !== undefined) return false
  const there = record[key] !== undefined && record[key] !== null
  return there !== (kind === "extraneous")
}

/** A field is named as this side names it; any other word is the target's, and stands in the note alone. */
const rowOf = (entity: Entity.Entity, { index, inside, kind, key, message }: Complaint): RefusedRow => {
  const note = message.slice(0, noteLength)
  const field = inside ?? key
  // What the record has under a name is its mapper's name for it, known or not.
  const ours =
    field !== undefined && (Object.hasOwn(entity.fields, field) || (!inside && kind === "extraneous"))
  if (!ours) return { index, note }
  const code: Code =
    kind === "missing" && inside === undefined ? "REQUIRED_FIELD_MISSING" : "VALIDATION_ERROR"
  const means = kind === "extraneous" && inside === undefined ? notTaken : codes[code].means
  return { index, code, field, message: means, note }
}

const notTaken = "the target does not take this field; the option fields of the target leaves it out"

/** UTF-16 units. */
const noteLength = 2000
