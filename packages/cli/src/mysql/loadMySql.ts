/** `@rollcall/sink-mysql`, loaded by the commands that need it, where the project has it (docs/adr/0009). */
import type { MySql } from "@rollcall/sink-mysql"
import { Effect } from "effect"
import { exitCodes } from "../exitCodes.ts"
import { Failure } from "../Failure.ts"

/** Fails with what to install. */
export const loadMySql: Effect.Effect<typeof MySql, Failure> = Effect.tryPromise(
  async () => (await import("@rollcall/sink-mysql")).MySql
).pipe(
  Effect.catch(({ cause }) =>
    isMissing(cause)
      ? Effect.fail(
          new Failure({
            message: "this needs the package @rollcall/sink-mysql: npm install @rollcall/sink-mysql",
            exitCode: exitCodes.usage
          })
        )
      : Effect.die(cause)
  )
)

/** Whether the package itself is missing: one that it needs would be a broken installation. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  error.code === "ERR_MODULE_NOT_FOUND" &&
  error.message.includes("'@rollcall/sink-mysql'")
