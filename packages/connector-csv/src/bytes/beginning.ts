/** The beginning of a stream of bytes, looked at before the rest is read. */
import type { SourceError } from "@rollcall/core"
import { Effect, Pull, type Scope, Stream } from "effect"

/** A stream whose beginning is known. */
export interface Begun {
  /** The first `beginningBytes`, or all there are. */
  readonly beginning: Uint8Array
  /** Everything, the beginning included; to be read once, in the scope in which it was begun. */
  readonly stream: Stream.Stream<Uint8Array, SourceError>
}

/** Enough for what is no table to show it. */
const beginningBytes = 8192

/** Takes as much of a stream as its beginning needs. */
export const begun = (
  bytes: Stream.Stream<Uint8Array, SourceError>
): Effect.Effect<Begun, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const pull = yield* Stream.toPull(bytes)
    const taken: Array<Uint8Array> = []
    let length = 0
    let ended = false
    const next = Pull.catchDone(pull, () =>
      Effect.sync(() => {
        ended = true
        return []
      })
    )
    while (!ended && length < beginningBytes) {
      for (const chunk of yield* next) {
        taken.push(chunk)
        length += chunk.length
      }
    }
    const rest = ended ? Stream.empty : Stream.fromPull(Effect.succeed(pull))
    return {
      beginning: Buffer.concat(taken).subarray(0, beginningBytes),
      stream: Stream.concat(Stream.fromArray(taken), rest)
    }
  })
