/**
 * A proof of Law 2: answers of every kind, over a real connection, through the client and the delivery to the verdict
 * that a user gets; each verdict is held against a plain reading of the answers that its record was in.
 */
import { Delivery, type Entity, type Sink, Verdict } from "@rollcall/core"
import { Arbitrary, Effect, Schema, type Scope } from "effect"
import { expect, inject, type TestContext } from "vitest"
import type { Proof } from "../../../../prove/counts.ts"
import { type Reply, recordsOf, says } from "../Scripted.ts"
import type { Transport } from "./transport.ts"

/** What an answer says of its records, by their keys. */
export interface Reading {
  readonly accepted: ReadonlyArray<string>
  readonly refused: ReadonlyArray<string>
}

/** What one request got. */
interface Answered extends Reading {
  /** Those who were refused with others, so that the answer blames nobody. */
  readonly together: ReadonlyArray<string>
}

type Received = ReadonlyArray<Record<string, unknown>>

/** What is to be proved of one client. */
export interface Claim<R extends Transport, F extends Entity.Fields> {
  readonly proof: Proof
  readonly recipes: Arbitrary.Arbitrary<R>
  /** The record with this place in its batch, and its key. */
  readonly recordOf: (place: number) => { readonly upsert: Entity.Upsert<F>; readonly key: string }
  /** The key of a record as it came over the wire. */
  readonly keyOf: (record: Record<string, unknown>) => string
  readonly bodyOf: (recipe: R, records: Received) => string
  /** What an answer with a status of success says; undefined stands for a body that is no JSON. */
  readonly read: (body: unknown, records: Received) => Reading
  /** The keys of those whom a refusal names. */
  readonly named?: (body: string, records: Received) => ReadonlyArray<string>
  /** A sink whose requests with records are answered so. */
  readonly sinkFor: (reply: Reply) => Effect.Effect<Sink<F>, never, Scope.Scope>
}

/** Tries as many answers as are to be tried, and leaves the figures. */
export const proving = <R extends Transport, F extends Entity.Fields>(
  claim: Claim<R, F>,
  { task }: Pick<TestContext, "task">
) =>
  Effect.gen(function* () {
    const counts = inject("counts")
    const { state, reply } = playing(claim)
    const sink = yield* claim.sinkFor(reply)
    const became = { accepted: 0, rejected: 0, unknown: 0, "not attempted": 0 }
    const mistakes = { "wrongly accepted": 0, "wrongly rejected": 0, "proved and not believed": 0 }
    let answers = 0
    let all = 0

    const check = yield* Arbitrary.checkEffect(
      deliveries(claim.recipes),
      ({ records, answers: script }) =>
        Effect.gen(function* () {
          Object.assign(state, { script, answered: [] })
          const batch = Array.from({ length: records }, (_, place) => ({
            ...claim.recordOf(place),
            sent: false
          }))
          const { verdicts } = yield* new Delivery.Delivery(sink).deliver(batch)
          answers += state.answered.length
          all += records
          const found = batch.flatMap(({ key }, place) => {
            const verdict = verdicts[place] ?? { _tag: "NotAttempted" }
            became[classOf(verdict)] += 1
            const mistake = mistakeIn(verdict, key, state.answered)
            if (mistake === undefined) return []
            mistakes[mistake] += 1
            return [`${key}: ${mistake}`]
          })
          return found.length === 0 || (yield* Effect.fail(found))
        }),
      { runs: counts[claim.proof], seed: counts.seed }
    )

    task.meta.proof = {
      proof: claim.proof,
      tried: answers,
      figures: { "records in them": all, ...became, ...mistakes }
    }
    expect(Arbitrary.formatCheckFailure(check)).toBeUndefined()
    // Answers that are all believed, or none, would prove nothing.
    expect(became.accepted / all).toBeGreaterThan(0.2)
    expect(became.unknown / all).toBeGreaterThan(0.2)
    expect(became.rejected / all).toBeGreaterThan(0.05)
  })

