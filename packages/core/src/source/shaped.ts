/** Holds rows against the shape that a source declares. */
import { Predicate, Result, Schema, SchemaIssue } from "effect"
import { SchemaJITCompiler } from "effect/schema"
import { damaged, type Row, read } from "./Row.ts"

/** What a shape of records is declared with. */
export type Shape<A> = Schema.ConstraintDecoder<A>

/** A row whose record has the shape, or a damaged one. */
export const shaped = <A>(schema: Shape<A>): ((row: Row<unknown>) => Row<A>) => {
  SchemaJITCompiler.enable(schema.ast)
  const decode = Schema.decodeUnknownResult(schema)
  return row => {
    if (row._tag === "Damaged") return row
    const decoded = decode(row.value)
    if (Result.isSuccess(decoded)) return read(row.at, decoded.success)
    const [issue] = toIssues(decoded.failure.issue).issues
    const column = declaredPath(schema, issue?.path ?? [])
    const message = issue?.message ?? "does not have the shape of this source's records"
    const damage = { code: "WRONG_SHAPE", message }
    return damaged(row.at, row.value, column === undefined || column === "" ? damage : { ...damage, column })
  }
}

/** The path to what is wrong, with `*` for the names that the record brought and the shape did not: data (Law 9). */
const declaredPath = (
  schema: object,
  path: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }>
): string => {
  let inner: unknown = schema
  const steps = path.map(step => {
    const name = typeof step === "object" ? step.key : step
    inner = Predicate.hasProperty(inner, "fields")
      ? Object(inner.fields)[name]
      : Object(inner).schema?.fields?.[name]
    return inner !== undefined || typeof name === "number" ? String(name) : "*"
  })
  return steps.join(".")
}

const toIssues = SchemaIssue.makeFormatterStandardSchemaV1()
