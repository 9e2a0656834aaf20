/** What a target of Propeller is told, each option with its default. */
import { type Limiter, type Patience, patience, Setting, User } from "@rollcall/core"
import { type Config, Duration } from "effect"
import { checkBatchRecords } from "../wire/checkBatchRecords.ts"

/** The name of a user's field. */
type FieldName = keyof (typeof User)["fields"]

export interface Options {
  /** The id of the client that asks for tokens: text, redacted, or read from the configuration at run time. */
  readonly clientId: Setting.Secret
  /** Its secret: text that is wrapped at once, redacted, or read from the configuration at run time. */
  readonly clientSecret: Setting.Secret
  /** How the target is called in reports: `propeller`. */
  readonly name?: string
  /** `https://api.helice.cloud/v2` [seen]; a sandbox gives its own, which ends in `/v2` too. */
  readonly baseUrl?: string | Config.Config<string>
  /** Where tokens are granted: `/oauth2/token` on the host of the base URL [seen]. */
  readonly tokenUrl?: string | Config.Config<string>
  /**
   * The fields that may be sent: all, which is both lists of docs/contract.md 2. One that is not among them is left out
   * with a warning, since an unknown key makes the target refuse the whole batch [seen].
   */
  readonly fields?: ReadonlyArray<FieldName>
  /**
   * `"server"` leaves it to the target which fields are required and which are known; unless it is given, both are
   * checked before anything is sent.
   */
  readonly trust?: "server"
  /**
   * What becomes of a `sourceId` that would be another one as a number, like `007` (docs/contract.md 2.6): `asGiven`
   * sends it as text; `refuse` rejects its record.
   */
  readonly sourceIds?: "asGiven" | "refuse"
  /** Records in one request: 1000 [decided]. */
  readonly batchRecords?: number
  /** Bytes of one request's records: 4 MiB [decided]. */
  readonly batchBytes?: number
  /** Requests to this target: 60 a minute [decided]; tokens are not counted. */
  readonly rate?: Limiter.Rate
  /** From the first byte sent to the last byte of the answer: 2 minutes. */
  readonly timeout?: Duration.Duration
  /** Attempts at one request after the first, and the waits between them: five, from 1 second to 2 minutes. */
  readonly patience?: Patience
  /** How long a repeated request may be taken for the same one: not at all [decided], since no window is known. */
  readonly resendAfter?: Duration.Duration
}

/** The options, with those filled in that have a default of their own. */
export type Settings = Options & typeof defaults

const defaults: Omit<Required<Options>, "clientId" | "clientSecret" | "tokenUrl" | "fields" | "trust"> = {
  name: "propeller",
  baseUrl: "https://api.helice.cloud/v2",
  sourceIds: "asGiven",
  batchRecords: 1000,
  batchBytes: 4 * 1024 * 1024,
  rate: { requests: 60, per: Duration.minutes(1) },
  timeout: Duration.minutes(2),
  patience,
  resendAfter: Duration.zero
}

/**
 * The options with what they leave open filled in. Throws a RangeError for a number of records that is none, and for
 * fields that users do not have or of which one names them.
 */
export const settingsOf = (options: Options): Settings => {
  const settings: Settings = Setting.filled(options, { ...noCredentials, ...defaults })
  checkBatchRecords(settings.batchRecords, defaults.batchRecords)
  if (settings.fields !== undefined) checkFields(settings.fields)
  return settings
}

/** A service in JavaScript may give undefined, and is told so when the target is used. */
const noCredentials = { clientId: "", clientSecret: "" }

const checkFields = (fields: ReadonlyArray<string>): void => {
  const unknown = fields.find(field => !Object.hasOwn(User.fields, field))
  if (unknown !== undefined) throw new RangeError(`fields: users have no field ${unknown}`)
  const lacking = ["source", "sourceId"].find(field => !fields.includes(field))
  if (lacking !== undefined) throw new RangeError(`fields: without ${lacking} nobody is named`)
}
