/** What it means that the other side did not do what it was asked, named after who must act. */
import { Effect } from "effect"
import type { HttpClientError, HttpClientResponse } from "effect/http"
import { Denied, Unavailable } from "../Trouble.ts"
import { faultCode } from "./faultCode.ts"
import { retryAfter } from "./RetryAfter.ts"

/**
 * Fails with what an answer without success means: 401, 403 and what else only a person can mend is `Denied`; 408, 429
 * and 5xx `Unavailable`, with what Retry-After asks. Succeeds for another 4xx: what was asked for was refused.
 */
export const unlessRefused = (
  { status, headers }: HttpClientResponse.HttpClientResponse,
  name: string,
  access = "check the credentials"
): Effect.Effect<void, Denied | Unavailable> => {
  const said = `${name}: answered ${status}`
  if (status === 401 || status === 403) return Effect.fail(new Denied({ message: `${said}; ${access}` }))
  if (status === 404 || status === 405 || status < 400) {
    return Effect.fail(new Denied({ message: `${said}; check the base URL` }))
  }
  if (status !== 408 && status !== 429 && status < 500) return Effect.void
  return Effect.flatMap(retryAfter(headers["retry-after"]), wait =>
    Effect.fail(
      // Only 429 says that the request was turned away; behind a gateway, any other may have been carried out.
      new Unavailable({ message: said, maybeApplied: status !== 429, ...(wait && { retryAfter: wait }) })
    )
  )
}

/** What it means that a request got no answer at all. */
export const notConnected = (
  name: string,
  { reason }: HttpClientError.HttpClientError
): Denied | Unavailable => {
  if (reason._tag === "InvalidUrlError") return new Denied({ message: `${name}: the base URL is no URL` })
  const code = faultCode("cause" in reason ? reason.cause : undefined)
  if (code !== undefined && certificate.test(code)) {
    return new Denied({
      message: `${name}: its certificate is not to be trusted (${code}); check the base URL`
    })
  }
  const said = `${name}: the connection failed${code === undefined ? "" : ` (${code})`}`
  return new Unavailable({ message: said, maybeApplied: code === undefined || !beforeSending.has(code) })
}

/** Faults that come before anything was sent: the request cannot have been carried out. */
const beforeSending = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT"
])

/** Codes of a certificate that has expired, is of another host or of nobody known. */
const certificate = /CERT|SELF_SIGNED|LEAF_SIGNATURE/
