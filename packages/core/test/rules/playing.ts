/** Requests played against a directory in memory, with what was held before and after each. */
import { Effect, Predicate, Stream } from "effect"
import type { AnyUpsert, Entity } from "../../src/entities/Entity.ts"
import type { Decision, Stored } from "../../src/rules/Decision.ts"
import { Directory, type Storage, upsert } from "../../src/rules/Directory.ts"
import { memory } from "../../src/rules/memory.ts"
import type { Request, World } from "./worlds.ts"

export interface Step {
  readonly request: Request
  readonly before: ReadonlyArray<Stored>
  readonly decisions: ReadonlyArray<Decision>
  readonly after: ReadonlyArray<Stored>
}

/** Plays one request. */
export const step = Effect.fnUntraced(function* (storage: Storage, entity: Entity, request: Request) {
  const content = Stream.runCollect(storage.held(entity))
  const before = yield* content
  const decisions = yield* Effect.provideService(
    upsert(entity, request.records, request.options),
    Directory,
    storage
  )
  return { request, before, decisions, after: yield* content } satisfies Step
})

/** Plays one request over what is held. */
export const once = Effect.fnUntraced(function* (
  entity: Entity,
  held: ReadonlyArray<Stored>,
  request: Request
) {
  const storage = memory()
  yield* storage.put(entity, held)
  return yield* step(storage, entity, request)
})

/** Plays a history, one request after another, from what a world holds at first. */
export const play = Effect.fnUntraced(function* ({ entity, held }: World, requests: ReadonlyArray<Request>) {
  const storage = memory()
  yield* storage.put(entity, held)
  return yield* Effect.forEach(requests, request => step(storage, entity, request))
})

type Accepted = Exclude<Decision, { readonly _tag: "Refuse" }>

/** The records of a step that were not refused, each with what was decided. */
export const accepted = ({ request, decisions }: Step) => {
  const found: Array<{ readonly record: AnyUpsert; readonly decision: Accepted }> = []
  for (const [index, decision] of decisions.entries()) {
    if (decision._tag === "Refuse") continue
    const record = request.records[index]
    if (!Predicate.isReadonlyObject(record)) throw new Error("what is no object was accepted")
    found.push({ record, decision })
  }
  return found
}

/** Whether a record names who it is about; one that does not is created anew each time. */
export const identified = ({ externalReferenceId, professorId, sourceId }: AnyUpsert): boolean =>
  externalReferenceId !== undefined || professorId !== undefined || sourceId !== undefined
