/** Reads one file with one candidate and prints what it took: `node read-once.ts NAME FILE`; `none` only decodes. */
import { createReadStream } from "node:fs"
import { candidates } from "./candidates/all.ts"

export interface Measured {
  readonly milliseconds: number
  readonly rows: number
  /** Characters in all cells, so that nobody wins by reading less. */
  readonly characters: number
  readonly lastLine: number
  /** The most memory the process held, in mebibytes. */
  readonly peak: number
}

const [name, path = ""] = process.argv.slice(2)

async function* decoded(): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true })
  for await (const bytes of createReadStream(path)) yield decoder.decode(bytes, { stream: true })
}

const candidate = candidates.find(known => known.name === name)
let rows = 0
let characters = 0
let lastLine = 0
const start = performance.now()
if (candidate === undefined) for await (const chunk of decoded()) characters += chunk.length
else {
  for await (const batch of candidate.read(decoded())) {
    for (const reading of batch) {
      if (!("cells" in reading)) continue
      rows++
      lastLine = reading.line
      for (const cell of reading.cells)
        characters += cell.includes("\r") ? cell.replaceAll("\r", "").length : cell.length
    }
  }
}
const measured: Measured = {
  milliseconds: performance.now() - start,
  rows,
  characters,
  lastLine,
  peak: process.resourceUsage().maxRSS / 1024
}
process.stdout.write(JSON.stringify(measured))
