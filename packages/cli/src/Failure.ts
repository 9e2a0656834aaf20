/** Why a command did not do what it was asked: one message for the person, one code for the scheduler (Law 12). */
import { Data } from "effect"
import { exitCodes } from "./exitCodes.ts"

export class Failure extends Data.TaggedError("Failure")<{
  readonly message: string
  readonly exitCode: number
}> {}

/** The command line or the configuration has something wrong; nothing was done. */
export const misused = (message: string): Failure => new Failure({ message, exitCode: exitCodes.usage })
