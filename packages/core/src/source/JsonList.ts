/**
 * The records of a JSON list as its bytes arrive: of an array, or of an object that lists them by key. Only the bounds
 * of a record are looked for here; JSON.parse then judges each by itself, so that a broken one is lost alone
 * (docs/adr/0012-json-lists-record-by-record.md).
 */
import { Array, Stream } from "effect"
import { codes } from "../Codes.ts"
import { type SourceError, Unexpected } from "../Trouble.ts"
import { JsonValue } from "./JsonValue.ts"
import type { Place } from "./Place.ts"
import { damaged, type Row, read } from "./Row.ts"

export interface Limits {
  /** Bytes of one record that are held: 4 MiB. */
  readonly longestRecord?: number
  /** Objects and lists within one another in a record, itself included: 100. */
  readonly deepest?: number
}

/**
 * The records as rows, in memory that the longest record bounds. A record that is no JSON or not UTF-8 is damaged, and
 * the list goes on. A list that ends too early, goes on after its end or is none fails as `Unexpected`, after the rows
 * that came before.
 */
export const rows = <E, R>(
  bytes: Stream.Stream<Uint8Array, E, R>,
  origin: string,
  limits: Limits = {}
): Stream.Stream<Row<unknown>, E | SourceError, R> =>
  Stream.suspend(() => {
    const list = new JsonList(origin, limits)
    return bytes.pipe(
      Stream.rechunk(1),
      Stream.map(piece => list.push(piece)),
      Stream.takeUntil(() => list.trouble !== undefined),
      Stream.filter(Array.isReadonlyArrayNonEmpty),
      Stream.flattenArray,
      Stream.concat(
        Stream.suspend(() => {
          const trouble = list.end()
          return trouble === undefined ? Stream.empty : Stream.fail(trouble)
        })
      )
    )
  })

/** What may stand at a place of the list. */
type Awaits = "list" | "value or end" | "value" | "key or end" | "key" | "colon" | "comma or end" | "nothing"

class JsonList {
  readonly #origin: string
  readonly #deepest: number
  readonly #longest: number
  readonly #value: JsonValue
  #awaits: Awaits = "list"
  /** Whether records are listed by key. */
  #keyed = false
  /** What is being taken; its end may stand in a later piece. */
  #taking: "key" | "record" | undefined
  #key = ""
  #records = 0
  /** Bytes of the mark that some put before UTF-8, as far as they have come. */
  #mark = 0
  trouble: Unexpected | undefined

  constructor(origin: string, { longestRecord = 4 * 1024 * 1024, deepest = 100 }: Limits) {
    this.#origin = origin
    this.#longest = longestRecord
    this.#deepest = deepest
    this.#value = new JsonValue(longestRecord)
  }

