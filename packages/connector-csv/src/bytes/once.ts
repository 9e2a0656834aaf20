/** Bytes from somewhere else than a file, which come once. */
import { Denied, type SourceError, Unavailable, Unexpected, Unreadable } from "@rollcall/core"
import { Effect, Stream } from "effect"
import { type Bytes, inMemory, type Origin } from "./Bytes.ts"
import type { Encoding } from "./encoding.ts"

/** Bytes of a stream that are held to find out its encoding. */
export const heldBytes = 16 * 1024 * 1024

/** What is thrown while reading ends the read; nothing of its text is shown (Law 9). */
export const once = (
  name: string,
  read: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
  declared: Encoding | undefined
): Origin => ({
  name,
  label: name,
  open: Effect.gen(function* () {
    const abort = yield* Effect.acquireRelease(
      Effect.sync(() => new AbortController()),
      controller => Effect.sync(() => controller.abort())
    )
    const started = yield* Effect.try({ try: () => read(abort.signal), catch: thrown(name) })
    const stream = Stream.fromAsyncIterable(started, thrown(name))
    return declared === undefined ? yield* held(name, stream) : { stream, again: false }
  })
})

const held = (
  name: string,
  stream: Stream.Stream<Uint8Array, SourceError>
): Effect.Effect<Bytes, SourceError> =>
  Effect.suspend(() => {
    const chunks: Array<Uint8Array> = []
    let bytes = 0
    return stream.pipe(
      Stream.runForEach(chunk => {
        chunks.push(chunk)
        bytes += chunk.length
        return bytes > heldBytes ? Effect.fail(tooMuch(name)) : Effect.void
      }),
      Effect.map(() => inMemory(Buffer.concat(chunks)))
    )
  })

const tooMuch = (name: string): Unreadable =>
  new Unreadable({
    message: `${name}: has more than ${heldBytes} bytes, and a stream is read once. Declare its encoding: utf-8 or windows-1252.`
  })

const thrown =
  (name: string) =>
  (error: unknown): SourceError => {
    if (error instanceof Denied || error instanceof Unavailable) return error
    if (error instanceof Unreadable || error instanceof Unexpected) return error
    const kind = error instanceof Error ? error.name : typeof error
    return new Unavailable({ message: `${name}: reading it broke off (${kind}). Try again.` })
  }
