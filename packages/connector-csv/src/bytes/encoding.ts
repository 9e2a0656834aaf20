/** Which encoding a file is read in: as declared, else UTF-8 if every byte of it is, else Windows-1252 (F20). */
import { type SourceError, Unavailable, Unreadable } from "@rollcall/core"
import { Effect, Result, Stream } from "effect"
import type { Found } from "./Examination.ts"

/** The encodings that are read. */
export type Encoding = "utf-8" | "windows-1252"

/** The choice, and how it was made, for the report. */
export interface Choice {
  readonly encoding: Encoding
  readonly why: string
}

/** Fails as `Unreadable` when the bytes are no text, or not what they are declared to be. */
export const choose = (
  name: string,
  declared: Encoding | undefined,
  found: Found
): Result.Result<Choice, Unreadable> => {
  const refused = (message: string) => Result.fail(new Unreadable({ message: `${name}: ${message}` }))
  const { foreign, notUtf8, marked, ascii } = found
  if (foreign !== undefined) return refused(`this is ${foreign}. Save it as CSV, UTF-8.`)
  if (declared === "utf-8") {
    return notUtf8 === undefined
      ? Result.succeed({ encoding: declared, why: "utf-8, as declared" })
      : Result.fail(notAsDeclared(name, notUtf8))
  }
  if (declared === "windows-1252") {
    if (marked && notUtf8 === undefined)
      return refused(
        "declared as windows-1252, but it begins with the byte order mark of UTF-8. Leave the encoding out."
      )
    const doubt = ascii || notUtf8 !== undefined ? "" : ", although every byte of it is UTF-8"
    return Result.succeed({ encoding: declared, why: `windows-1252, as declared${doubt}` })
  }
  if (notUtf8 === undefined)
    return Result.succeed({ encoding: "utf-8", why: marked ? "utf-8, with a byte order mark" : "utf-8" })
  if (marked)
    return refused(
      `begins with the byte order mark of UTF-8, but line ${notUtf8} is not UTF-8: it mixes encodings. Export it again, or declare its encoding.`
    )
  return Result.succeed({
    encoding: "windows-1252",
    why: `windows-1252, since line ${notUtf8} is not UTF-8`
  })
}

/** What is said of bytes that are declared as UTF-8 and are not. */
export const notAsDeclared = (name: string, line: number): Unreadable =>
  new Unreadable({
    message: `${name}: declared as utf-8, but line ${line} is not UTF-8. Declare windows-1252, or leave the encoding out.`
  })

/** The text of bytes whose encoding is known; a byte order mark is taken off. */
export const decode = (
  bytes: Stream.Stream<Uint8Array, SourceError>,
  encoding: Encoding,
  name: string
): Stream.Stream<string, SourceError> =>
  Stream.suspend(() => {
    const decoder = new TextDecoder(encoding, { fatal: true })
    // Always as part of a stream: in one go, Node 22.19 reads Windows-1252 as Latin-1.
    const text = (chunk?: Uint8Array) =>
      Effect.try({
        try: () => (chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })),
        catch: () => changed(name)
      })
    return Stream.concat(Stream.mapEffect(bytes, text), Stream.fromEffect(Effect.suspend(() => text())))
  })

/** What is said of a file that is not the same at the end as at the beginning. */
export const changed = (name: string): Unavailable =>
  new Unavailable({ message: `${name}: was changed while it was being read. Run again once it is written.` })
