/** @fast-csv/parse: strict about quotes; the first error ends the stream. */
import { once } from "node:events"
import { parse } from "@fast-csv/parse"
import { type Candidate, height, type Reading } from "./Candidate.ts"

export const fastCsv: Candidate = {
  name: "fast-csv",
  read: async function* (chunks) {
    let batch: Reading[] = []
    let line = 1
    let failure: unknown
    const parser = parse<string[], string[]>({ delimiter: ";", headers: false, ignoreEmpty: false })
    parser.on("error", error => {
      failure = error
    })
    parser.on("data", (cells: string[]) => {
      batch.push({ line, cells })
      line += height(cells)
    })
    const closed = once(parser, "close").catch(() => {})
    for await (const chunk of chunks) {
      if (failure !== undefined) break
      if (!parser.write(chunk)) await Promise.race([once(parser, "drain").catch(() => {}), closed])
      yield batch
      batch = []
    }
    if (failure === undefined) {
      parser.end()
      await once(parser, "end").catch(() => {})
    }
    yield batch
    if (failure !== undefined) throw failure
  }
}
