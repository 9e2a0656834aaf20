/** Settings that may come from the configuration at run time, resolved or explained. */
import { Misconfigured } from "@rollcall/core"
import { Config, Effect } from "effect"

/** The setting's value; a missing one is `Misconfigured`, naming the variable and never its content. */
export const given = <A>(name: string, setting: A | Config.Config<A>): Effect.Effect<A, Misconfigured> =>
  Config.isConfig(setting)
    ? (setting as Config.Config<A>).pipe(
        Effect.mapError(({ message }) => {
          const variables = [...message.matchAll(/\["([^"]+)"\]/g)].map(found => found[1])
          const which = variables.length === 0 ? "a setting" : variables.join(".")
          return new Misconfigured({
            message: `${name}: ${which} is not set or not valid; set it in the environment`
          })
        })
      )
    : Effect.succeed(setting)
