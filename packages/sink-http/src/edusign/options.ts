/** What a target of Edusign is told, each option with its default. */
import { type Limiter, type Patience, patience, Setting } from "@rollcall/core"
import { type Config, Duration } from "effect"
import { checkBatchRecords } from "../wire/checkBatchRecords.ts"

export interface Options {
  /** The school's API key, as text that is wrapped at once, redacted, or read from the configuration at run time. */
  readonly apiKey: Setting.Secret
  /** How the target is called in reports: `edusign`. */
  readonly name?: string
  /** `https://api.edusign.com` [seen]; a sandbox gives its own. */
  readonly baseUrl?: string | Config.Config<string>
  /**
   * Which records an answer must list (docs/contract.md 1.1): `all` of them; `failuresOnly` and `none` believe the
   * status 200 or 207 for what is not listed.
   */
  readonly results?: "all" | "failuresOnly" | "none"
  /** The name of a group's picture on the wire: `logoUrl` (docs/contract.md 1.11). */
  readonly groupPicture?: "logoUrl" | "photoUrl"
  /** Records in one request: 1000, which is the most that the vendor takes [said]. */
  readonly batchRecords?: number
  /** Bytes of one request's records: 4 MiB. */
  readonly batchBytes?: number
  /** Requests to this target, all entities together: 24 a minute [seen]. */
  readonly rate?: Limiter.Rate
  /** From the first byte sent to the last byte of the answer: 2 minutes. */
  readonly timeout?: Duration.Duration
  /** Attempts at one request after the first, and the waits between them: five, from 1 second to 2 minutes. */
  readonly patience?: Patience
  /** How long a repeated request may be taken for the same one: 6 seconds, one more than the vendor's window [seen]. */
  readonly resendAfter?: Duration.Duration
}

const defaults = {
  name: "edusign",
  baseUrl: "https://api.edusign.com",
  results: "all",
  groupPicture: "logoUrl",
  batchRecords: 1000,
  batchBytes: 4 * 1024 * 1024,
  rate: { requests: 24, per: Duration.minutes(1) },
  timeout: Duration.minutes(2),
  patience,
  resendAfter: Duration.seconds(6)
} as const satisfies Omit<Required<Options>, "apiKey">

/**
 * The options with what they leave open filled in; `undefined` leaves open. Throws a RangeError for a number of records
 * that the vendor does not take [said].
 */
export const settingsOf = (options: Options): Required<Options> => {
  const settings: Required<Options> = Setting.filled(options, { apiKey: "", ...defaults })
  checkBatchRecords(settings.batchRecords, defaults.batchRecords)
  return settings
}
