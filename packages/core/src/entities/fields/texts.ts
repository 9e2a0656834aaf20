/** Fields that hold free text: names, keys, e-mails, addresses on the web, tags. */
import { Schema } from "effect"
import { type Field, type Limits, make, type Value } from "./Kind.ts"

/** No UTF-8 says half of a surrogate pair: what is sent or stored would be another text. */
const string = Schema.String.check(
  Schema.makeFilter<string>(text => text.isWellFormed(), { message: "must be whole characters of Unicode" })
)

const length = (max: number | undefined) =>
  max === undefined
    ? Schema.isMinCodePoints(1, { message: "must not be empty" })
    : Schema.isBetweenCodePoints(1, max, { message: `must have 1 to ${max} characters` })

const isWithin = (text: unknown, max = Number.POSITIVE_INFINITY): text is string =>
  typeof text === "string" &&
  text.length > 0 &&
  // Code points are no more than code units.
  (text.length <= max || (text.length <= 2 * max && [...text].length <= max)) &&
  text.isWellFormed()

/** Any text of 1 to `max` code points. */
export const text = <const N extends boolean = false>(limits: Limits<N> = {}): Field<Value<string, N>> =>
  make("text", string.check(length(limits.max)), limits.nullable, value => isWithin(value, limits.max))

/** Text that names a record: at least one character that is no space. */
export const key = <const N extends boolean = false>(limits: Limits<N> = {}): Field<Value<string, N>> =>
  make(
    "key",
    string.check(length(limits.max), Schema.isPattern(visible, { message: "must not be blank" })),
    limits.nullable,
    value => isWithin(value, limits.max) && visible.test(value)
  )

const visible = /\S/u

const isMailAddress = (text: string): boolean => {
  if (plainAddress.test(text)) return true
  const at = text.indexOf("@")
  return at > 0 && text.slice(0, at).trim() !== "" && text.slice(at + 1).trim() !== ""
}

/** Nearly all addresses, told without taking them apart. */
const plainAddress = /^[!-?A-~]+@[!-~]+$/

/** Something, an @, something: no target refuses less, and stricter rules refuse real people (F49). */
export const email = <const N extends boolean = false>(limits: Limits<N>): Field<Value<string, N>> =>
  make(
    "email",
    string.check(
      length(limits.max),
      Schema.makeFilter<string>(isMailAddress, { message: "must be something@something" })
    ),
    limits.nullable,
    value => isWithin(value, limits.max) && isMailAddress(value)
  )

/** Whether a text is an absolute http or https address. */
export const isWebAddress = (text: string): boolean => {
  if (!/^https?:\/\/\S+$/iu.test(text)) return false
  return URL.canParse(text)
}

/** An absolute http or https address (F40). */
export const url = <const N extends boolean = false>(limits: Limits<N>): Field<Value<string, N>> =>
  make(
    "url",
    string.check(
      length(limits.max),
      Schema.makeFilter<string>(isWebAddress, {
        message: "must be an absolute http or https address",
        toJsonSchema: () => ({ format: "uri" })
      })
    ),
    limits.nullable,
    value => isWithin(value, limits.max) && isWebAddress(value)
  )

/** At most `items` texts of 1 to `max` code points; a set, its order means nothing. */
export const tags = <const N extends boolean = false>(
  limits: Limits<N> & { readonly items: number }
): Field<Value<ReadonlyArray<string>, N>> =>
  make(
    "tags",
    Schema.Array(string.check(length(limits.max))).check(
      Schema.isMaxLength(limits.items, { message: `must have at most ${limits.items} items` })
    ),
    limits.nullable,
    value =>
      Array.isArray(value) && value.length <= limits.items && value.every(tag => isWithin(tag, limits.max))
  )
