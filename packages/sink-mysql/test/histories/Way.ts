/** A target, a way into it, and a look at what it holds. */
import type { Directory, Entity } from "@rollcall/core"
import type { Effect } from "effect"
import type { Request } from "./History.ts"

export interface Way {
  readonly storage: Directory.Storage
  /** What is answered to a request, told in a form that no id stands in. */
  readonly send: (entity: Entity.Entity, request: Request) => Effect.Effect<unknown>
}
