/** Recipes of answers: a third sound, the others with damage of every kind. */
import { Arbitrary, Schema } from "effect"
import { damages, type Recipe, shapes } from "./bodies.ts"
import { namesOf, often, pick, transport } from "./transport.ts"

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
      ...transport(200, 207),
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
      )
    })
)
