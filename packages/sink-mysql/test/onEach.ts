/** Proofs are tried on every server that they are asked for: both kinds in `pnpm prove`, otherwise the one of the run. */
import type { DatabaseOptions } from "@rollcall/test-databases"
import { Effect } from "effect"
import { inject } from "vitest"
import "../../../prove/Figures.ts"

/** Runs it once for each server, one after the other, and gives what came of each. */
export const onEach = <A, E, R>(
  attempt: (options: Pick<DatabaseOptions, "server">) => Effect.Effect<A, E, R>
): Effect.Effect<ReadonlyArray<A>, E, R> =>
  Effect.forEach(inject("counts").servers, server => attempt(server === "any" ? {} : { server }))
