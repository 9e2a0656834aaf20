/** Bytes as text whose line ends are all `\n`, and what there is to say about them. */
import type { Source, SourceError } from "@rollcall/core"
import { Effect, Stream } from "effect"
import { LineEnds } from "../text/LineEnds.ts"
import type { Bytes } from "./Bytes.ts"
import { Examination, type Found } from "./Examination.ts"
import { choose, decode, type Encoding, notAsDeclared } from "./encoding.ts"

/** An opened file as text. */
export interface Text {
  readonly stream: Stream.Stream<string, SourceError>
  /** The encoding and how it was decided, for the report. */
  readonly encoding: string
  /** The size and the hash of all bytes, once they are known: at once, or when the stream has ended. */
  readonly identity: () => ReadonlyArray<Source.Finding>
}

/** Bytes that can be read again are all examined first; those that come once must have their encoding declared. */
export const textOf = (
  name: string,
  { stream, again }: Bytes,
  declared: Encoding | undefined
): Effect.Effect<Text, SourceError> =>
  again || declared === undefined
    ? examined(name, stream, declared)
    : Effect.succeed(watched(name, stream, declared))

const examined = (
  name: string,
  bytes: Stream.Stream<Uint8Array, SourceError>,
  declared: Encoding | undefined
): Effect.Effect<Text, SourceError> =>
  Effect.gen(function* () {
    const examination = new Examination()
    yield* Stream.runForEach(bytes, chunk => Effect.sync(() => examination.push(chunk)))
    const found = examination.end()
    const { encoding, why } = yield* Effect.fromResult(choose(name, declared, found))
    return { stream: unified(decode(bytes, encoding, name)), encoding: why, identity: () => identity(found) }
  })

const watched = (name: string, bytes: Stream.Stream<Uint8Array, SourceError>, declared: Encoding): Text => {
  const examination = new Examination()
  let found: Found | undefined
  const check = Effect.suspend(() => {
    const line = (found ?? examination).notUtf8
    return declared === "utf-8" && line !== undefined ? Effect.fail(notAsDeclared(name, line)) : Effect.void
  })
  const stream = bytes.pipe(
    Stream.tap(chunk =>
      Effect.andThen(
        Effect.sync(() => examination.push(chunk)),
        check
      )
    ),
    Stream.concat(
      Stream.fromEffectDrain(
        Effect.andThen(
          Effect.sync(() => {
            found = examination.end()
          }),
          check
        )
      )
    )
  )
  return {
    stream: unified(decode(stream, declared, name)),
    encoding: `${declared}, as declared`,
    identity: () => (found === undefined ? [] : identity(found))
  }
}

const identity = ({ bytes, sha256 }: Found): ReadonlyArray<Source.Finding> => [
  { name: "bytes", value: String(bytes) },
  { name: "sha256", value: sha256 }
]

const unified = (text: Stream.Stream<string, SourceError>): Stream.Stream<string, SourceError> =>
  Stream.suspend(() => {
    const ends = new LineEnds()
    return Stream.concat(
      Stream.map(text, chunk => ends.push(chunk)),
      Stream.sync(() => ends.end())
    )
  })
