/** papaparse as the CSV connector calls it, from the connector's own sources: so that it stands once. */
import { LineEnds } from "../../../packages/connector-csv/src/text/LineEnds.ts"
import { Records } from "../../../packages/connector-csv/src/text/Records.ts"
import type { Candidate } from "./Candidate.ts"

export const papaparseResync: Candidate = {
  name: "papaparse resync",
  read: async function* (chunks) {
    const ends = new LineEnds()
    const records = new Records({ delimiter: ";", longest: 1024 * 1024 })
    let first = true
    for await (const chunk of chunks) {
      // The connector's decoder takes the byte order mark off.
      yield records.push(ends.push(first ? chunk.replace(/^\ufeff/, "") : chunk))
      first = false
    }
    yield records.push(ends.end())
    yield records.end()
  }
}
