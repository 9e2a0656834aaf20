/** A target at any address, which waits for nothing that a test would feel. */
import { Duration } from "effect"
import { Edusign } from "../src/index.ts"

export type Options = Partial<Edusign.Options>

export const apiKey = "key-for-tests"

/** Two attempts after the first; gives up on who asks for more than half a second. */
export const patience = { retries: 2, firstWait: Duration.millis(2), longestWait: Duration.millis(500) }

export const targetAt = (baseUrl: string, options: Options = {}) =>
  Edusign.target({ apiKey, baseUrl, patience, resendAfter: Duration.millis(2), ...options })
