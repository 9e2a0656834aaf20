/** One HTTP request and what it means: a body, or the reason why there is none, named after who must act. */
import { type Duration, Effect, Layer, Stream } from "effect"
import {
  FetchHttpClient,
  HttpClient,
  type HttpClientError,
  type HttpClientRequest,
  type HttpClientResponse
} from "effect/http"
import { Denied, Refused, type SinkError, Unavailable, Unexpected } from "../Trouble.ts"
import { faultCode } from "./faultCode.ts"
import { retryAfter } from "./RetryAfter.ts"

/** An answer with a status of success, read whole. */
export interface Answered {
  readonly status: number
  readonly body: string
}

/** What bounds an exchange. */
export interface Bounds {
  /** How the other side is called in messages. */
  readonly name: string
  /** From the first byte sent to the last byte of the answer. */
  readonly timeout: Duration.Duration
  /** Bytes of an answer that are read, after decompression; more is no answer. */
  readonly answerBytes: number
}

/** The client that needs nothing from its caller; redirects are answers to it, since a POST must not follow them. */
export const client: Layer.Layer<HttpClient.HttpClient> = FetchHttpClient.layer.pipe(
  Layer.provide(Layer.succeed(FetchHttpClient.RequestInit, { redirect: "manual" }))
)

/**
 * Makes one attempt at a request that changes something. 401, 403, other answers that only a person can mend, are
 * `Denied`; 408, 429, 5xx, time-outs and connection faults `Unavailable`, with what Retry-After asks; other 4xx
 * `Refused`, with the vendor's text as its note; an answer that breaks off or is too long `Unexpected`.
 */
export const exchange = (
  request: HttpClientRequest.HttpClientRequest,
  bounds: Bounds
): Effect.Effect<Answered, SinkError, HttpClient.HttpClient> =>
  HttpClient.execute(request).pipe(
    Effect.mapError(error => notConnected(bounds.name, error)),
    Effect.flatMap(response => interpret(response, bounds)),
    Effect.timeoutOrElse({
      duration: bounds.timeout,
      orElse: () =>
        Effect.fail(new Unavailable({ message: `${bounds.name}: no answer in time`, maybeApplied: true }))
    })
  )

const interpret = (
  response: HttpClientResponse.HttpClientResponse,
  bounds: Bounds
): Effect.Effect<Answered, SinkError> => {
  const { status } = response
  const said = `${bounds.name}: answered ${status}`
  if (status >= 200 && status < 300) {
    return Effect.map(readWhole(response, bounds), body => ({ status, body }))
  }
  if (status === 401 || status === 403)
    return Effect.fail(new Denied({ message: `${said}; check the credentials` }))
  if (status === 404 || status === 405 || status < 400) {
    return Effect.fail(new Denied({ message: `${said}; check the base URL` }))
  }
  if (status === 408 || status === 429 || status >= 500) {
    return Effect.flatMap(retryAfter(response.headers["retry-after"]), wait =>
      Effect.fail(
        // Only 429 says that the request was turned away; behind a gateway, any other may have been carried out.
        new Unavailable({ message: said, maybeApplied: status !== 429, ...(wait && { retryAfter: wait }) })
      )
    )
  }
  return readWhole(response, bounds).pipe(
    Effect.orElseSucceed(() => ""),
    Effect.flatMap(note => Effect.fail(new Refused({ message: said, note: note.slice(0, 2000) })))
  )
}

const readWhole = (
  response: HttpClientResponse.HttpClientResponse,
  { name, answerBytes }: Bounds
): Effect.Effect<string, Unexpected> => {
  const tooLong = new Unexpected({ message: `${name}: the answer has more than ${answerBytes} bytes` })
  return response.stream.pipe(
    Stream.catchIf(
      ({ reason }) => reason._tag === "EmptyBodyError",
      () => Stream.empty
    ),
    Stream.mapError(() => new Unexpected({ message: `${name}: the answer breaks off` })),
    Stream.limitBytes(answerBytes, () => Stream.fail(tooLong)),
    Stream.decodeText(),
    Stream.mkString
  )
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

const notConnected = (name: string, { reason }: HttpClientError.HttpClientError): SinkError => {
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
