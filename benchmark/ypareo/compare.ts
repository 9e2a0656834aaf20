/** Reads the learners of a large school by hand and with the connector, in turns, each time in a fresh process. */
import { execFileSync, fork } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { table } from "../csv-parsers/table.ts"
import { type Shape, writeLearners } from "./learners.ts"
import type { Measured } from "./read-once.ts"

const { values } = parseArgs({
  options: {
    learners: { type: "string", default: "60000" },
    rounds: { type: "string", default: "7" }
  }
})
const learners = Number(values.learners)
const ways = ["parse only", "by hand", "Rollcall", "Rollcall, by a schema"] as const
type Way = (typeof ways)[number]

const readOnce = (way: Way, url: string): Measured =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, "read-once.ts"), way, url], {
      encoding: "utf8"
    })
  ) as Measured

const median = (numbers: ReadonlyArray<number>): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** Serves a file in a process of its own, which goes when `use` is done. */
const served = async <A>(path: string, use: (url: string) => Promise<A> | A): Promise<A> => {
  const server = fork(join(import.meta.dirname, "serve.ts"), [path], {
    stdio: ["ignore", "pipe", "inherit", "ipc"]
  })
  if (server.stdout === null) throw new Error("the server has no output")
  try {
    const [said] = await once(server.stdout, "data")
    return await use(String(said).trim())
  } finally {
    server.disconnect()
  }
}

const measure = async (shape: Shape, folder: string) => {
  const [quarter, whole] = [join(folder, `quarter-${shape}`), join(folder, `whole-${shape}`)]
  await writeLearners(quarter, shape, learners / 4)
  await writeLearners(whole, shape, learners)
  const peaks = await served(quarter, url => ways.map(way => readOnce(way, url).peak))
  const runs = await served(whole, url =>
    Array.from({ length: Number(values.rounds) }, (_, round) => {
      const order = round % 2 === 0 ? ways : ways.toReversed()
      return new Map(order.map(way => [way, readOnce(way, url)]))
    })
  )
  const of = (way: Way) => runs.flatMap(run => run.get(way) ?? [])
  const read = new Set(ways.slice(1).flatMap(way => of(way).map(run => `${run.learners} ${run.characters}`)))
  if (read.size !== 1) throw new Error(`not all read the same: ${[...read].join("; ")}`)
  const hand = median(of("by hand").map(run => run.milliseconds))
  return ways.map((way, index) => [
    shape,
    way,
    (median(of(way).map(run => run.milliseconds)) / hand).toFixed(2),
    Math.round(median(of(way).map(run => run.milliseconds))),
    Math.round(peaks[index] ?? Number.NaN),
    Math.round(median(of(way).map(run => run.peak)))
  ])
}

const folder = await mkdtemp(join(tmpdir(), "ypareo-"))
try {
  const rows = [...(await measure("array", folder)), ...(await measure("object", folder))]
  process.stdout.write(
    `${table([["list", "way", "time, by hand = 1", "ms", "peak MiB on a quarter", "peak MiB on the whole"], ...rows])}\n`
  )
} finally {
  await rm(folder, { recursive: true })
}
