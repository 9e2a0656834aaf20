/** Ctrl-C and SIGTERM as an effect: the first asks to end in order, the second ends the process at once. */
import { Deferred, Effect, type Scope } from "effect"

/** Listens from now until the scope closes; the effect it gives completes at the first SIGINT or SIGTERM. */
export const listenForStop: Effect.Effect<Effect.Effect<void>, never, Scope.Scope> = Effect.gen(function* () {
  const stopped = yield* Deferred.make<void>()
  const stop = () => {
    leave()
    Deferred.doneUnsafe(stopped, Effect.void)
  }
  const leave = () => {
    process.off("SIGINT", stop)
    process.off("SIGTERM", stop)
  }
  process.on("SIGINT", stop)
  process.on("SIGTERM", stop)
  yield* Effect.addFinalizer(() => Effect.sync(leave))
  return Deferred.await(stopped)
})
