/** Bytes as text whose line ends are all `\n`, and what there is to say about them. */
import type { Source, SourceError } from "@rollcall/core"
import { Effect, type Scope, Stream } from "effect"
import { EndMark } from "../text/EndMark.ts"
import { LineEnds } from "../text/LineEnds.ts"
import type { Bytes } from "./Bytes.ts"
import { begun } from "./beginning.ts"
import { type Choice, choose } from "./choose.ts"
import { Examination, type Found } from "./Examination.ts"
import { decode, type Encoding } from "./encoding.ts"
import { isUtf16, markLength } from "./marks.ts"
import { startOf } from "./start.ts"

/** An opened file as text. */
export interface Text {
  readonly stream: Stream.Stream<string, SourceError>
  /** The encoding and how it was decided, for the report. */
  readonly encoding: string
  /** Whether it may be another one, where nobody declared it. */
  readonly doubts: ReadonlyArray<Source.Finding>
  /** What can be said once all bytes are known: at once, or when the stream has ended. */
  readonly identity: () => ReadonlyArray<Source.Finding>
  /** What there is to say of the text once its stream has ended. */
  readonly ending: () => ReadonlyArray<Source.Finding>
}

/**
 * Bytes that can be read again are all examined first; those that come once must have their encoding declared.
 * `Unreadable` when they are no table, or not what they are declared to be.
 */
export const textOf = (
  name: string,
  { stream, again }: Bytes,
  declared: Encoding | undefined
): Effect.Effect<Text, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const { beginning, stream: whole } = yield* begun(stream)
    const mark = yield* Effect.fromResult(startOf(name, declared, beginning))
    const examination = new Examination({
      lines: again ? !isUtf16(mark ?? declared) : declared === "utf-8",
      mark: mark === "utf-8" ? markLength : 0
    })
    const seen = Stream.tap(whole, chunk => Effect.sync(() => examination.push(chunk)))
    if (again) {
      yield* Stream.runDrain(seen)
      const found = examination.end()
      const choice = yield* Effect.fromResult(choose(name, { declared, mark, lines: found.lines }))
      const guessed = declared === undefined && choice.encoding === "windows-1252"
      return textAs(choice, stream, name, () => identity(found), guessed ? found.doubts : [])
    }
    const choice = yield* Effect.fromResult(choose(name, { declared, mark, lines: undefined }))
    let found: Found | undefined
    const ended = Stream.sync(() => {
      found = examination.end()
      return new Uint8Array(0)
    })
    return textAs(choice, Stream.concat(seen, ended), name, () =>
      found === undefined ? [] : [...identity(found), ...damage(found)]
    )
  })

const textAs = (
  choice: Choice,
  bytes: Stream.Stream<Uint8Array, SourceError>,
  name: string,
  identity: Text["identity"],
  doubts: Text["doubts"] = []
): Text => {
  const endMark = new EndMark()
  return {
    stream: unified(decode(bytes, choice, name), endMark),
    encoding: choice.why,
    doubts,
    identity,
    ending: () =>
      endMark.seen ? [{ name: "end mark", value: "the character 0x1A of DOS, passed over" }] : []
  }
}

const identity = ({ bytes, sha256 }: Found): ReadonlyArray<Source.Finding> => [
  { name: "bytes", value: String(bytes) },
  { name: "sha256", value: sha256 }
]

/** Of bytes that come once and were declared as UTF-8, this comes too late for the finding on their encoding. */
const damage = ({ lines }: Found): ReadonlyArray<Source.Finding> =>
  lines.unsound === 0
    ? []
    : [
        {
          name: "lines that are not UTF-8",
          doubtful: true,
          value: `${lines.unsound}, the first of them line ${lines.firstUnsound}`
        }
      ]

const unified = (
  text: Stream.Stream<string, SourceError>,
  endMark: EndMark
): Stream.Stream<string, SourceError> =>
  Stream.suspend(() => {
    const ends = new LineEnds()
    return Stream.concat(
      Stream.map(text, chunk => endMark.push(ends.push(chunk))),
      Stream.sync(() => endMark.push(ends.end()) + endMark.end())
    )
  })