/** A batch of so many records, and how the requests with them are answered, in turn. */
const deliveries = <R>(recipes: Arbitrary.Arbitrary<R>) =>
  Arbitrary.all({
    records: Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 7 }))),
    answers: Arbitrary.array(recipes, { minLength: 1, maxLength: 3 })
  })

/** Answers as the recipes say, and writes down what each answer proves. */
const playing = <R extends Transport, F extends Entity.Fields>(claim: Claim<R, F>) => {
  const state: { script: ReadonlyArray<R>; answered: Array<Answered> } = { script: [], answered: [] }
  const reply: Reply = (response, request) => {
    // fetch repeats a request by itself after a 421, and without its body when that answer broke off.
    if (request.body === "") return says(400, {})(response, request)
    const records = recordsOf(request)
    const recipe = state.script[state.answered.length % state.script.length]
    if (recipe === undefined) throw new Error("there is no answer to give")
    const body = claim.bodyOf(recipe, records)
    state.answered.push(judge(claim, recipe, body, records))
    const { status, retryAfter, breaks } = recipe
    const length = Buffer.byteLength(body)
    response.writeHead(status, {
      "content-type": status === 206 ? "text/html" : "application/json",
      ...(retryAfter !== undefined && { "retry-after": retryAfter }),
      ...(breaks && { "content-length": length + 1 })
    })
    if (breaks) response.write(body || " ", () => void response.destroy())
    else response.end(body)
  }
  return { state, reply }
}

const judge = <R extends Transport, F extends Entity.Fields>(
  { read, named, keyOf }: Claim<R, F>,
  { status, breaks }: Transport,
  body: string,
  records: Received
): Answered => {
  const nothing = { accepted: [], refused: [], together: [] }
  // Other statuses from 400 on say nothing of the records: they ask for patience or for other credentials.
  const wholly = status >= 400 && status < 500 && ![401, 403, 404, 405, 408, 429].includes(status)
  if (wholly) {
    const together = records.map(keyOf)
    const blamed = named?.(body, records) ?? []
    // As much of a refusal is heard as comes: how much of a broken one that is, nobody knows.
    const heard = breaks && named !== undefined
    return { ...nothing, together, refused: heard || together.length === 1 ? together : blamed }
  }
  const carriesNothing = status === 204 || status === 205
  if (status < 200 || status > 299 || carriesNothing || breaks) return nothing
  return { ...nothing, ...read(parsed(body), records) }
}

const parsed = (body: string): unknown => {
  try {
    // A byte order mark is no part of a text.
    return JSON.parse(body.replace(/^\ufeff/, ""))
  } catch {
    return undefined
  }
}

type Class = "accepted" | "rejected" | "unknown" | "not attempted"

const classOf = (verdict: Verdict.Verdict): Class => {
  if (verdict._tag === "NotAttempted") return "not attempted"
  if (Verdict.accepted(verdict)) return "accepted"
  return verdict._tag === "Rejected" ? "rejected" : "unknown"
}

type Mistake = "wrongly accepted" | "wrongly rejected" | "proved and not believed"

/** What is wrong with the verdict on a record, by the answers that it was in. */
const mistakeIn = (
  verdict: Verdict.Verdict,
  key: string,
  answered: ReadonlyArray<Answered>
): Mistake | undefined => {
  const proved = answered.some(({ accepted }) => accepted.includes(key))
  if (Verdict.accepted(verdict)) return proved ? undefined : "wrongly accepted"
  if (proved) return "proved and not believed"
  if (verdict._tag !== "Rejected") return undefined
  // A batch that is given up says so, and blames nobody.
  const whole = verdict.code === "BATCH_REFUSED"
  const refused = answered.some(({ refused, together }) => (whole ? together : refused).includes(key))
  return refused ? undefined : "wrongly rejected"
}
