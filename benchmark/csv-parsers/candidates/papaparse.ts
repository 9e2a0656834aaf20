/** papaparse over a stream, as its documentation shows it, paused while a chunk of rows is being consumed. */
import { Readable } from "node:stream"
import Papa from "papaparse"
import { type Candidate, height, type Reading } from "./Candidate.ts"

interface Handed {
  readonly results?: Papa.ParseResult<string[]>
  readonly resume?: () => void
  readonly failure?: Error
}

const stream = async function* (chunks: AsyncIterable<string>): AsyncGenerator<Papa.ParseResult<string[]>> {
  let hand: (handed: Handed) => void
  let next = new Promise<Handed>(resolve => {
    hand = resolve
  })
  Papa.parse<string[]>(Readable.from(chunks), {
    delimiter: ";",
    chunk: (results, parser) => {
      parser.pause()
      hand({ results, resume: () => parser.resume() })
    },
    error: failure => hand({ failure }),
    complete: () => hand({})
  })
  for (;;) {
    const { results, resume, failure } = await next
    if (failure !== undefined) throw failure
    if (results === undefined) return
    next = new Promise<Handed>(resolve => {
      hand = resolve
    })
    yield results
    resume?.()
  }
}

export const papaparse: Candidate = {
  name: "papaparse",
  read: async function* (chunks) {
    let line = 1
    for await (const { data, errors } of stream(chunks)) {
      const damaged = new Map(errors.map(error => [error.row, error.code]))
      yield data.map((cells, index): Reading => {
        const damage = damaged.get(index)
        const reading = damage === undefined ? { line, cells } : { line, damage }
        line += height(cells)
        return reading
      })
    }
  }
}
