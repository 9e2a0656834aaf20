/** Reads one file with one candidate and prints what it took: `node read-once.ts NAME FILE`. */
import { closeSync, openSync, readSync } from "node:fs"
import { candidates } from "./candidates.ts"

export interface Measured {
  readonly milliseconds: number
  readonly records: number
  /** The most memory the process held, in mebibytes. */
  readonly peak: number
}

const [name, path = ""] = process.argv.slice(2)

/** As a body comes: pieces of 64 KiB. */
function* piecesOf(file: number): Generator<Uint8Array> {
  for (;;) {
    const piece = new Uint8Array(64 * 1024)
    const length = readSync(file, piece)
    if (length === 0) return
    yield piece.subarray(0, length)
  }
}

const candidate = candidates.find(known => known.name === name)
if (candidate === undefined) throw new RangeError(`there is no candidate ${name}`)
const file = openSync(path, "r")
let records = 0
const start = performance.now()
await candidate.read({ [Symbol.iterator]: () => piecesOf(file) }, () => {
  records += 1
})
const milliseconds = performance.now() - start
closeSync(file)
const measured: Measured = { milliseconds, records, peak: process.resourceUsage().maxRSS / 1024 }
process.stdout.write(JSON.stringify(measured))
