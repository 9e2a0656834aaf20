/** The look-alike of YPAREO beside the bulk endpoints, behind the sandbox's own key, and its faults. */
import { Effect, Layer, type Redacted, Result, Schema } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import * as Body from "../Body.ts"
import * as Refusal from "../Refusal.ts"
import * as Lookalike from "../ypareo/Lookalike.ts"
import { keyed } from "./keyed.ts"

/** What the look-alike holds, and how it answers (docs/ypareo-lookalike.md 2). */
export interface Options extends Pick<Lookalike.Options, "records" | "lists"> {
  /** The endpoints that are not ticked for the key, each with what it answers. */
  readonly denied?: NonNullable<Lookalike.Token["denied"]>
}

/** Its lists under `/index.php/r/v1`, with the key as their token, and its faults under `/sandbox/ypareo/faults`. */
export const layer = (apiKey: Redacted.Redacted, { denied, ...options }: Options) => {
  const faults = new Lookalike.Faults()
  const token = { value: apiKey, ...(denied && { denied }) }
  return Layer.merge(
    Lookalike.layer({ ...options, tokens: [token], faults }),
    Layer.provide(routes(faults), keyed(apiKey))
  )
}

const path = "/sandbox/ypareo/faults"

const routes = (faults: Lookalike.Faults) =>
  HttpRouter.addAll([
    HttpRouter.route("GET", path, left(faults)),
    HttpRouter.route("PUT", path, arm(faults)),
    HttpRouter.route("DELETE", path, Effect.andThen(armWith(faults, []), left(faults)))
  ])

const left = (faults: Lookalike.Faults) => Effect.sync(() => HttpServerResponse.jsonUnsafe(faults.left()))

const arm = (faults: Lookalike.Faults) =>
  Body.json.pipe(
    Effect.flatMap(given => Effect.fromResult(Result.mapError(decode(given), invalid))),
    Effect.flatMap(given => armWith(faults, given)),
    Effect.andThen(left(faults)),
    Effect.catch(refusal => Effect.succeed(Refusal.respond(refusal)))
  )

const armWith = (faults: Lookalike.Faults, given: ReadonlyArray<Lookalike.Fault>) =>
  Effect.sync(() => faults.arm(given))

/** A misspelt field would make another fault than was meant. */
const decode = Schema.decodeUnknownResult(Schema.Array(Lookalike.Fault), { onExcessProperty: "error" })

const invalid = (error: Schema.SchemaError) => Refusal.invalid(error.message)
