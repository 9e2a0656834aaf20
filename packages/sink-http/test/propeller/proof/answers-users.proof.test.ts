import { it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { proving } from "../../answer/proving.ts"
import { texts } from "../../answer/transport.ts"
import { endpoint } from "../Endpoint.ts"
import { complaintsAbout } from "./complaints.ts"
import { namedNaively, readNaively } from "./naive.ts"
import { recipes } from "./recipes.ts"
import { rowsFor } from "./rows.ts"

/** Numbers and texts, one with zeros to lose, one that no number holds, one that no number is. */
const ids = ["1", "002", "u3", "9007199254740993", "5", "é-6", "4711a"]

const idOf = ({ sourceId }: { readonly sourceId?: unknown }) => String(sourceId)

it.live(
  "a user is accepted exactly if one answer names them once, says success and names nobody else (Law 2)",
  context =>
    proving(
      {
        proof: "answers-users",
        recipes,
        recordOf: place => {
          const sourceId = ids[place] ?? ""
          const more = place % 2 === 0 ? { company: "ACME" } : { title: "Dr" }
          return { upsert: { source: "school", sourceId, firstName: "Ann", ...more }, key: sourceId }
        },
        keyOf: idOf,
        bodyOf: (recipe, records) => {
          const { status, text } = recipe
          const refuses = status >= 400 && status < 500
          const answer = refuses ? complaintsAbout(recipe, records) : rowsFor(recipe, records.map(idOf))
          return texts[text.kind](JSON.stringify(answer), text.share)
        },
        read: readNaively,
        named: namedNaively,
        sinkFor: reply =>
          Effect.map(endpoint([reply]), ({ users }) =>
            users({ rate: { requests: 1_000_000, per: Duration.seconds(1) } })
          )
      },
      context
    )
)
