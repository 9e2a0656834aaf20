import { it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { scripted } from "../Scripted.ts"
import { targetAt } from "../Target.ts"
import { bodyOf } from "./bodies.ts"
import { readNaively } from "./naive.ts"
import { proving } from "./proving.ts"
import { recipes } from "./recipes.ts"

const keyOf = ({ externalReferenceId }: { readonly externalReferenceId?: unknown }) =>
  String(externalReferenceId)

it.live(
  "a record is accepted exactly if one answer that it was in names it once, says success and names nobody else (Law 2)",
  context =>
    proving(
      {
        proof: "answers",
        recipes,
        recordOf: place => {
          const key = `s${place}`
          return { upsert: { externalReferenceId: key, firstName: "Ann", lastName: "Lee" }, key }
        },
        keyOf,
        bodyOf: (recipe, records) => bodyOf(recipe, records.map(keyOf)),
        read: (body, records) => {
          const keys = records.map(keyOf)
          const { accepted, refused } = readNaively("students", body, keys)
          const keysAt = (places: ReadonlyArray<number>) => places.map(place => keys[place] ?? "")
          return { accepted: keysAt(accepted), refused: keysAt(refused) }
        },
        sinkFor: reply =>
          Effect.map(scripted(reply), ({ url }) => {
            const rate = { requests: 1_000_000, per: Duration.seconds(1) }
            return targetAt(url, { rate }).students
          })
      },
      context
    )
)
