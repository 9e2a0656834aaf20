/** `--forbid` and `--token-lifetime`: how the sandbox takes users. */
import { User } from "@rollcall/core"
import { Duration, Effect, Option } from "effect"
import { misused } from "../Failure.ts"

/** How the endpoint for users is to be; what cannot be is refused before anything listens. */
export const usersOf = (forbid: ReadonlyArray<string>, lifetime: string | undefined) =>
  Effect.gen(function* () {
    const unknown = forbid.find(field => !isField(field))
    if (unknown !== undefined)
      return yield* misused(`--forbid: users have no field ${JSON.stringify(unknown)}`)
    const fields = { forbid: forbid.filter(isField) }
    if (lifetime === undefined) return fields
    const tokenLifetime = Option.getOrUndefined(timeIn(lifetime))
    return tokenLifetime === undefined || !Duration.isPositive(tokenLifetime)
      ? yield* misused('--token-lifetime: must be a time, as 90s, "90 seconds" or 30m')
      : { ...fields, tokenLifetime }
  })

const units = { s: "seconds", m: "minutes", h: "hours" } as const

/** What has no end is no time. */
const timeIn = (text: string): Option.Option<Duration.Duration> => {
  const spelled = text
    .trim()
    .replace(/^(\d+) ?([smh])$/u, (_, count: string, unit: keyof typeof units) => `${count} ${units[unit]}`)
  return Option.filter(Duration.fromInput(spelled as Duration.Input), Duration.isFinite)
}

const isField = (name: string): name is keyof typeof User.fields => Object.hasOwn(User.fields, name)
