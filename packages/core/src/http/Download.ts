/** What a service gives when it is asked and nothing is changed: a list of records, or one JSON value. */
import { type Duration, Effect, Exit, Pull, Scope, Stream } from "effect"
import { HttpClient, type HttpClientRequest, type HttpClientResponse } from "effect/http"
import * as JsonList from "../source/JsonList.ts"
import type { Row } from "../source/Row.ts"
import { type SourceError, Unavailable, Unexpected } from "../Trouble.ts"
import { again, type Waits } from "../Waits.ts"
import { Gathered } from "./Gathered.ts"
import { readAhead } from "./readAhead.ts"
import { notConnected, unlessRefused } from "./trouble.ts"

/** What bounds one attempt. */
export interface Bounds {
  /** How what is read is called in messages, and in the places of its rows. */
  readonly name: string
  /** Until the answer begins, and then from each piece of it to the next; time spent on the rows does not count. */
  readonly timeout: Duration.Duration
  /** What a person should do about a 401 or 403: `check the credentials`. */
  readonly access?: string
}

/** What a list is read under. */
export interface Terms extends Bounds, JsonList.Limits {
  /** Waits for a place in the service's rate limit; asked before every attempt. */
  readonly admit: Effect.Effect<void>
  /** How often and how long it is tried again, until its first bytes are there. */
  readonly waits: Waits
  /** Bytes of an answer that may wait in memory while a target takes its time: 32 MiB. */
  readonly ahead?: number
}

/**
 * The records of a list, an array or an object that lists them by key, as they arrive. `Denied` and `Unavailable` as
 * `Exchange.exchange` says; `Unavailable` too when the answer is empty, is a web page or breaks off; `Unexpected` when
 * it is refused or is no list. Nothing is asked for before the rows are.
 */
export const rows = (
  request: HttpClientRequest.HttpClientRequest,
  terms: Terms
): Stream.Stream<Row<unknown>, SourceError, HttpClient.HttpClient> => {
  const attempt = closedOnFailure(Effect.andThen(terms.admit, begin(request, terms)))
  const bytes = Stream.unwrap(again(attempt, terms.waits))
  return JsonList.rows(readAhead(bytes, terms.ahead ?? 32 * 1024 * 1024), terms.name, terms)
}

/** One attempt at a JSON value, read whole: a page of a list, say. Fails as `rows` does, and `Unexpected` when too long. */
export const json = (
  request: HttpClientRequest.HttpClientRequest,
  bounds: Bounds & {
    /** Bytes of an answer that are read, after decompression. */
    readonly answerBytes: number
  }
): Effect.Effect<unknown, SourceError, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const { name, answerBytes } = bounds
    const unexpected = (what: string) => new Unexpected({ message: `${name}: the answer ${what}` })
    const gathered = new Gathered(answerBytes)
    yield* Stream.runForEach(yield* begin(request, bounds), piece =>
      gathered.add(piece) ? Effect.void : Effect.fail(unexpected(`has more than ${answerBytes} bytes`))
    )
    const text = gathered.text()
    if (text === undefined) return yield* unexpected("is not UTF-8")
    return yield* Effect.try({ try: (): unknown => JSON.parse(text), catch: () => unexpected("is no JSON") })
  }).pipe(Effect.scoped)

type Bytes = Stream.Stream<Uint8Array, SourceError>

/** Makes the request and waits for the first bytes that say something. */
const begin = (
  request: HttpClientRequest.HttpClientRequest,
  bounds: Bounds
): Effect.Effect<Bytes, SourceError, HttpClient.HttpClient | Scope.Scope> =>
  Effect.gen(function* () {
    const { name, timeout, access } = bounds
    const client = HttpClient.withScope(yield* HttpClient.HttpClient)
    const response = yield* client.execute(request).pipe(
      Effect.mapError(error => notConnected(name, error)),
      Effect.timeoutOrElse({ duration: timeout, orElse: () => Effect.fail(tooLate(name)) })
    )
    if (response.status < 200 || response.status >= 300) {
      yield* unlessRefused(response, name, access)
      return yield* new Unexpected({ message: `${name}: answered ${response.status}` })
    }
    return yield* saying(name, body(response, bounds))
  })

const body = (response: HttpClientResponse.HttpClientResponse, { name, timeout }: Bounds): Bytes =>
  response.stream.pipe(
    Stream.catchIf(
      ({ reason }) => reason._tag === "EmptyBodyError",
      () => Stream.empty
    ),
    Stream.mapError(() => new Unavailable({ message: `${name}: the answer breaks off` })),
    Stream.timeoutOrElse({ duration: timeout, orElse: () => Stream.fail(tooLate(name)) })
  )

const tooLate = (name: string): Unavailable => new Unavailable({ message: `${name}: no answer in time` })

/** The same bytes, once the first of them are there: an empty body and a web page are no answers, whatever their status. */
const saying = (name: string, bytes: Bytes): Effect.Effect<Bytes, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const pull = yield* Stream.toPull(bytes)
    let pieces: ReadonlyArray<Uint8Array> = []
    while (pieces.length === 0) {
      const more = yield* Pull.catchDone(pull, () => Effect.succeed(undefined))
      if (more === undefined) {
        return yield* new Unavailable({ message: `${name}: answered with an empty body` })
      }
      // Some servers send spaces while they are still at work, so that the connection stays open.
      const start = more.findIndex(piece => piece.some(isVisible))
      pieces = start === -1 ? [] : more.slice(start)
    }
    const first = pieces[0]?.find(isVisible)
    if (first === lessThan) {
      const message = `${name}: answered with a web page instead of JSON; check the base URL, unless the service is being maintained`
      return yield* new Unavailable({ message })
    }
    return Stream.concat(Stream.fromArray(pieces), Stream.fromPull(Effect.succeed(pull)))
  })

const isVisible = (byte: number): boolean => byte > 0x20
const lessThan = 0x3c

/** Lets go of what an attempt holds as soon as it fails, and not when the stream ends. */
const closedOnFailure = <A, E, R>(
  attempt: Effect.Effect<A, E, R | Scope.Scope>
): Effect.Effect<A, E, Exclude<R, Scope.Scope> | Scope.Scope> =>
  Effect.gen(function* () {
    const scope = yield* Scope.fork(yield* Effect.scope)
    return yield* attempt.pipe(
      Scope.provide(scope),
      Effect.onExit(exit => (Exit.isFailure(exit) ? Scope.close(scope, exit) : Effect.void))
    )
  })
