/** What a connector or a sink is told: each setting, or a sentence on what is wrong with it that never quotes it (Law 9). */
import { Config, Effect, Redacted } from "effect"
import { Misconfigured } from "./Trouble.ts"

/** Options with what they leave open filled in; what is `undefined` is left open, as what is not there. */
export const filled = <Given extends object, Defaults extends object>(
  options: Given,
  defaults: Defaults
): Given & Defaults => {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  // What is given has the type of its option, whatever default it takes the place of.
  return { ...defaults, ...Object.fromEntries(given) } as Given & Defaults
}

/** A secret as text that is wrapped at once, redacted, or read from the configuration at run time. */
export type Secret = string | Redacted.Redacted | Config.Config<Redacted.Redacted>

/** What can stand in a header as it is: fetch quotes the whole header, key included, when it refuses one. */
const headerText = /^[\x21-\x7e]+$/

/**
 * A secret without the spaces around it; one read from a file often brings its line end. An empty one, or one with
 * other characters than are allowed, is `Misconfigured`.
 */
export const secret = (
  name: string,
  what: string,
  setting: Secret,
  allowed: RegExp = headerText
): Effect.Effect<Redacted.Redacted, Misconfigured> =>
  given(name, typeof setting === "string" ? Redacted.make(setting) : setting).pipe(
    Effect.map(text => Redacted.make(Redacted.value(text).trim())),
    Effect.filterOrFail(
      text => allowed.test(Redacted.value(text)),
      () =>
        new Misconfigured({
          message: `${name}: the ${what} is empty or has a character that cannot be sent; copy it again`
        })
    )
  )

/** An absolute http or https address without a user in it, and without spaces around it or slashes at its end. */
export const webAddress = (
  name: string,
  what: string,
  setting: string | Config.Config<string>
): Effect.Effect<string, Misconfigured> =>
  given(name, setting).pipe(
    Effect.filterOrFail(
      isWebAddress,
      () =>
        new Misconfigured({
          message: `${name}: the ${what} must be an absolute http or https address, without a user in it`
        })
    ),
    // A URL is looked for past spaces, but with one before its path it is another.
    Effect.map(address => address.trim().replace(/\/+$/, ""))
  )

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
