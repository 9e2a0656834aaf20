/** What can only be told of bytes when all of them have been seen. */
import { createHash } from "node:crypto"
import type { Source } from "@rollcall/core"
import { Utf8Lines, type Votes } from "./Utf8Lines.ts"

/** What was found. */
export interface Found {
  readonly bytes: number
  /** Of all bytes, in hexadecimal. */
  readonly sha256: string
  /** Whether the lines are UTF-8. */
  readonly lines: Votes
  /** What is to be said if they are read as Windows-1252 for that. */
  readonly doubts: ReadonlyArray<Source.Finding>
}

/** Takes the bytes as they come. */
export class Examination {
  readonly #hash = createHash("sha256")
  readonly #lines = new Utf8Lines()
  readonly #counts: boolean
  /** Bytes of the byte order mark that are still to come. */
  #mark: number
  #bytes = 0

  /** Lines are counted after a byte order mark of so many bytes, and only if asked for: they take half of the time. */
  constructor(options: { readonly lines: boolean; readonly mark: number }) {
    this.#counts = options.lines
    this.#mark = options.mark
  }

  push(chunk: Uint8Array): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    if (!this.#counts) return
    this.#lines.push(chunk.subarray(this.#mark))
    this.#mark = Math.max(0, this.#mark - chunk.length)
  }

  end(): Found {
    const lines = this.#lines.end()
    const doubts = this.#lines.doubts.findings()
    return { bytes: this.#bytes, sha256: this.#hash.digest("hex"), lines, doubts }
  }
}
