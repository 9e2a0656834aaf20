/** The beginning of a text, as much of it as a table is known by; the rest comes as it is asked for. */
import { type SourceError, Unreadable } from "@rollcall/core"
import { Effect, Pull, type Scope, Stream } from "effect"
import { announced, type Delimiter } from "./delimiter.ts"

/** A text of which the beginning has been read. */
export interface Beginning {
  /** Some 64 Ki characters, or all there are. */
  readonly text: string
  /** The line with which it begins: what is above a declared header is gone, and Excel's `sep=;`. */
  readonly line: number
  readonly announced: Delimiter | undefined
  /** What follows the beginning; `undefined` once there is no more. */
  readonly more: Effect.Effect<string | undefined, SourceError>
  readonly ended: () => boolean
}

/** Characters over which a delimiter and a width must be consistent. */
const length = 64 * 1024

/** In flat memory also where a header is declared far down; `Unreadable` if the text ends above it, or is empty. */
export const beginningOf = (
  stream: Stream.Stream<string, SourceError>,
  { name, headerLine }: { readonly name: string; readonly headerLine: number | undefined }
): Effect.Effect<Beginning, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    if (headerLine !== undefined && !(Number.isInteger(headerLine) && headerLine >= 1))
      return yield* misdeclared(name, `headerLine is ${headerLine}, and lines count from 1`)
    const pull = yield* Stream.toPull(stream)
    let ended = false
    const end = Effect.sync(() => {
      ended = true
      return undefined
    })
    const more = Pull.catchDone(
      Effect.map(pull, chunks => chunks.join("")),
      () => end
    )

    let text = ""
    while (!ended && text.length < length) text += (yield* more) ?? ""
    if (ended && text.trim() === "") return yield* refused(name, "is empty")
    const excel = announced(text)
    let line = excel === undefined ? 1 : 2
    text = text.slice(excel?.length ?? 0)
    if (ended && headerLine === undefined && text.trim() === "") return yield* refused(name, "is empty")
    if (headerLine !== undefined && headerLine < line)
      return yield* misdeclared(name, "line 1, where its header is declared, has its delimiter")
    const wanted = headerLine ?? line
    while (line < wanted && !(ended && text === "")) {
      const above = linesUpTo(text, wanted - line)
      line += above.lines
      text = text.slice(above.length)
      while (!ended && text.length < length) text += (yield* more) ?? ""
    }
    if (text === "") return yield* misdeclared(name, `has no line ${wanted}, where its header is declared`)
    return { text, line, announced: excel?.delimiter, more, ended: () => ended }
  })

/** Of so many lines, those that the text has, and their length; the last one may end below. */
const linesUpTo = (text: string, lines: number): { readonly lines: number; readonly length: number } => {
  let at = 0
  for (let passed = 0; passed < lines; passed++) {
    const end = text.indexOf("\n", at)
    if (end === -1) return { lines: passed, length: text.length }
    at = end + 1
  }
  return { lines, length: at }
}

/** What is said of a text that is no table to be read. */
export const refused = (name: string, what: string): Unreadable =>
  new Unreadable({ message: `${name}: ${what}. Look at the export; nothing was sent.` })

/** As `refused`, of a header that is not where it is declared to be. */
export const misdeclared = (name: string, what: string): Unreadable =>
  new Unreadable({ message: `${name}: ${what}. Correct headerLine, or leave it out; nothing was sent.` })
