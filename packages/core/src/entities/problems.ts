/** What is wrong with a record as an upsert, in words that have limits in them and never a value (Laws 9 and 11). */
import { Predicate, Result, Schema, SchemaIssue } from "effect"
import type { AnyUpsert, Entity } from "./Entity.ts"
import type { Parts } from "./fields/Kind.ts"

/** What is wrong with one field; the message has limits in it, never a value. */
export interface Problem {
  readonly code: string
  readonly field?: string
  readonly message: string
}

/**
 * Everything that is wrong with a record as an upsert, one problem a field; empty when it may be sent (Law 11).
 * Judges fields, not identity. What a request must have and this one has not comes last.
 */
export const problems = (entity: Entity, record: unknown): ReadonlyArray<Problem> =>
  accepts(entity, record) ? missing(entity, record) : inWords(entity, record, issuesOf(entity, record))

/** What makes a record no upsert at all, whatever the limits. */
export interface Misfit {
  /** A field that every request must have and this one has not, one that there is not, or a value of another type. */
  readonly fault: "missing" | "unknown" | "type"
  /** Nothing where the record is no object. */
  readonly field?: string
  readonly message: string
}

/** What a target that checks shapes refuses a whole request for, one misfit a field; limits are no part of it. */
export const misfits = (entity: Entity, record: unknown): ReadonlyArray<Misfit> => {
  const shapes = issuesOf(entity, record).filter(({ limit }) => !limit)
  return inWords(entity, record, shapes).map(({ code, field, message }): Misfit => {
    if (field === undefined) return { fault: "type", message }
    if (code === "REQUIRED_FIELD_MISSING") return { fault: "missing", field, message }
    return { fault: Object.hasOwn(entity.fields, field) ? "type" : "unknown", field, message }
  })
}

/** As the schema judges, without what it takes to say why not: nearly every record is right. */
export const accepts = ({ fields }: Entity, record: unknown): record is AnyUpsert => {
  if (!Predicate.isReadonlyObject(record)) return false
  // Without a list of the names it takes a third of the time; an inherited one sends the record to the schema.
  for (const name in record) {
    if (!Object.hasOwn(fields, name) || fields[name]?.accepts(record[name]) !== true) return false
  }
  return true
}

interface Issue {
  readonly path: ReadonlyArray<PropertyKey>
  readonly message: string
  /** Whether the value is of the right type, and refused for what it holds. */
  readonly limit: boolean
}

const issuesOf = (entity: Entity, record: unknown): ReadonlyArray<Issue> => {
  const decoded = Schema.decodeUnknownResult(entity.schema)(record, strictly)
  if (Result.isSuccess(decoded)) return []
  const marks = toMarks(decoded.failure.issue).issues
  return toMessages(decoded.failure.issue).issues.map(({ path = [], message }, at) => ({
    path: path.map(step => (typeof step === "object" ? step.key : step)),
    message,
    limit: marks[at]?.message === mark
  }))
}

const strictly = { errors: "all", onExcessProperty: "error" } as const
const toMessages = SchemaIssue.makeFormatterStandardSchemaV1()
const mark = "limit"
const toMarks = SchemaIssue.makeFormatterStandardSchemaV1({ checkHook: () => mark })

/** One problem a field, the first; what is missing comes last. */
const inWords = (entity: Entity, record: unknown, issues: ReadonlyArray<Issue>): ReadonlyArray<Problem> => {
  const found = new Map<string | undefined, Problem>()
  for (const { path, message } of issues) {
    const [field, ...inside] = path
    const name = field === undefined ? undefined : String(field)
    if (found.has(name)) continue
    found.set(name, { code: "VALIDATION_ERROR", ...describe(entity, name, inside, message) })
  }
  return [...found.values(), ...(Predicate.isReadonlyObject(record) ? missing(entity, record) : [])]
}

const describe = (
  entity: Entity,
  field: string | undefined,
  inside: ReadonlyArray<PropertyKey>,
  message: string
): Omit<Problem, "code"> => {
  if (field === undefined) return { message: `a ${entity.name} must be an object` }
  if (!Object.hasOwn(entity.fields, field)) return { field, message: `${entity.plural} have no such field` }
  return { field, message: within(entity.fields[field]?.parts ?? {}, inside, message) }
}

/** Where inside a field; a name that no part has may be a value (Law 9). */
const within = (parts: Parts, inside: ReadonlyArray<PropertyKey>, message: string): string => {
  const place: Array<string> = []
  for (const step of inside) {
    if (typeof step === "number") place.push(`item ${step + 1}`)
    else if (Object.hasOwn(parts, step)) place.push(String(step))
    else return [...place, "has a part that is not known"].join(": ")
  }
  return place.length === 0 ? message : `${place.join(", ")}: ${message}`
}

/** What a request must have and this record has not. */
export const missing = (entity: Entity, record: AnyUpsert): ReadonlyArray<Problem> => {
  if (entity.required.length === 0) return none
  const absent = entity.required.filter(field => !Object.hasOwn(record, field))
  if (absent.length === 0) return none
  const code = "REQUIRED_FIELD_MISSING"
  return absent.map(field => ({ code, field, message: `every ${entity.name} needs ${field}` }))
}

const none: ReadonlyArray<Problem> = []
