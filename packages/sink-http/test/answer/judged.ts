/** What becomes of the records of a batch, all the way from the body of an answer to a verdict for each. */
import { Answer, type Entity, Student } from "@rollcall/core"
import { Effect } from "effect"
import { readAnswer } from "../../src/edusign/answer.ts"

export interface Circumstances {
  readonly entity?: Entity.Entity
  readonly status?: number
  readonly results?: "all" | "failuresOnly" | "none"
  /** The keys that were sent. */
  readonly keys?: ReadonlyArray<string | undefined>
}

/** The partition of a batch of two students, unless other circumstances are given; a text is a body as it stands. */
export const judged = (body: unknown, given: Circumstances = {}) => {
  const { entity = Student, status = 200, results = "all", keys = ["a", "b"] } = given
  const text = typeof body === "string" ? body : JSON.stringify(body)
  return Effect.map(readAnswer(entity, { status, body: text }, results), answer =>
    Answer.partition(keys, answer)
  )
}

/** The verdicts in a word each; of a rejection its code and its field. */
export const told = ({ verdicts }: Answer.Partition): ReadonlyArray<string> =>
  verdicts.map(verdict => {
    if (verdict._tag !== "Rejected") return verdict._tag
    return verdict.field === undefined ? verdict.code : `${verdict.code} ${verdict.field}`
  })
