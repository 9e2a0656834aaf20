/** Where the bytes of a table come from. */
import type { SourceError } from "@rollcall/core"
import { Effect, type Scope, Stream } from "effect"

/** A file, or what is read like one. */
export interface Origin {
  /** As messages name it: the path as it was given. */
  readonly name: string
  /** As places name it: the last part of the path. */
  readonly label: string
  readonly open: Effect.Effect<Bytes, SourceError, Scope.Scope>
}

/** An opened origin. */
export interface Bytes {
  readonly stream: Stream.Stream<Uint8Array, SourceError>
  /** Whether `stream` can be read from its beginning more than once. */
  readonly again: boolean
}

/** Bytes read at a time. */
export const chunkBytes = 256 * 1024

/** Bytes that are already there. */
export const inMemory = (bytes: Uint8Array): Bytes => ({
  stream: Stream.unfold(0, at =>
    Effect.succeed(
      at < bytes.length ? ([bytes.subarray(at, at + chunkBytes), at + chunkBytes] as const) : undefined
    )
  ),
  again: true
})
