/** Ctrl-C and SIGTERM as an effect: the first asks to end in order, the second ends the process at once. */
import { Effect } from "effect"

/** Completes at the first SIGINT or SIGTERM. */
export const stopped: Effect.Effect<void> = Effect.callback<void>(resume => {
  const stop = () => {
    leave()
    resume(Effect.void)
  }
  const leave = () => {
    process.off("SIGINT", stop)
    process.off("SIGTERM", stop)
  }
  process.on("SIGINT", stop)
  process.on("SIGTERM", stop)
  return Effect.sync(leave)
})
