/** One HTTP request and what it means: a body, or the reason why there is none, named after who must act. */
import { Clock, Duration, Effect, Layer, type Scope, Stream } from "effect"
import {
  FetchHttpClient,
  HttpClient,
  type HttpClientError,
  type HttpClientRequest,
  type HttpClientResponse
} from "effect/http"
import { Denied, Refused, type SinkError, Unavailable, Unexpected } from "../Trouble.ts"
import { faultCode } from "./faultCode.ts"
import { Gathered } from "./Gathered.ts"
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
 * `Refused`, with the vendor's text as its note; an answer that breaks off, is too long or is not UTF-8 `Unexpected`.
 * Whatever comes of it, nothing is left open: an answer that is not read to its end has its connection closed.
 */
export const exchange = (
  request: HttpClientRequest.HttpClientRequest,
  bounds: Bounds
): Effect.Effect<Answered, SinkError, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const inTime = yield* untilTimeout(bounds)
    const client = HttpClient.withScope(yield* HttpClient.HttpClient)
    const answered = Effect.mapError(client.execute(request), error => notConnected(bounds.name, error))
    return yield* interpret(yield* inTime(answered, tooLate(bounds)), bounds, inTime)
  }).pipe(Effect.scoped)

/** Lets an effect take what is left of the time, and another follow when that is not enough. */
type InTime = <A, E, E2 = never>(
  effect: Effect.Effect<A, E, Scope.Scope>,
  late: Effect.Effect<A, E2>
) => Effect.Effect<A, E | E2, Scope.Scope>

const untilTimeout = ({ timeout }: Bounds): Effect.Effect<InTime> =>
  Effect.map(
    Clock.currentTimeMillis,
    start => (effect, late) =>
      Effect.flatMap(Clock.currentTimeMillis, now => {
        const duration = Duration.millis(Math.max(0, start + Duration.toMillis(timeout) - now))
        return Effect.timeoutOrElse(effect, { duration, orElse: () => late })
      })
  )

const tooLate = ({ name }: Bounds): Effect.Effect<never, Unavailable> =>
  Effect.fail(new Unavailable({ message: `${name}: no answer in time`, maybeApplied: true }))

const interpret = (
  response: HttpClientResponse.HttpClientResponse,
  bounds: Bounds,
  inTime: InTime
): Effect.Effect<Answered, SinkError, Scope.Scope> => {
  const { status } = response
  const said = `${bounds.name}: answered ${status}`
  if (status >= 200 && status < 300) {
    return Effect.map(inTime(readWhole(response, bounds), tooLate(bounds)), body => ({ status, body }))
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
  return Effect.flatMap(readNote(response, inTime), note =>
    Effect.fail(new Refused({ message: said, note: note.slice(0, noteLength) }))
  )
}

const readWhole = (
  response: HttpClientResponse.HttpClientResponse,
  { name, answerBytes }: Bounds
): Effect.Effect<string, Unexpected> =>
  Effect.gen(function* () {
    const unexpected = (what: string) => new Unexpected({ message: `${name}: the answer ${what}` })
    const gathered = new Gathered(answerBytes)
    yield* response.stream.pipe(
      Stream.catchIf(
        ({ reason }) => reason._tag === "EmptyBodyError",
        () => Stream.empty
      ),
      Stream.mapError(() => unexpected("breaks off")),
      Stream.runForEach(piece =>
        gathered.add(piece) ? Effect.void : Effect.fail(unexpected(`has more than ${answerBytes} bytes`))
      )
    )
    return gathered.text() ?? (yield* unexpected("is not UTF-8"))
  })

/** UTF-16 units. */
const noteLength = 2000

/** The beginning of a refusal's text, as far as it comes: the refusal stands, whatever becomes of its words. */
const readNote = (
  { stream }: HttpClientResponse.HttpClientResponse,
  inTime: InTime
): Effect.Effect<string, never, Scope.Scope> => {
  // No character takes more than four bytes.
  const gathered = new Gathered(4 * noteLength)
  const read = stream.pipe(
    Stream.takeWhile(piece => gathered.add(piece)),
    Stream.runDrain,
    Effect.ignore
  )
  return Effect.map(inTime(read, Effect.void), () => gathered.anyText())
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
