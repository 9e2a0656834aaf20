/**
 * Shapes of records, read tolerantly: a plain function for each kind of value. With a schema that does the same, the
 * whole read takes half as long again (benchmark/README.md).
 */
import { Row } from "@rollcall/core"

/** Makes of a value what it means, `undefined` where it is absent; throws `Wrong` for what it cannot be. */
export type Reader<A> = (value: unknown) => A

/** A value that cannot be what its shape says; what it is stays out (Law 9). */
export class Wrong {
  /** The names that lead to it. */
  path = ""
  readonly message: string
  readonly code: string

  constructor(message: string, code = "WRONG_SHAPE") {
    this.message = message
    this.code = code
  }

  /** The same, seen from one level further up. */
  below(name: string | number): this {
    this.path = this.path === "" ? String(name) : `${name}.${this.path}`
    return this
  }
}

type Fields = { readonly [name: string]: Reader<unknown> }

type Value<F extends Fields, K extends keyof F> = ReturnType<F[K]>

/** What an object of fields looks like: what may be absent is optional. */
export type Of<F extends Fields> = {
  readonly [K in keyof F as undefined extends Value<F, K> ? never : K]: Value<F, K>
} & {
  readonly [K in keyof F as undefined extends Value<F, K> ? K : never]?: Value<F, K>
}

/** An object with these fields and perhaps others; one that is absent has none of them. */
export const object = <const F extends Fields>(fields: F): Reader<Of<F>> => {
  const named = Object.entries(fields)
  return value => {
    const given = asObject(value)
    const read: { [name: string]: unknown } = {}
    for (const [name, reader] of named) {
      try {
        const field = reader(given[name])
        if (field !== undefined) read[name] = field
      } catch (error) {
        throw error instanceof Wrong ? error.below(name) : error
      }
    }
    // Each field has been read as Of<F> says.
    return read as Of<F>
  }
}

/** A list, or an object that lists by key; none where it is absent. */
export const list =
  <A>(item: Reader<A>): Reader<ReadonlyArray<A>> =>
  value => {
    const items = Array.isArray(value) ? value : Object.values(asObject(value))
    return items.map((given, index) => {
      try {
        return item(given)
      } catch (error) {
        throw error instanceof Wrong ? error.below(index) : error
      }
    })
  }

/** What must be there. */
export const required =
  <A>(reader: Reader<A | undefined>): Reader<A> =>
  value => {
    const given = reader(value)
    if (given === undefined) throw new Wrong("is missing")
    return given
  }

/** Whether nothing is there, in any of the ways in which that is written; PHP writes an empty object as a list. */
export const isAbsent = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0)

const asObject = (value: unknown): { readonly [name: string]: unknown } => {
  if (isAbsent(value)) return {}
  if (typeof value === "object" && !Array.isArray(value)) return value as { readonly [name: string]: unknown }
  throw new Wrong("must be an object")
}

/** Rows whose records have the shape; a record that has not is damaged, with the field named. */
export const shaped =
  <A>(reader: Reader<A>): ((row: Row.Row<unknown>) => Row.Row<A>) =>
  row => {
    if (row._tag === "Damaged") return row
    try {
      return Row.read(row.at, reader(row.value))
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      const { code, message, path } = error
      return Row.damaged(row.at, row.value, { code, message, ...(path !== "" && { column: path }) })
    }
  }
