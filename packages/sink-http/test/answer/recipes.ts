/** Recipes of answers: a third sound, the others with damage of every kind. */
import { Arbitrary, Schema } from "effect"
import { damages, type Recipe, shapes, texts } from "./bodies.ts"

const yes = [
  { status: "created" },
  { status: "updated" },
  { status: "unchanged" },
  { status: "unarchived" },
  { status: "OK", id: "5f2c" },
  { status: "Success", error: null, errors: [] },
  { status: 201 },
  { success: true },
  { success: true, status: "created" }
]
const no = [
  { status: "failed", error: { code: "VALIDATION_ERROR", field: "firstName", message: "no" } },
  { status: "error", error: "no" },
  { status: 422, errors: ["no", "no"] },
  { success: false },
  { error: "no" },
  { errors: [{ message: "no" }] },
  { code: "VALIDATION_ERROR" },
  { status: "rejected" }
]
const neither = [
  {},
  { status: "pending" },
  { status: 302 },
  { status: ["created"] },
  { status: "created", success: false },
  { status: "created", error: "no" },
  { status: "created", code: "VALIDATION_ERROR" },
  { status: "created", success: "yes" },
  { success: true, status: "failed" },
  null,
  "created",
  0,
  true,
  ["created"]
]

/** One of these values, each as likely as it stands there often. */
const pick = <const A>(...values: ReadonlyArray<A>): Arbitrary.Arbitrary<A> =>
  Arbitrary.map(
    Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: values.length - 1 }))),
    index => values[index] as A
  )
const often = <A>(value: A, times: number): ReadonlyArray<A> => Array.from({ length: times }, () => value)
const namesOf = <A extends object>(record: A) => Object.keys(record) as Array<keyof A>

/** A number from 0 up to and without 1. */
const share = Arbitrary.map(
  pick(...Array.from({ length: 100 }, (_, at) => at)),
  hundredths => hundredths / 100
)

const status = Arbitrary.flatMap(pick("good", "good", "good", "good", "known", "any"), which => {
  if (which === "good") return pick(200, 207)
  if (which === "any")
    return Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 200, maximum: 599 })))
  return pick(201, 202, 204, 206, 301, 304, 400, 401, 403, 404, 408, 409, 413, 422, 429, 429, 500, 502, 503)
})

const said = Arbitrary.flatMap(pick(...often("yes", 12), "no", "no", "neither"), which =>
  which === "yes" ? pick<unknown>(...yes) : which === "no" ? pick<unknown>(...no) : pick<unknown>(...neither)
)

const sound = {
  says: Arbitrary.array(pick<unknown>(...yes), { minLength: 1, maxLength: 3 }),
  damage: pick([])
}

const spoilt = {
  says: Arbitrary.array(said, { minLength: 1, maxLength: 5 }),
  damage: Arbitrary.array(Arbitrary.all({ kind: pick(...namesOf(damages)), at: pick(0, 1, 2, 3, 4, 5, 6) }), {
    maxLength: 2
  })
}

/** How one request is answered: some answers say yes to all and lack nothing, most do not. */
export const recipes: Arbitrary.Arbitrary<Recipe> = Arbitrary.flatMap(
  pick("sound", "spoilt", "spoilt"),
  which =>
    Arbitrary.all({
      ...(which === "sound" ? sound : spoilt),
      status,
      retryAfter: pick(undefined, undefined, "0", "7200", "soon"),
      names: Arbitrary.all({
        index: pick(...often("inputIndex" as const, 6), "input_index", "index"),
        echo: pick(true, true, false)
      }),
      order: pick("as sent", "as sent", "backwards", "rotated"),
      extra: Arbitrary.flatMap(pick(false, false, true), there =>
        there ? Arbitrary.schema(Schema.Json) : pick(undefined)
      ),
      shape: Arbitrary.flatMap(pick(...often(true, 3), false), plain =>
        plain ? pick("results", "items", "students", "bare", "below") : pick(...namesOf(shapes))
      ),
      text: Arbitrary.all({
        kind: pick(
          ...often("whole" as const, 80),
          ...often("cut" as const, 4),
          ...often("scratched" as const, 4),
          ...namesOf(texts)
        ),
        share
      }),
      breaks: pick(...often(false, 24), true)
    })
)
