/** One school's web services: asked politely, and never for more than is wanted. */
import {
  Download,
  Exchange,
  Limiter,
  type Misconfigured,
  type Row,
  Setting,
  type SourceError
} from "@rollcall/core"
import { Effect, Stream } from "effect"
import { Headers } from "effect/http"
import { type Access, type Endpoint, type Narrowed, request, tokenHeader } from "../api/endpoints.ts"
import { shaped } from "../api/Shape.ts"
import type { Settings } from "../options.ts"

export interface Service {
  readonly settings: Settings
  /** Whether the address and the token can be used. */
  readonly ready: Effect.Effect<void, Misconfigured>
  /** How a list is called in messages, and in the places of its rows. */
  readonly nameOf: <A>(endpoint: Endpoint<A>) => string
  /** The rows of a list. `Denied` names the endpoint that has to be ticked for the token. */
  readonly rows: <A>(endpoint: Endpoint<A>, narrowed?: Narrowed) => Stream.Stream<Row.Row<A>, SourceError>
  /** All of a short list: the records that can be read, and how many others there are. */
  readonly all: <A>(endpoint: Endpoint<A>) => Effect.Effect<All<A>, SourceError>
}

export interface All<A> {
  readonly records: ReadonlyArray<A>
  readonly damaged: number
}

/** All that is asked of it shares one rate limit; nothing is asked before rows are. */
export const service = (settings: Settings): Service => {
  const access = accessOf(settings)
  const admit = Limiter.make(settings.rate)
  const nameOf = <A>({ name }: Endpoint<A>) => `${settings.name}/${name}`
  const rows = <A>(endpoint: Endpoint<A>, narrowed: Narrowed = {}) =>
    Stream.unwrap(
      Effect.map(Effect.orDie(access), known =>
        Download.rows(request(known, endpoint, narrowed), {
          name: nameOf(endpoint),
          timeout: settings.timeout,
          access: `tick ${endpoint.path} for this token in YPAREO, or check the token`,
          admit,
          waits: settings.patience
        })
      )
    ).pipe(
      Stream.map(shaped(endpoint.reader)),
      Stream.provide(Exchange.client),
      Stream.updateService(Headers.CurrentRedactedNames, names => [...names, tokenHeader])
    )
  return {
    settings,
    ready: Effect.asVoid(access),
    nameOf,
    rows,
    all: endpoint =>
      Effect.map(Stream.runCollect(rows(endpoint)), found => {
        const records = found.flatMap(row => (row._tag === "Read" ? [row.value] : []))
        return { records, damaged: found.length - records.length }
      })
  }
}

const accessOf = ({ name, url, token }: Settings): Effect.Effect<Access, Misconfigured> =>
  Effect.all({
    baseUrl: Effect.map(Setting.webAddress(name, "URL", url), withoutPath),
    token: Setting.secret(name, "token", token)
  })

/** Addresses are often copied with the beginning of the paths. */
const withoutPath = (address: string): string => address.replace(/\/r(?:\/v1)?$/u, "")
