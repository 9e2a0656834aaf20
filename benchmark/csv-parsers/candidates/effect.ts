/** `Csv` of effect/encoding: RFC 4180 to the letter; the first error ends the stream and says its line. */
import { Stream } from "effect"
import { Csv } from "effect/encoding"
import { type Candidate, height } from "./Candidate.ts"

export const effect: Candidate = {
  name: "effect Csv",
  read: async function* (chunks) {
    const rows = Stream.fromAsyncIterable(chunks, cause => cause).pipe(
      Stream.pipeThroughChannel(Csv.decodeString({ delimiter: ";" })),
      Stream.chunks,
      Stream.toAsyncIterable
    )
    let line = 1
    try {
      for await (const chunk of rows) {
        yield chunk.map(cells => {
          const reading = { line, cells }
          line += height(cells)
          return reading
        })
      }
    } catch (error) {
      if (Csv.isCsvError(error)) yield [{ line: error.line, damage: error.kind }]
      throw error
    }
  }
}
