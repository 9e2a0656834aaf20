/** The sandbox's own side, under /sandbox: what is held, seeds, faults, and what went on. */
import { randomUUID } from "node:crypto"
import type { Decision, Directory } from "@rollcall/core"
import { Effect, Result, Stream } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import * as Body from "../Body.ts"
import * as Refusal from "../Refusal.ts"
import * as Faults from "./faults/Faults.ts"
import type { Powers } from "./faults/Kind.ts"
import { type List, lists } from "./lists.ts"
import type { Requests } from "./Requests.ts"
import * as Seed from "./Seed.ts"

/** The routes, without the key that `keyed` asks for. */
export const routes = (state: {
  readonly directory: Directory.Storage
  readonly faults: Faults.Faults
  readonly powers: Powers
  readonly requests: Requests
}) =>
  HttpRouter.addAll([
    ...lists.flatMap(list => [
      HttpRouter.route("GET", `/sandbox/${list.name}`, held(state.directory, list)),
      HttpRouter.route("POST", `/sandbox/${list.name}`, seed(state.directory, list))
    ]),
    HttpRouter.route("GET", "/sandbox/announced", announced(state.directory)),
    HttpRouter.route(
      "GET",
      "/sandbox/requests",
      shown(() => state.requests.counts())
    ),
    HttpRouter.route(
      "GET",
      "/sandbox/faults",
      shown(() => state.faults.left())
    ),
    HttpRouter.route("PUT", "/sandbox/faults", arm(state.faults, state.powers)),
    HttpRouter.route("DELETE", "/sandbox/faults", disarm(state.faults))
  ])

const held = (directory: Directory.Storage, { entity }: List) =>
  Effect.sync(() => ndjson(Stream.map(directory.held(entity), shownRecord)))

const shownRecord = ({ id, archived, fields }: Decision.Stored) => ({ id, archived, fields })

/** The credentials mails that would have gone out. */
const announced = (directory: Directory.Storage) =>
  Effect.map(Effect.orDie(directory.announced), all =>
    ndjson(Stream.fromIterable(all.filter(announcement => announcement.sendCredentials)))
  )

const ndjson = <E>(records: Stream.Stream<object, E>) =>
  HttpServerResponse.stream(
    records.pipe(
      Stream.map(record => `${JSON.stringify(record)}\n`),
      Stream.encodeText
    ),
    { contentType: "application/x-ndjson" }
  )

const seed = (directory: Directory.Storage, { entity }: List) =>
  refusing(
    Effect.gen(function* () {
      const parsed = Seed.parse(yield* Body.text, newId)
      const records = yield* Effect.fromResult(Result.mapError(parsed, Refusal.invalid))
      yield* Effect.orDie(directory.put(entity, records))
      return HttpServerResponse.jsonUnsafe({ put: records.length })
    })
  )

/** One that no other sandbox over the same storage has given. */
const newId = () => `seed-${randomUUID()}`

const arm = (faults: Faults.Faults, powers: Powers) =>
  refusing(
    Effect.gen(function* () {
      const parsed = Faults.parse(yield* Body.json, powers)
      faults.arm(yield* Effect.fromResult(Result.mapError(parsed, Refusal.invalid)))
      // A client would send its next request over the connection that it has, and a new one is awaited.
      const headers: Record<string, string> = faults.awaitConnections ? { connection: "close" } : {}
      return HttpServerResponse.jsonUnsafe(faults.left(), { headers })
    })
  )

const disarm = (faults: Faults.Faults) =>
  Effect.sync(() => {
    faults.arm([])
    return HttpServerResponse.jsonUnsafe(faults.left())
  })

const shown = (state: () => unknown) => Effect.sync(() => HttpServerResponse.jsonUnsafe(state()))

const refusing = <R>(answer: Effect.Effect<HttpServerResponse.HttpServerResponse, Refusal.Refusal, R>) =>
  Effect.catch(answer, refusal => Effect.succeed(Refusal.respond(refusal)))
