/** Reads a file to its end at once, or stops when that takes too long, even in a loop that never ends. */
import { createContext, Script } from "node:vm"
import { Effect, type Exit } from "effect"

const call = new Script("work()")
const context: { work?: () => void } = createContext({})

/** How an effect ended that waits for nothing, or that it did not within so many milliseconds. */
export const withinTime = <A, E>(effect: Effect.Effect<A, E>, timeout: number): Exit.Exit<A, E> | "hangs" => {
  let exit: Exit.Exit<A, E> | undefined
  context.work = () => {
    exit = Effect.runSyncExit(effect)
  }
  try {
    call.runInContext(context, { timeout })
  } catch (error) {
    if (Object(error).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error
  }
  return exit ?? "hangs"
}
