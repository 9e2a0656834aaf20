/** What a school at YPAREO is told, each option with its default. */
import { type Limiter, Setting, type Waits } from "@rollcall/core"
import { type Config, Duration } from "effect"

export interface Options {
  /** The address up to `/r/v1`, as in `https://<school>.ymag.cloud/index.php` (docs/ypareo.md 1). */
  readonly url: string | Config.Config<string>
  /** The web service's token, as text that is wrapped at once, redacted, or read from the configuration at run time. */
  readonly token: Setting.Secret
  /** How the school is called in reports: `ypareo`. */
  readonly name?: string
  /** The code of a school year; `current` looks it up in every run: the one that today lies in (docs/ypareo.md 4). */
  readonly period?: "current" | string | number
  /** Codes of sites: only what belongs to them is read. All unless given. */
  readonly sites?: ReadonlyArray<string | number>
  /** Until an answer begins, and then from each piece of it to the next: 2 minutes. All learners can take 20 s [seen]. */
  readonly timeout?: Duration.Duration
  /** Requests to this school, all lists together: 30 a minute [decided]; no limit is documented. */
  readonly rate?: Limiter.Rate
  /** Attempts at one request after the first, and the waits between them: three, over about ten seconds. */
  readonly patience?: Waits.Waits
}

/** The options with nothing left open, and with codes as text. */
export interface Settings extends Required<Omit<Options, "period" | "sites">> {
  readonly period: string
  readonly sites: ReadonlyArray<string>
}

const defaults = {
  url: "",
  token: "",
  name: "ypareo",
  period: "current",
  sites: [],
  timeout: Duration.minutes(2),
  rate: { requests: 30, per: Duration.minutes(1) },
  patience: { retries: 3, firstWait: Duration.seconds(2), longestWait: Duration.minutes(2) }
} as const satisfies Settings

/**
 * The options with what they leave open filled in; `undefined` leaves open. Throws a RangeError for a period or a site
 * whose code is blank, since a blank parameter may be taken for none.
 */
export const settingsOf = (options: Options): Settings => {
  const settings: Required<Options> = Setting.filled(options, defaults)
  return {
    ...settings,
    period: codeOf("period", settings.period),
    sites: settings.sites.map(code => codeOf("sites", code))
  }
}

const codeOf = (option: string, given: string | number): string => {
  const code = String(given).trim()
  if (code === "") throw new RangeError(`${option}: a code is blank`)
  return code
}
