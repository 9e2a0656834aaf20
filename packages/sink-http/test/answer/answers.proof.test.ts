/**
 * The proof of Law 2: answers of every kind, over a real connection, through the client and the delivery to the verdict
 * that a user gets; each verdict is held against a plain reading of the answers that its record was in.
 */
import { expect, it } from "@effect/vitest"
import { Delivery, Verdict } from "@rollcall/core"
import { Arbitrary, Duration, Effect, Schema } from "effect"
import { inject } from "vitest"
import { type Reply, recordsOf, says, scripted } from "../Scripted.ts"
import { targetAt } from "../Target.ts"
import { bodyOf, type Recipe } from "./bodies.ts"
import { readNaively } from "./naive.ts"
import { recipes } from "./recipes.ts"

/** A batch of so many records, and how the requests with them are answered, in turn. */
const deliveries = Arbitrary.all({
  records: Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 7 }))),
  answers: Arbitrary.array(recipes, { minLength: 1, maxLength: 3 })
})

/** What one request got, and what that says of its records. */
interface Answered {
  readonly accepted: ReadonlyArray<string>
  readonly refused: ReadonlyArray<string>
}

const judge = (keys: ReadonlyArray<string>, { status, breaks }: Recipe, body: string): Answered => {
  // Other statuses from 400 on say nothing of the records: they ask for patience or for other credentials.
  const wholly = status >= 400 && status < 500 && ![401, 403, 404, 405, 408, 429].includes(status)
  if (wholly) return { accepted: [], refused: keys }
  const carriesNothing = status === 204 || status === 205
  if (status < 200 || status > 299 || carriesNothing || breaks) return { accepted: [], refused: [] }
  const { accepted, refused } = readNaively("students", parsed(body), keys)
  const keysAt = (places: ReadonlyArray<number>) => places.map(place => keys[place] ?? "")
  return { accepted: keysAt(accepted), refused: keysAt(refused) }
}

const parsed = (body: string): unknown => {
  try {
    // A byte order mark is no part of a text.
    return JSON.parse(body.replace(/^\ufeff/, ""))
  } catch {
    return undefined
  }
}

/** Answers as the recipes say, and writes down what each answer proves. */
const playing = () => {
  const state: { script: ReadonlyArray<Recipe>; answered: Array<Answered> } = { script: [], answered: [] }
  const reply: Reply = (response, request) => {
    // fetch repeats a request by itself after a 421, and without its body when that answer broke off.
    if (request.body === "") return says(400, {})(response, request)
    const keys = recordsOf(request).map(({ externalReferenceId }) => String(externalReferenceId))
    const recipe = state.script[state.answered.length % state.script.length]
    if (recipe === undefined) throw new Error("there is no answer to give")
    const body = bodyOf(recipe, keys)
    state.answered.push(judge(keys, recipe, body))
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

type Class = "accepted" | "rejected" | "unknown" | "not attempted"

const classOf = (verdict: Verdict.Verdict | undefined): Class => {
  if (verdict === undefined || verdict._tag === "NotAttempted") return "not attempted"
  if (Verdict.accepted(verdict)) return "accepted"
  return verdict._tag === "Rejected" ? "rejected" : "unknown"
}

type Mistake = "wrongly accepted" | "wrongly rejected" | "proved and not believed"

/** What is wrong with the verdict on a record, by the answers that it was in. */
const mistakeIn = (verdict: Class, key: string, answered: ReadonlyArray<Answered>): Mistake | undefined => {
  const proved = answered.some(({ accepted }) => accepted.includes(key))
  if (verdict === "accepted") return proved ? undefined : "wrongly accepted"
  if (proved) return "proved and not believed"
  const refused = answered.some(({ refused }) => refused.includes(key))
  return verdict === "rejected" && !refused ? "wrongly rejected" : undefined
}

const batchOf = (records: number) =>
  Array.from({ length: records }, (_, index) => {
    const key = `s${index}`
    return { upsert: { externalReferenceId: key, firstName: "Ann", lastName: "Lee" }, key, sent: false }
  })

it.live(
  "a record is accepted exactly if one answer that it was in names it once, says success and names nobody else (Law 2)",
  ({ task }) =>
    Effect.gen(function* () {
      const counts = inject("counts")
      const { state, reply } = playing()
      const { url } = yield* scripted(reply)
      const rate = { requests: 1_000_000, per: Duration.seconds(1) }
      const sink = targetAt(url, { rate }).students
      const became = { accepted: 0, rejected: 0, unknown: 0, "not attempted": 0 }
      const mistakes = { "wrongly accepted": 0, "wrongly rejected": 0, "proved and not believed": 0 }
      let answers = 0
      let all = 0

      const check = yield* Arbitrary.checkEffect(
        deliveries,
        ({ records, answers: script }) =>
          Effect.gen(function* () {
            Object.assign(state, { script, answered: [] })
            const batch = batchOf(records)
            const { verdicts } = yield* new Delivery.Delivery(sink).deliver(batch)
            answers += state.answered.length
            all += records
            const found = batch.flatMap(({ key }, index) => {
              const verdict = classOf(verdicts[index])
              became[verdict] += 1
              const mistake = mistakeIn(verdict, key, state.answered)
              if (mistake === undefined) return []
              mistakes[mistake] += 1
              return [`${key}: ${mistake}`]
            })
            return found.length === 0 || (yield* Effect.fail(found))
          }),
        { runs: counts.answers, seed: counts.seed }
      )

      task.meta.proof = {
        proof: "answers",
        tried: answers,
        figures: { "records in them": all, ...became, ...mistakes }
      }
      expect(Arbitrary.formatCheckFailure(check)).toBeUndefined()
      // Answers that are all believed, or none, would prove nothing.
      expect(became.accepted / all).toBeGreaterThan(0.2)
      expect(became.unknown / all).toBeGreaterThan(0.2)
      expect(became.rejected / all).toBeGreaterThan(0.05)
    })
)
