/** Why a command did not do what it was asked: one message for the person, one code for the scheduler (Law 12). */
import { Data } from "effect"

export class Failure extends Data.TaggedError("Failure")<{
  readonly message: string
  readonly exitCode: number
}> {}
