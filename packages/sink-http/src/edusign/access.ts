/** What it takes to talk to a target, resolved when a run starts, or explained before anything is read or sent. */
import { Misconfigured } from "@rollcall/core"
import { Config, Effect, Redacted } from "effect"
import type { Options } from "./options.ts"

export interface Access {
  readonly apiKey: Redacted.Redacted
  readonly baseUrl: string
}

/** The key and the address; what is missing or cannot be used is `Misconfigured`, and never quoted (Law 9). */
export const accessOf = (
  options: Required<Pick<Options, "name" | "apiKey" | "baseUrl">>
): Effect.Effect<Access, Misconfigured> => {
  const { name, apiKey, baseUrl } = options
  const misconfigured = (message: string) => () => new Misconfigured({ message: `${name}: ${message}` })
  const redacted = typeof apiKey === "string" ? Redacted.make(apiKey) : apiKey
  return Effect.all({
    apiKey: given(name, redacted).pipe(
      // A key that is read from a file often brings its line end.
      Effect.map(key => Redacted.make(Redacted.value(key).trim())),
      Effect.filterOrFail(
        key => isHeaderText(Redacted.value(key)),
        misconfigured("the API key is empty or has a character that cannot be sent; copy it again")
      )
    ),
    baseUrl: given(name, baseUrl).pipe(
      Effect.filterOrFail(
        isWebAddress,
        misconfigured("the base URL must be an absolute http or https address, without a user in it")
      )
    )
  })
}

/** What fetch puts into a header as it is; it quotes the whole header, key included, when it refuses one. */
const isHeaderText = (key: string): boolean => /^[\x21-\x7e]+$/.test(key)

const isWebAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, username, password } = new URL(address)
  return (protocol === "https:" || protocol === "http:") && username === "" && password === ""
}

/** The setting's value; of a missing or wrong one the variable is named. */
const given = <A>(name: string, setting: A | Config.Config<A>): Effect.Effect<A, Misconfigured> =>
  Config.isConfig(setting)
    ? (setting as Config.Config<A>).pipe(
        Effect.mapError(({ message }) => {
          const variables = [...message.matchAll(/\["([^"]+)"\]/g)].map(found => found[1])
          const which = variables.length === 0 ? "a setting" : variables.join("_")
          return new Misconfigured({
            message: `${name}: ${which} is not set or not valid; set it in the environment`
          })
        })
      )
    : Effect.succeed(setting)
