/** Reads the records that a sandbox is to start with: a JSON array, or NDJSON. */
import type { Decision } from "@rollcall/core"
import { Result, Schema } from "effect"
import * as Body from "../Body.ts"
import { closed, strictly } from "../strictly.ts"

/** Puts no rules on the fields; a record without an id gets one from `newId`. Names the first line that is wrong. */
export const parse = (
  text: string,
  newId: () => string
): Result.Result<ReadonlyArray<Decision.Stored>, string> =>
  Result.flatMap(values(text), all =>
    Result.all(
      all.map(({ at, value }) =>
        Result.mapBoth(decode(value), {
          onFailure: problem => `${at}: ${problem}`,
          onSuccess: ({ id, archived, fields }) => ({
            id: id ?? newId(),
            archived: archived ?? false,
            fields
          })
        })
      )
    )
  )

const decode = strictly(
  closed({
    id: Schema.optionalKey(Schema.NonEmptyString),
    archived: Schema.optionalKey(Schema.Boolean),
    fields: Schema.Record(Schema.String, Schema.Unknown).annotate({ message: "must be an object" })
  })
)

interface Placed {
  readonly at: string
  readonly value: unknown
}

const values = (text: string): Result.Result<ReadonlyArray<Placed>, string> =>
  text.trimStart().startsWith("[") ? array(text) : lines(text)

const array = (text: string): Result.Result<ReadonlyArray<Placed>, string> =>
  Result.mapBoth(Body.parse(text), {
    onFailure: ({ error }) => error.message,
    onSuccess: all =>
      (all as ReadonlyArray<unknown>).map((value, index) => ({ at: `record ${index + 1}`, value }))
  })

const lines = (text: string): Result.Result<ReadonlyArray<Placed>, string> =>
  Result.all(
    text
      .split("\n")
      .map((line, index) => ({ at: `line ${index + 1}`, line }))
      .filter(({ line }) => line.trim() !== "")
      .map(({ at, line }) =>
        Result.mapBoth(Body.parse(line), {
          onFailure: () => `${at}: must be one JSON object`,
          onSuccess: value => ({ at, value })
        })
      )
  )
