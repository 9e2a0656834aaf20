/** What the beginning of a file says: that it is no table, that it is not what it is declared to be, or its mark. */
import { Unreadable } from "@rollcall/core"
import { Result } from "effect"
import { isBinary } from "./binary.ts"
import type { Encoding } from "./encoding.ts"
import { foreignOf } from "./foreign.ts"
import { isUtf16, type Marked, markOf, unmarkedUtf16 } from "./marks.ts"

/** The encoding of the byte order mark, if there is one; `Unreadable` where a person must look at the file. */
export const startOf = (
  name: string,
  declared: Encoding | undefined,
  beginning: Uint8Array
): Result.Result<Marked | undefined, Unreadable> => {
  const refused = (message: string) => Result.fail(new Unreadable({ message: `${name}: ${message}` }))
  const mark = markOf(beginning)
  const look = mark === undefined ? unmarkedUtf16(beginning) : undefined
  const foreign = foreignOf(beginning, textOf(beginning, mark ?? look))
  if (foreign !== undefined) return refused(`this is ${foreign.is}. ${foreign.act}`)
  if (mark === "utf-32") return refused("this is UTF-32 text. Save it as CSV, UTF-8.")
  if (look !== undefined && look !== declared)
    return refused(`looks like UTF-16 without its byte order mark. Declare ${look}.`)
  if (
    mark !== undefined &&
    declared !== undefined &&
    mark !== declared &&
    (isUtf16(mark) || isUtf16(declared))
  )
    return Result.fail(contradiction(name, declared, mark))
  if (isUtf16(declared) && !beginning.includes(0))
    return refused(
      `declared as ${declared}, but has none of the NUL bytes of UTF-16. Leave the encoding out.`
    )
  if (!isUtf16(mark ?? declared) && isBinary(beginning))
    return refused("this is binary data. Export the list as CSV.")
  return Result.succeed(mark)
}

/** What is said of bytes that begin with another byte order mark than their declared encoding has. */
export const contradiction = (name: string, declared: Encoding, mark: Marked): Unreadable =>
  new Unreadable({
    message: `${name}: declared as ${declared}, but it begins with the byte order mark of ${markName(mark)}. Leave the encoding out, or declare ${mark}.`
  })

const markName = (mark: Marked): string => (mark === "utf-8" ? "UTF-8" : "UTF-16")

/** As far as marks of formats need it: whatever is not UTF-16 has them in ASCII. */
const textOf = (bytes: Uint8Array, seeming: string | undefined): string =>
  new TextDecoder(isUtf16(seeming) ? seeming : "utf-8").decode(bytes)
