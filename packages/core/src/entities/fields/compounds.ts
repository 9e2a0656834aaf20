/** Fields that hold objects: a list of them, or a reference to another record. */
import { Predicate, Schema } from "effect"
import { compose } from "../Key.ts"
import type { Field, Parts } from "./Kind.ts"

/** What an object of parts looks like; `optional` ones may be absent. */
type Of<P extends Parts, O extends Parts> = Flat<
  { readonly [K in keyof P]: ValueOf<P[K]> } & { readonly [K in keyof O]?: ValueOf<O[K]> }
>

type ValueOf<F> = F extends Field<infer A> ? A : never

/** One object type, as a person would write it. */
type Flat<T> = { readonly [K in keyof T]: T[K] }

type Item = { readonly [part: string]: unknown }

interface Shape<P extends Parts, O extends Parts> {
  readonly parts: P
  readonly optional?: O
}

/** At most `items` objects, of which no two have the same parts `by`: a set that grows (docs/contract.md 2.3). */
export const list = <const P extends Parts, const O extends Parts = Record<never, never>>(
  shape: Shape<P, O> & { readonly items: number; readonly by: ReadonlyArray<keyof P & string> }
): Field<ReadonlyArray<Of<P, O>>> => {
  const { items, by } = shape
  const schema = Schema.Array(struct(shape)).check(
    Schema.isMaxLength(items, { message: `must have at most ${items} items` }),
    Schema.makeFilter(given => areApart(by, given), {
      message: `must not have two items of one ${by.join(" and ")}`
    })
  )
  const one = accepts(shape)
  return {
    kind: "list",
    schema,
    accepts: value =>
      Array.isArray(value) && value.length <= items && value.every(one) && areApart(by, value),
    nullable: false,
    parts: partsOf(shape),
    by,
    items
  }
}

/** Another record, named by parts as its own record names it; without the part `by`, it names nobody. */
export const reference = <const P extends Parts, const O extends Parts = Record<never, never>>(
  shape: Shape<P, O> & { readonly by: keyof P & string }
): Field<Of<P, O>> => ({
  kind: "reference",
  schema: struct(shape),
  accepts: accepts(shape),
  nullable: false,
  parts: partsOf(shape),
  by: [shape.by]
})

/** What tells an item of a list from the others, in canonical form. */
export const nameOf = (by: ReadonlyArray<string>, item: Item): string =>
  compose(
    by.map(part => {
      const value = item[part]
      return typeof value === "string" ? value : ""
    })
  )

const areApart = (by: ReadonlyArray<string>, items: ReadonlyArray<Item>): boolean =>
  new Set(items.map(item => nameOf(by, item))).size === items.length

const partsOf = <P extends Parts, O extends Parts>({ parts, optional }: Shape<P, O>): Parts => ({
  ...parts,
  ...optional
})

const struct = <P extends Parts, O extends Parts>({
  parts,
  optional = {} as O
}: Shape<P, O>): Schema.Codec<Of<P, O>> => {
  const required = Object.entries(parts).map(([name, { schema }]) => [
    name,
    Schema.annotateKey({ messageMissingKey: "is missing" })(schema)
  ])
  const others = Object.entries(optional).map(([name, { schema }]) => [name, Schema.optionalKey(schema)])
  // Built from the same parts that Of<P, O> is computed from.
  return Schema.Struct(Object.fromEntries([...required, ...others])) as unknown as Schema.Codec<Of<P, O>>
}

/** As `struct` judges, without what it takes to say why not. */
const accepts = <P extends Parts, O extends Parts>(
  shape: Shape<P, O>
): ((value: unknown) => value is Item) => {
  const all = partsOf(shape)
  const required = Object.keys(shape.parts)
  return (value): value is Item =>
    Predicate.isReadonlyObject(value) &&
    required.every(part => Object.hasOwn(value, part)) &&
    Object.keys(value).every(part => Object.hasOwn(all, part) && all[part]?.accepts(value[part]) === true)
}
