/** What the requests of a run prove of one record, told apart from the engine. */
import { Cause, Exit, Option } from "effect"
import type { Fields } from "../../src/entities/Entity.ts"
import type { SinkError } from "../../src/Trouble.ts"
import type { Verdict } from "../../src/verdict/Verdict.ts"
import type { Request } from "../ScriptedSink.ts"
import { believed } from "../sink/believed.ts"
import type { World } from "./play.ts"

/** Whether the target may hold what stood in a request. */
export const mayHaveStored = ({ exit }: Request): boolean => {
  const error = failureOf(exit)
  if (error === undefined || error._tag === "Unexpected") return true
  return error._tag === "Unavailable" && error.maybeApplied === true
}

export const isDenied = ({ exit }: Request): boolean => failureOf(exit)?._tag === "Denied"

/**
 * The verdicts that record `n` may have, by the requests that it stood in: what the last one says, or whether any may
 * hold it. A run that ended `early` may have left a refused batch before it was known whom the refusal was for.
 */
export const proved = <F extends Fields>(
  sent: ReadonlyArray<Request>,
  n: number,
  world: World<F>,
  early: boolean
): ReadonlyArray<Verdict["_tag"]> => {
  const last = sent[sent.length - 1]
  const earlier = sent.slice(0, -1)
  const place = last?.batch.findIndex(upsert => world.n(upsert) === n) ?? -1
  if (last?.exit !== undefined && Exit.isSuccess(last.exit)) {
    const said = believed(
      last.batch.map(upsert => text(upsert.externalReferenceId ?? upsert.sourceId)),
      last.exit.value
    )[place]
    if (said !== undefined && said !== "Unknown") return [said]
  }
  const error = failureOf(last?.exit)
  if (error?._tag === "Refused" && !earlier.some(mayHaveStored)) {
    const inside = (error.rows ?? [])
      .map(({ index }) => index)
      .filter(index => index < (last?.batch.length ?? 0))
    if (inside.includes(place)) return ["Rejected"]
    if (inside.length === 0)
      return early && (last?.batch.length ?? 0) > 1 ? ["Rejected", "NotAttempted"] : ["Rejected"]
  }
  return sent.some(mayHaveStored) ? ["Unknown"] : ["NotAttempted"]
}

const failureOf = (exit: Request["exit"]): SinkError | undefined =>
  exit !== undefined && Exit.isFailure(exit)
    ? Option.getOrUndefined(Cause.findErrorOption(exit.cause))
    : undefined

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)
