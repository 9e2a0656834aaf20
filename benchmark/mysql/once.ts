/** `node once.ts WAY URL FOLDER LEARNERS`: goes one way once, and prints what it took. */
import { bareLoop } from "./ways/bareLoop.ts"
import { loadData } from "./ways/loadData.ts"
import { pipeline } from "./ways/pipeline.ts"
import type { Way } from "./ways/Way.ts"

/** What one way took. */
export interface Measured {
  readonly created: number
  readonly seconds: number
  /** Of this process alone, while the clock ran. */
  readonly cpuSeconds: number
  /** The most memory the process held, in mebibytes. */
  readonly peak: number
}

const ways: { readonly [name: string]: Way } = { pipeline, bareLoop, loadData }

const [name = "", url = "", folder = "", learners] = process.argv.slice(2)
const way = ways[name]
if (way === undefined) throw new RangeError(`there is no way ${name}`)

let [begin, busy] = [Number.NaN, process.cpuUsage()]
let [seconds, cpuSeconds] = [Number.NaN, Number.NaN]
const clock = {
  start: () => {
    begin = performance.now()
    busy = process.cpuUsage()
  },
  stop: () => {
    const { user, system } = process.cpuUsage(busy)
    seconds = (performance.now() - begin) / 1000
    cpuSeconds = (user + system) / 1e6
  }
}

const created = await way({ url, folder, learners: Number(learners) }, clock)
const measured: Measured = { created, seconds, cpuSeconds, peak: process.resourceUsage().maxRSS / 1024 }
process.stdout.write(JSON.stringify(measured))
