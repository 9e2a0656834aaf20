/** Where the value of a field comes from: a column and what is made of its text, or a constant. */
import { columnName } from "../table/header.ts"

/** A field's value out of one column. */
export interface FromColumn<out A> {
  readonly _tag: "FromColumn"
  readonly column: string
  /** Whether a table without the column is refused before anything is sent. */
  readonly required: boolean
  /** What a blank cell does to the field: leave it as it is, or clear it (Law 8, F32). */
  readonly blank: "leaves" | "clears"
  /** Of a text that is not blank and has no spaces around it; `undefined` is absent. */
  readonly value: (text: string) => A | undefined
}

/** A field's value that is the same in every record. */
export interface Constant<out A> {
  readonly _tag: "Constant"
  readonly value: A
}

/** A required column; `value` makes something of its text, and gives `undefined` to leave the field out. */
export function column(name: string): FromColumn<string>
export function column<A>(name: string, value: (text: string) => A | undefined): FromColumn<A>
export function column<A>(name: string, value?: (text: string) => A | undefined): FromColumn<A | string> {
  const required = { _tag: "FromColumn", column: columnName(name), required: true, blank: "leaves" } as const
  return { ...required, value: value ?? (text => text) }
}

/** A column that a table may lack: the field is absent then. */
export function optional(from: string): FromColumn<string>
export function optional<A>(from: FromColumn<A>): FromColumn<A>
export function optional<A>(from: string | FromColumn<A>): FromColumn<A | string> {
  return { ...given(from), required: false }
}

/** A column whose blank cells clear the field; it must be one that null clears. */
export function clearing(from: string): FromColumn<string | null>
export function clearing<A>(from: FromColumn<A>): FromColumn<A | null>
export function clearing<A>(from: string | FromColumn<A>): FromColumn<A | string | null> {
  return { ...given(from), blank: "clears" }
}

/** A list out of one cell; blank items are left out, and a list of nothing else is absent. */
export const split = (
  from: string | FromColumn<string>,
  separator: string
): FromColumn<ReadonlyArray<string>> =>
  then(from, text => {
    const items: Array<string> = []
    for (const item of text.split(separator)) if (!isBlank(item)) items.push(item.trim())
    return items.length === 0 ? undefined : items
  })

/** The text with something before it, so that the keys of several sources differ (F16); a blank cell stays absent. */
export const prefixed = (prefix: string, from: string | FromColumn<string>): FromColumn<string> =>
  then(from, text => `${prefix}${text}`)

/** The same value in every record. */
export const constant = <const A>(value: A): Constant<A> => ({ _tag: "Constant", value })

/** Whether there is nothing in a text that anybody sees. */
export const isBlank = (text: string): boolean =>
  text === "" || (!isInk(text.charCodeAt(0)) && !visible.test(text))

/** ASCII that is seen: what nearly every text begins with. */
const isInk = (code: number): boolean => code > 0x20 && code < 0x7f

const visible = /[^\s\u0085\u00ad\u200b-\u200d\u2060\ufeff]/u

function given<A>(from: string | FromColumn<A>): FromColumn<A | string> {
  return typeof from === "string" ? column(from) : from
}

const then = <A>(from: string | FromColumn<string>, next: (text: string) => A | undefined): FromColumn<A> => {
  const first = given(from)
  return {
    ...first,
    value: text => {
      const value = first.value(text)
      return value === undefined || isBlank(value) ? undefined : next(value)
    }
  }
}
