/** A 400 of the schema as its recipe has it: messages that name rows, rightly, wrongly or not at all. */
import type { Recipe } from "./recipes.ts"

type Records = ReadonlyArray<Record<string, unknown>>

/** What is answered to a request with these records. */
export const complaintsAbout = ({ complains, wrapping }: Recipe, records: Records): unknown =>
  wrappings[wrapping](complains.map(({ kind, at }) => complaints[kind](records, at % records.length)))

const has = (record: object | undefined, field: string): boolean => Object.hasOwn(Object(record), field)

/** Every record has one of the two. */
const other = { company: "title", title: "company" } as const
const hasOf = (record: object | undefined) => (has(record, "company") ? "company" : "title")

const lacks = (place: number, field: string) => `#/users/${place}: required key [${field}] not found`
const hasTooMuch = (place: number, field: string) =>
  `#/users/${place}: extraneous key [${field}] is not permitted`

export const complaints = {
  lacking: (records, at) => lacks(at, other[hasOf(records[at])]),
  extraneous: (records, at) => hasTooMuch(at, hasOf(records[at])),
  lackingFromOne: (records, at) => lacks(at + 1, other[hasOf(records[at])]),
  extraneousFromOne: (records, at) => hasTooMuch(at + 1, hasOf(records[at])),
  lackingWhatIsThere: (records, at) => lacks(at, hasOf(records[at])),
  extraneousAndNotThere: (records, at) => hasTooMuch(at, other[hasOf(records[at])]),
  lackingInside: (_, at) => `#/users/${at}/addresses/0: required key [city] not found`,
  field: (_, at) => `#/users/${at}/email: expected type: String, found: Null`,
  words: (_, at) => `#/users/${at}: the login is taken: "#/users/0: no"`,
  beyond: records => `#/users/${records.length}: no`,
  far: () => `#/users/${2 ** 53}: no`,
  padded: (_, at) => `#/users/0${at}: no`,
  nobody: () => "#: extraneous key [options] is not permitted",
  others: (_, at) => `#/customers/${at}: no`,
  aboutARow: (_, at) => `row #/users/${at}: no`,
  sentence: () => "Validation failed",
  number: (_, at) => at
} satisfies { readonly [kind: string]: (records: Records, at: number) => unknown }

export const wrappings = {
  right: messages => ({ error: { code: 10007, messages, status: 400, type: "SchemaValidationException" } }),
  short: messages => ({ error: { messages } }),
  flat: messages => ({ messages }),
  named: messages => ({ error: { messages: Object.fromEntries(messages.entries()) } }),
  joined: messages => ({ error: { messages: messages.join("\n") } }),
  list: messages => messages
} satisfies { readonly [name: string]: (messages: ReadonlyArray<unknown>) => unknown }
