/** The encodings that are read, and bytes of them as text. */
import { type SourceError, Unavailable } from "@rollcall/core"
import { Effect, Stream } from "effect"

/** The encodings that are read. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "iso-8859-15", "windows-1252"] as const

/** One of `encodings`: how the bytes of a file stand for characters. */
export type Encoding = (typeof encodings)[number]

/** How bytes are read. */
export interface Decoding {
  readonly encoding: Encoding
  /** Whether the bytes are known to be of the encoding; otherwise what is not becomes U+FFFD. */
  readonly exact: boolean
  /** Bytes at the beginning that are none of the text. */
  readonly skip: number
}

/** The text of bytes, without a byte order mark. */
export const decode = (
  bytes: Stream.Stream<Uint8Array, SourceError>,
  { encoding, exact, skip }: Decoding,
  name: string
): Stream.Stream<string, SourceError> =>
  Stream.suspend(() => {
    const decoder = new TextDecoder(encoding, { fatal: exact })
    let skipped = 0
    // Always as part of a stream: in one go, Node 22.19 reads Windows-1252 as Latin-1.
    const text = (chunk: Uint8Array) => {
      const from = Math.min(skip - skipped, chunk.length)
      skipped += from
      return decoder.decode(chunk.subarray(from), { stream: true })
    }
    const attempt = (decoded: () => string) => Effect.try({ try: decoded, catch: () => changed(name) })
    return Stream.concat(
      Stream.mapEffect(bytes, chunk => attempt(() => text(chunk))),
      Stream.fromEffect(attempt(() => decoder.decode()))
    )
  })

/** What is said of a file that is not the same at the end as at the beginning. */
export const changed = (name: string): Unavailable =>
  new Unavailable({ message: `${name}: was changed while it was being read. Run again once it is written.` })
