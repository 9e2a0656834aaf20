/** Finds and loads `rollcall.config.ts`, or says in one message why it cannot be used. */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import type { Sync } from "@rollcall/core"
import { Effect, Option, Predicate } from "effect"
import { exitCodes } from "../exitCodes.ts"
import { Failure } from "../Failure.ts"

const names = ["rollcall.config.ts", "rollcall.config.mts", "rollcall.config.js", "rollcall.config.mjs"]

/** The sync that a configuration file exports by default: the file named, or the one in the working directory. */
export const loadConfig = (named: Option.Option<string>): Effect.Effect<Sync.Sync, Failure> =>
  Effect.gen(function* () {
    const path = Option.isSome(named)
      ? resolve(named.value)
      : names.map(name => resolve(name)).find(existsSync)
    if (path === undefined) return yield* refuse(`no ${names[0]} here. Make one, or name it with --config.`)
    if (!existsSync(path)) return yield* refuse(`${path}: there is no such file.`)
    const module = yield* Effect.tryPromise({
      try: (): Promise<object> => import(pathToFileURL(path).href),
      catch: error => refused(`${path}: cannot be loaded. ${reason(error)}`)
    })
    const sync: unknown = "default" in module ? module.default : undefined
    if (!isSync(sync))
      return yield* refuse(`${path}: must export defineSync({ name, target, steps }) by default.`)
    if (sync.steps.length === 0) return yield* refuse(`${path}: has no steps; there is nothing to do.`)
    return sync
  })

const refused = (message: string): Failure => new Failure({ message, exitCode: exitCodes.usage })
const refuse = (message: string): Effect.Effect<never, Failure> => Effect.fail(refused(message))

/** A configuration holds no personal data, so what its author did wrong may be quoted. */
const reason = (error: unknown): string => {
  const said = error instanceof Error ? error.message : String(error)
  return said.includes("outside a module")
    ? `${said}: name it ${names[1]}, or set "type": "module" in package.json.`
    : said
}

/** A sync whose steps can be opened, which only defineSync makes them. */
const isSync = (value: unknown): value is Sync.Sync => {
  if (!Predicate.isReadonlyObject(value) || !("name" in value) || !("target" in value)) return false
  const { steps } = Object(value)
  return Array.isArray(steps) && steps.every(step => Effect.isEffect(Object(step).open))
}