  /** The records that end in this piece. */
  push(piece: Uint8Array): ReadonlyArray<Row<unknown>> {
    const found: Array<Row<unknown>> = []
    let at = 0
    while (at < piece.length && this.trouble === undefined) {
      if (this.#taking !== undefined) at = this.#take(piece, at, found)
      else if (spaces.has(piece[at])) at += 1
      else at = this.#step(piece, at)
    }
    return found
  }

  /** Why the list is not whole, if so, once there are no more bytes. */
  end(): Unexpected | undefined {
    if (this.trouble === undefined && this.#awaits !== "nothing") {
      this.#fail(this.#awaits === "list" ? "is empty" : `ends in the middle, after ${this.#records} records`)
    }
    return this.trouble
  }

  /** One byte between records, or the first of one. */
  #step(piece: Uint8Array, at: number): number {
    const byte = piece[at] ?? 0
    switch (this.#awaits) {
      case "list":
        if (byte === mark[this.#mark]) {
          this.#mark += 1
          return at + 1
        }
        if ((this.#mark > 0 && this.#mark < mark.length) || (byte !== bracket && byte !== brace)) break
        this.#keyed = byte === brace
        this.#awaits = this.#keyed ? "key or end" : "value or end"
        return at + 1
      case "key":
      case "key or end":
        if (byte === closingBrace && this.#awaits === "key or end") return this.#close(at)
        if (byte !== quote) break
        return this.#begin("key", byte, at)
      case "colon":
        if (byte !== colon) break
        this.#awaits = "value"
        return at + 1
      case "value":
      case "value or end":
        if (byte === closingBracket && this.#awaits === "value or end") return this.#close(at)
        if (!beginsValue.has(byte)) break
        // An object of other things than records is some answer, as `{"error": "…"}`, and no list.
        if (this.#keyed && this.#records === 0 && byte !== brace) break
        return this.#begin("record", byte, at)
      case "comma or end":
        if (byte === (this.#keyed ? closingBrace : closingBracket)) return this.#close(at)
        if (byte !== comma) break
        this.#awaits = this.#keyed ? "key" : "value"
        return at + 1
    }
    return this.#lost(at)
  }

  #close(at: number): number {
    this.#awaits = "nothing"
    return at + 1
  }

  #begin(taking: "key" | "record", byte: number, at: number): number {
    this.#taking = taking
    this.#value.begin(byte)
    return at
  }

  #take(piece: Uint8Array, from: number, found: Array<Row<unknown>>): number {
    const taken = this.#value.take(piece, from)
    if (taken === "unended") return piece.length
    if (taken === "tooLong") {
      this.#fail(
        `has a record of more than ${this.#longest} bytes after ${this.#records} records, or a quote too many there`
      )
      return piece.length
    }
    const text = utf8.decode(taken.bytes)
    if (this.#taking === "key") {
      const key = keyOf(text)
      if (key === undefined) return this.#lost(from)
      this.#key = key
      this.#awaits = "colon"
    } else {
      this.#records += 1
      found.push(this.#row(text))
      this.#awaits = "comma or end"
    }
    this.#taking = undefined
    return taken.next
  }

  #row(text: string): Row<unknown> {
    const numbered = { origin: this.#origin, record: this.#records }
    const at: Place = this.#keyed ? { ...numbered, key: this.#key } : numbered
    if (this.#value.deepest > this.#deepest) {
      const message = `is nested more than ${this.#deepest} levels deep`
      return damaged(at, text, { code: "BROKEN_JSON", message })
    }
    if (text.includes("\ufffd")) {
      return damaged(at, text, { code: "GARBLED_TEXT", message: codes.GARBLED_TEXT.means })
    }
    try {
      return read(at, JSON.parse(text))
    } catch {
      return damaged(at, text, { code: "BROKEN_JSON", message: codes.BROKEN_JSON.means })
    }
  }

  #lost(at: number): number {
    if (this.#awaits === "nothing") this.#fail(`goes on after its end, after ${this.#records} records`)
    else if (this.#records > 0) this.#fail(`loses its form after ${this.#records} records`)
    else this.#fail("is no list of records")
    return at
  }

  #fail(what: string): void {
    this.trouble = new Unexpected({ message: `${this.#origin}: the JSON ${what}` })
  }
}

/** What is not UTF-8 becomes U+FFFD, by which a garbled record is known. */
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true })

const keyOf = (text: string): string | undefined => {
  // Most keys are codes, which need no parser.
  if (plain.test(text)) return text.slice(1, -1)
  try {
    return String(JSON.parse(text))
  } catch {
    return undefined
  }
}

const plain = /^"[\x20-\x21\x23-\x5b\x5d-\x7e]*"$/u

/** A bracket, a quote, a sign, a digit, or the letter of a word, even of one that JSON does not have. */
const beginsValue: ReadonlySet<number> = new Set(
  Array.range(0, 0x7f).filter(byte => /[[{"\-\w]/u.test(String.fromCharCode(byte)))
)

const mark = [0xef, 0xbb, 0xbf]
const spaces: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d])
const [quote, comma, colon] = [0x22, 0x2c, 0x3a]
const [bracket, closingBracket] = [0x5b, 0x5d]
const [brace, closingBrace] = [0x7b, 0x7d]
