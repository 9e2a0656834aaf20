/** Ways to get the records of a JSON array, or of an object that lists them by key, out of bytes that come in pieces. */
import { Readable } from "node:stream"
import { JsonList } from "@rollcall/core"
import { JSONParser } from "@streamparser/json"
import { Effect, Stream } from "effect"
import { JsonArray } from "effect/encoding"
import { streamArray } from "stream-json/streamers/stream-array.js"
import { streamObject } from "stream-json/streamers/stream-object.js"

/** What one record became: its value, or a word that says it was damaged. */
export type Given = { readonly value: unknown } | "damaged"

export interface Candidate {
  readonly name: string
  /** Hands over records as they come; rejects when the list cannot be read on. */
  readonly read: (pieces: Iterable<Uint8Array>, give: (record: Given) => void) => Promise<void>
}

const whole: Candidate = {
  name: "JSON.parse",
  read: async (pieces, give) => {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat([...pieces]))
    for (const value of Object.values(Object(JSON.parse(text)))) give({ value })
  }
}

const effect: Candidate = {
  name: "effect JsonArray",
  read: (pieces, give) =>
    Effect.runPromise(
      Stream.fromIterable(pieces).pipe(
        Stream.rechunk(1),
        Stream.pipeThroughChannel(JsonArray.decode()),
        Stream.runForEachArray(values =>
          Effect.sync(() => {
            for (const value of values) give({ value })
          })
        )
      )
    )
}

const streamparser: Candidate = {
  name: "@streamparser/json",
  read: async (pieces, give) => {
    const parser = new JSONParser({ paths: ["$.*"], keepStack: false })
    parser.onValue = ({ value }) => give({ value })
    for (const piece of pieces) parser.write(piece)
    if (!parser.isEnded) parser.end()
  }
}

const streamJson: Candidate = {
  name: "stream-json",
  read: async (pieces, give) => {
    const all = pieces[Symbol.iterator]()
    const first = all.next()
    const keyed = first.value?.[0] === 0x7b
    const records = keyed ? streamObject.withParserAsStream() : streamArray.withParserAsStream()
    const again = function* () {
      for (let next = first; !next.done; next = all.next()) yield next.value
    }
    for await (const { value } of Readable.from(again()).compose(records)) give({ value })
  }
}

const rollcall: Candidate = {
  name: "Rollcall",
  read: (pieces, give) =>
    Effect.runPromise(
      JsonList.rows(Stream.fromIterable(pieces), "list").pipe(
        Stream.runForEachArray(rows =>
          Effect.sync(() => {
            for (const row of rows) give(row._tag === "Read" ? { value: row.value } : "damaged")
          })
        )
      )
    )
}

export const candidates: ReadonlyArray<Candidate> = [whole, effect, streamparser, streamJson, rollcall]
