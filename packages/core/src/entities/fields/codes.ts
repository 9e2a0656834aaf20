/** Fields that hold text of one written form: one of a few words, a date, a language. */
import { Schema } from "effect"
import { type Field, make, type Nullable, type Value } from "./Kind.ts"

/** One of these words, in this very spelling. */
export const oneOf = <
  const Words extends readonly [string, ...Array<string>],
  const N extends boolean = false
>(
  words: Words,
  { nullable }: Nullable<N> = {}
): Field<Value<Words[number], N>> => {
  const message = `must be one of ${words.join(", ")}`
  // A codec of these words, which the compiler does not read from the list.
  const schema = Schema.Literals(words).annotate({ message }) as unknown as Schema.Codec<Words[number]>
  return make("oneOf", schema, nullable, value => words.some(word => word === value))
}

/** A day that the calendar has, without an offset: the 30th of February is none. */
export const isDate = (text: string): boolean => {
  const day = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** An ISO 8601 date, yyyy-MM-dd, of a day that there is. */
export const date = <const N extends boolean = false>({
  nullable
}: Nullable<N> = {}): Field<Value<string, N>> =>
  make(
    "date",
    Schema.String.check(
      Schema.makeFilter<string>(isDate, {
        message: "must be a date as yyyy-MM-dd",
        toJsonSchema: () => ({ format: "date" })
      })
    ),
    nullable,
    value => typeof value === "string" && isDate(value)
  )

/** A language as ISO 639-1 writes it: two small letters. */
export const language = <const N extends boolean = false>({
  nullable
}: Nullable<N> = {}): Field<Value<string, N>> =>
  make(
    "language",
    Schema.String.check(
      Schema.isPattern(twoLetters, { message: "must be two small letters, as ISO 639-1 has them" })
    ),
    nullable,
    value => typeof value === "string" && twoLetters.test(value)
  )

const twoLetters = /^[a-z]{2}$/u
