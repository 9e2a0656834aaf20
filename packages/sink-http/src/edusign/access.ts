/** What it takes to talk to a target, resolved when a run starts, or explained before anything is read or sent. */
import { type Misconfigured, Setting } from "@rollcall/core"
import { Effect, type Redacted } from "effect"
import type { Options } from "./options.ts"

export interface Access {
  readonly apiKey: Redacted.Redacted
  readonly baseUrl: string
}

/** The key and the address; what is missing or cannot be used is `Misconfigured`. */
export const accessOf = ({
  name,
  apiKey,
  baseUrl
}: Required<Pick<Options, "name" | "apiKey" | "baseUrl">>): Effect.Effect<Access, Misconfigured> =>
  Effect.all({
    apiKey: Setting.secret(name, "API key", apiKey),
    baseUrl: Setting.webAddress(name, "base URL", baseUrl)
  })
