/** What a roster is made of: an entity's fields, its identifiers, and what a target needs to create one. */
import { Schema } from "effect"
import { SchemaJITCompiler } from "effect/schema"
import type { Field } from "./fields/Kind.ts"
import { named, names } from "./Identity.ts"

export { type Identity, identify, keyOf, keyUnder, named, names, parentOf } from "./Identity.ts"
export { type Misfit, misfits, type Problem, problems } from "./problems.ts"

export type Fields = { readonly [name: string]: Field }

/** How a record of an entity is found in a target. */
export interface Identifier<Name extends string = string> {
  readonly field: Name
  /** Fields that name it together with this one; the last may be absent, unless it is required. */
  readonly with?: ReadonlyArray<Name>
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
  /** Without these a record is not taken at all, be it new or held. */
  readonly required: ReadonlyArray<string>
  /** What goes with every difference that is sent: what names the record, and what a request must have. */
  readonly always: ReadonlyArray<string>
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

/** An entity as it is declared; every name must be one of its fields. */
interface Definition<Name extends string, F extends Fields> {
  readonly name: Name
  readonly plural: string
  readonly fields: F
  readonly identifiers: ReadonlyArray<Identifier<keyof F & string>>
  readonly createNeeds: ReadonlyArray<keyof F & string>
  /** None unless said. */
  readonly required?: ReadonlyArray<keyof F & string>
  /** Its identifiers unless said. */
  readonly always?: ReadonlyArray<keyof F & string>
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
    required: [],
    always: definition.identifiers.flatMap(named),
    ...definition,
    // Built from the same fields that Upsert<F> is computed from.
    schema: schema as unknown as Schema.Codec<Upsert<F>>
  }
}

/** The same entity for a target that takes records without these fields; what names a record stays required. */
export const relaxed = <Name extends string, F extends Fields>(
  entity: Entity<Name, F>,
  fields: ReadonlyArray<keyof F & string>
): Entity<Name, F> => {
  const dropped = new Set<string>(fields)
  return { ...entity, required: entity.required.filter(field => !dropped.has(field) || names(entity, field)) }
}
