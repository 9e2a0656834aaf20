/** One HTTP request and what it means: a body, or the reason why there is none, named after who must act. */
import { Clock, Duration, Effect, Layer, type Scope, Stream } from "effect"
import { FetchHttpClient, HttpClient, type HttpClientRequest, type HttpClientResponse } from "effect/http"
import { Refused, type SinkError, Unavailable, Unexpected } from "../Trouble.ts"
import { Gathered } from "./Gathered.ts"
import { notConnected, unlessRefused } from "./trouble.ts"

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
  if (status >= 200 && status < 300) {
    return Effect.map(inTime(readWhole(response, bounds), tooLate(bounds)), body => ({ status, body }))
  }
  return unlessRefused(response, bounds.name).pipe(
    Effect.andThen(readNote(response, inTime)),
    Effect.flatMap(note =>
      Effect.fail(
        new Refused({ message: `${bounds.name}: answered ${status}`, note: note.slice(0, noteLength) })
      )
    )
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
