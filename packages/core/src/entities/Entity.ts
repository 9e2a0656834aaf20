/** What a roster is made of: an entity's fields, its identifiers, and what a target needs to create one. */
import { Predicate, Result, Schema, SchemaIssue } from "effect"
import { SchemaJITCompiler } from "effect/schema"
import type { Field } from "./Field.ts"
import { canonical } from "./Key.ts"

export type Fields = { readonly [name: string]: Field }

/** How a record of an entity is found in a target. */
export interface Identifier<Name extends string = string> {
  readonly field: Name
  /** Whether a record that is not found under it is created; otherwise it is refused. */
  readonly creates: boolean
}

/** An entity: strict, the same on both sides of the wire. */
export interface Entity<out Name extends string = string, out F extends Fields = Fields> {
  readonly name: Name
  /** The name of a list of them, on the wire and in messages. */
  readonly plural: string
  readonly fields: F
  /** A record carries one identifier at the most; the first is the usual one. */
  readonly identifiers: ReadonlyArray<Identifier>
  /** Without these a record cannot be created. */
  readonly createNeeds: ReadonlyArray<string>
  /** The field that names the parent by its key: parents are sent in an earlier request. */
  readonly parent?: string
  /** The field whose value at most one record of a target may hold. */
  readonly unique?: string
  /** Whether a target may be asked to unarchive. */
  readonly unarchives: boolean
  /** Other names under which a server takes a field. */
  readonly aliases: { readonly [alias: string]: string }
  /** Every field optional, none unknown: an upsert as it stands on the wire. */
  readonly schema: Schema.Codec<Upsert<F>>
}

/** Each field absent (leave it), null where that clears it, or a value. */
export type Upsert<F extends Fields> = {
  readonly [K in keyof F]?: F[K] extends Field<infer A> ? A : never
}

/** The upsert of an entity: `Entity.Of<typeof Student>`. */
export type Of<E> = E extends { readonly fields: infer F extends Fields } ? Upsert<F> : never

/** An upsert of whatever entity, for code that serves all of them. */
export type AnyUpsert = { readonly [field: string]: unknown }

/** What is wrong with one field; the message has limits in it, never a value. */
export interface Problem {
  readonly code: string
  readonly field?: string
  readonly message: string
}

/** An entity as it is declared; every name must be one of its fields. */
interface Definition<Name extends string, F extends Fields> {
  readonly name: Name
  readonly plural: string
  readonly fields: F
  readonly identifiers: ReadonlyArray<Identifier<keyof F & string>>
  readonly createNeeds: ReadonlyArray<keyof F & string>
  readonly parent?: keyof F & string
  readonly unique?: keyof F & string
  readonly unarchives?: boolean
  readonly aliases?: { readonly [alias: string]: keyof F & string }
}

/** Declares an entity; its schema is compiled on first use. */
export const make = <const Name extends string, const F extends Fields>(
  definition: Definition<Name, F>
): Entity<Name, F> => {
  const fields = Object.fromEntries(
    Object.entries(definition.fields).map(([name, field]) => [name, Schema.optionalKey(field.schema)])
  )
  const schema = Schema.Struct(fields)
  SchemaJITCompiler.enable(schema.ast)
  return {
    aliases: {},
    unarchives: false,
    ...definition,
    // Built from the same fields that Upsert<F> is computed from.
    schema: schema as unknown as Schema.Codec<Upsert<F>>
  }
}

const toProblems = SchemaIssue.makeFormatterStandardSchemaV1()
const strictly = { errors: "all", onExcessProperty: "error" } as const

/**
 * Everything that is wrong with a record as an upsert, one problem a field; empty when it may be sent (Law 11).
 * Judges fields, not identity.
 */
export const problems = (entity: Entity, record: unknown): ReadonlyArray<Problem> => {
  if (accepts(entity, record)) return []
  const decoded = Schema.decodeUnknownResult(entity.schema)(record, strictly)
  if (Result.isSuccess(decoded)) return []
  const found = new Map<string | undefined, Problem>()
  for (const issue of toProblems(decoded.failure.issue).issues) {
    const [first] = issue.path ?? []
    const step = typeof first === "object" ? first.key : first
    const field = step === undefined ? undefined : String(step)
    if (found.has(field)) continue
    found.set(field, { code: "VALIDATION_ERROR", ...describe(entity, field, issue.message) })
  }
  return [...found.values()]
}

/** As the schema judges, without what it takes to say why not: nearly every record is right. */
const accepts = ({ fields }: Entity, record: unknown): boolean => {
  if (!Predicate.isReadonlyObject(record)) return false
  for (const name of Object.keys(record)) {
    if (!Object.hasOwn(fields, name) || fields[name]?.accepts(record[name]) !== true) return false
  }
  return true
}

const describe = (entity: Entity, field: string | undefined, message: string): Omit<Problem, "code"> => {
  if (field === undefined) return { message: `a ${entity.name} must be an object` }
  if (!Object.hasOwn(entity.fields, field)) return { field, message: `${entity.plural} have no such field` }
  return { field, message }
}

/** The identity of a record: which identifier it carries and the key that names it, in canonical form. */
export interface Identity {
  readonly field: string
  readonly key: string
  readonly creates: boolean
}

/** `undefined` when the record carries no identifier, `"ambiguous"` when it carries more than one. */
export const identify = (entity: Entity, record: AnyUpsert): Identity | undefined | "ambiguous" => {
  let found: Identity | undefined
  for (const { field, creates } of entity.identifiers) {
    const value = record[field]
    if (typeof value !== "string") continue
    if (found !== undefined) return "ambiguous"
    found = { field, key: canonical(value), creates }
  }
  return found
}

/** The key of the parent that a record names, in canonical form. */
export const parentOf = (entity: Entity, record: AnyUpsert): string | undefined => {
  const parent = entity.parent === undefined ? undefined : record[entity.parent]
  return typeof parent === "string" ? canonical(parent) : undefined
}
