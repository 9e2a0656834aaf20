/** Refuses options that no type allows: they come from plain JavaScript, or from a file of settings. */
import { Unreadable } from "@rollcall/core"
import { encodings } from "./bytes/encoding.ts"
import type { Options } from "./options.ts"
import { delimiterNames } from "./table/delimiter.ts"

/** Names the first option that cannot be meant, and not its value; nothing when all can. */
export const misdeclared = (name: string, options: Options): Unreadable | undefined => {
  const wrong = rules.find(({ option, holds }) => options[option] !== undefined && !holds(options[option]))
  if (wrong === undefined) return undefined
  return new Unreadable({
    message: `${name}: the option ${wrong.option} must be ${wrong.be}. Correct it, or leave it out; nothing was sent.`
  })
}

interface Rule {
  readonly option: keyof Options
  readonly holds: (value: unknown) => boolean
  readonly be: string
}

const oneOf = (option: keyof Options, values: ReadonlyArray<string>, said = values): Rule => ({
  option,
  holds: value => values.some(known => known === value),
  be: new Intl.ListFormat("en-GB", { type: "disjunction" }).format(said)
})

const rules: ReadonlyArray<Rule> = [
  oneOf("encoding", encodings),
  oneOf("delimiter", Object.keys(delimiterNames), Object.values(delimiterNames)),
  oneOf("apostrophes", ["refuse", "strip"]),
  {
    option: "longestLine",
    holds: value => Number.isInteger(value) && Number(value) >= 1,
    be: "a whole number of characters, 1 or more"
  }
]
