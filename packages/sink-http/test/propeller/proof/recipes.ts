/** Recipes of answers of users/bulk/sourceId: a third sound, the others with damage of every kind. */
import { Arbitrary, Schema } from "effect"
import { namesOf, often, pick, type Transport, transport } from "../../answer/transport.ts"
import { complaints, wrappings } from "./complaints.ts"
import { damages, echoes, lookups, shapes } from "./rows.ts"

/** How a server answers one request: the first parts are of a 200, the last two of a 400. */
export interface Recipe extends Transport {
  /** What is said of the users, in turn. */
  readonly says: ReadonlyArray<unknown>
  readonly echo: keyof typeof echoes
  readonly lookup: keyof typeof lookups
  readonly order: "as sent" | "backwards" | "rotated"
  /** What a row has beside what is known. */
  readonly extra: object
  readonly damage: ReadonlyArray<{ readonly kind: keyof typeof damages; readonly at: number }>
  readonly shape: keyof typeof shapes
  readonly complains: ReadonlyArray<{ readonly kind: keyof typeof complaints; readonly at: number }>
  readonly wrapping: keyof typeof wrappings
}

const yes = [
  { action: "create", success: true },
  { action: "update", success: true },
  { action: "update", success: true, error: null },
  { action: "create", success: true, error: "", errors: [] },
  { success: true },
  { action: null, success: true }
]
const no = [
  { action: "update", success: false, error: "no" },
  { action: "create", success: false },
  { success: false, error: { code: 7, message: "no" } },
  { error: "no" },
  { success: null, errors: ["no"] }
]
const neither = [
  {},
  { action: "create" },
  { action: "create", success: "true" },
  { action: "create", success: 1 },
  { action: "create", success: "false", error: "no" },
  { action: "create", success: true, error: "no" },
  { action: "update", success: true, errors: ["no"] },
  { action: "delete", success: true },
  { action: "Create", success: true },
  { action: ["create"], success: true },
  { status: "created" },
  null,
  "create",
  0,
  ["create"]
]

const said = Arbitrary.flatMap(pick(...often("yes", 12), "no", "no", "neither"), which =>
  which === "yes" ? pick<unknown>(...yes) : which === "no" ? pick<unknown>(...no) : pick<unknown>(...neither)
)

const at = pick(0, 1, 2, 3, 4, 5, 6)

const sound = {
  says: Arbitrary.array(pick<unknown>(...yes), { minLength: 1, maxLength: 3 }),
  damage: pick([])
}

const spoilt = {
  says: Arbitrary.array(said, { minLength: 1, maxLength: 5 }),
  damage: Arbitrary.array(Arbitrary.all({ kind: pick(...namesOf(damages)), at }), { maxLength: 2 })
}

/** How one request is answered: some answers say yes to all and lack nothing, most do not. */
export const recipes: Arbitrary.Arbitrary<Recipe> = Arbitrary.flatMap(
  pick("sound", "spoilt", "spoilt"),
  which =>
    Arbitrary.all({
      ...(which === "sound" ? sound : spoilt),
      ...transport(200, 200, 200, 400),
      echo: pick(...often("asNumber" as const, 6), ...namesOf(echoes)),
      lookup: pick(...often("said" as const, 4), ...namesOf(lookups)),
      order: pick("as sent", "as sent", "backwards", "rotated"),
      extra: Arbitrary.flatMap(pick(false, false, true), there =>
        there ? Arbitrary.map(Arbitrary.schema(Schema.Json), more => ({ more, version: 3 })) : pick({})
      ),
      shape: pick(...often("right" as const, 40), ...namesOf(shapes)),
      complains: Arbitrary.array(
        Arbitrary.all({
          kind: pick(
            ...often("lacking" as const, 9),
            ...often("extraneous" as const, 6),
            ...namesOf(complaints)
          ),
          at
        }),
        { minLength: 1, maxLength: 4 }
      ),
      wrapping: pick(...often("right" as const, 12), ...namesOf(wrappings))
    })
)
