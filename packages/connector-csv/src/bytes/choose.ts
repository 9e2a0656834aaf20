/** The choice of an encoding, once the byte order mark and the lines of a file are known (F20). */
import { Unreadable } from "@rollcall/core"
import { Result } from "effect"
import type { Decoding, Encoding } from "./encoding.ts"
import { isUtf16, type Marked, markLength } from "./marks.ts"
import { contradiction } from "./start.ts"
import type { Votes } from "./Utf8Lines.ts"

/** How to read the bytes, and how that was decided, for the report. */
export interface Choice extends Decoding {
  readonly why: string
}

/** What is known of the bytes beside their beginning. */
export interface Known {
  /** Wins over the lines, unless they cannot be of it. */
  readonly declared: Encoding | undefined
  readonly mark: Marked | undefined
  /** `undefined` for bytes that come once, and for UTF-16. */
  readonly lines: Votes | undefined
}

/**
 * A bad byte costs its row, not the file: what is mostly UTF-8 is read as UTF-8, with U+FFFD where it is not. Fails as
 * `Unreadable` when the declaration cannot be right.
 */
export const choose = (name: string, known: Known): Result.Result<Choice, Unreadable> => {
  const { declared } = known
  if (declared === undefined) return Result.succeed(detected(known))
  if (declared === "utf-8") return declaredUtf8(name, known)
  if (isUtf16(declared)) return Result.succeed(choice(declared, `${declared}, as declared`))
  return declaredOneByte(name, declared, known)
}

/** Windows-1252 has hardly ever bytes side by side that are UTF-8 too: its lines speak against UTF-8. */
const detected = ({ mark, lines = none }: Known): Choice => {
  if (isUtf16(mark)) return choice(mark, `${mark}, with a byte order mark`)
  if (mark === undefined && lines.unsound > 0 && lines.unsound >= lines.sound)
    return choice("windows-1252", `windows-1252, since ${unsound(lines)} not UTF-8`)
  const marked = mark === undefined ? "" : ", with a byte order mark"
  const hint = lines.unsound > lines.sound ? "; declare windows-1252 if that is what they are" : ""
  return { ...choice("utf-8", `utf-8${marked}${but(lines)}${hint}`), exact: isExact(lines) }
}

const declaredUtf8 = (name: string, { mark, lines }: Known): Result.Result<Choice, Unreadable> => {
  if (mark === undefined && lines?.sound === 0 && lines.unsound > 0)
    return Result.fail(
      new Unreadable({
        message: `${name}: declared as utf-8, but ${unsound(lines)} not UTF-8, and no other has an accent. Declare windows-1252, or leave the encoding out.`
      })
    )
  const why = `utf-8, as declared${but(lines ?? none)}`
  return Result.succeed({ ...choice("utf-8", why), exact: lines !== undefined && isExact(lines) })
}

const declaredOneByte = (
  name: string,
  declared: Encoding,
  { mark, lines = none }: Known
): Result.Result<Choice, Unreadable> => {
  const because = (doubt: string) => choice(declared, `${declared}, as declared${doubt}`)
  // Some scripts write the mark of UTF-8, which Excel looks for, before text that is not UTF-8.
  if (mark !== undefined)
    return lines.unsound > lines.sound
      ? Result.succeed({ ...because(", after a byte order mark of UTF-8"), skip: markLength })
      : Result.fail(contradiction(name, declared, mark))
  if (lines.sound <= lines.unsound) return Result.succeed(because(""))
  return Result.succeed(
    because(
      lines.unsound === 0 ? ", although every byte of it is UTF-8" : `, although it is UTF-8${but(lines)}`
    )
  )
}

const isExact = ({ unsound, cut }: Votes): boolean => unsound === 0 && cut === undefined

const choice = (encoding: Encoding, why: string): Choice => ({ encoding, why, exact: false, skip: 0 })

const none: Votes = { sound: 0, unsound: 0 }

const but = (lines: Votes): string => (lines.unsound === 0 ? "" : `, but ${unsound(lines)} not`)

/** The lines that are not UTF-8, up to the verb. */
const unsound = ({ unsound, firstUnsound }: Votes): string =>
  unsound === 1 ? `line ${firstUnsound} is` : `${unsound} lines, the first of them line ${firstUnsound}, are`
