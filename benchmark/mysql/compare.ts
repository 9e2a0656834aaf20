/** New students from CSV into MySQL, the same again, and two ways that do nothing but write, in turns; prints a table. */
import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs, promisify } from "node:util"
import { writeSchool } from "@rollcall/school"
import { MySql } from "@rollcall/sink-mysql"
import { databaseFor } from "@rollcall/test-databases"
import { Effect } from "effect"
import { table } from "../csv-parsers/table.ts"
import type { Measured } from "./once.ts"

const { values } = parseArgs({
  options: {
    learners: { type: "string", default: "200000" },
    rounds: { type: "string", default: "5" }
  }
})
const learners = Number(values.learners)
const folder = await mkdtemp(join(tmpdir(), "rollcall-mysql-"))

/** A database of its own with the tables, on a server that keeps what it has committed. */
const withTables = async () => {
  const database = await databaseFor({ durable: true })
  await Effect.runPromise(MySql.migrate({ url: database.url }))
  return database
}

/** In a process of its own, so that none inherits what another has compiled or collected. */
const once = async (
  way: string,
  url: string,
  { count = learners, flags = [] as ReadonlyArray<string> } = {}
): Promise<Measured> => {
  const args = [...flags, join(import.meta.dirname, "once.ts"), way, url, folder, String(count)]
  return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout)
}

/** What a run needs, and not what the collector lets stand where there is room. */
const peakInSmallHeap = async (count: number): Promise<number> => {
  writeSchool(folder, { seed: 1, learners: count, damage: false, expected: false })
  await using database = await withTables()
  const flags = ["--max-old-space-size=96", "--max-semi-space-size=8"]
  return (await once("pipeline", database.url, { count, flags })).peak
}

const names = ["first", "again", "bareLoop", "loadData"] as const
type Round = { readonly [name in (typeof names)[number]]: Measured }

/** Another order in every other round, so that none is always the one after another. */
const round = async (number: number): Promise<Round> => {
  const ours = async () => {
    await using database = await withTables()
    const first = await once("pipeline", database.url)
    return { first, again: await once("pipeline", database.url) }
  }
  const alone = async <N extends "bareLoop" | "loadData">(name: N) => {
    await using database = await withTables()
    return { [name]: await once(name, database.url) } as { readonly [name in N]: Measured }
  }
  const turns = [ours, () => alone("bareLoop"), () => alone("loadData")]
  const parts = []
  for (const turn of number % 2 === 0 ? turns : turns.toReversed()) parts.push(await turn())
  return Object.assign({}, ...parts)
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

try {
  const peaks = [await peakInSmallHeap(learners / 10), await peakInSmallHeap(learners)]
  const [tenth, all] = peaks.map(peak => `${peak.toFixed(0)} MiB`)
  await using server = await databaseFor({ durable: true })
  const rounds: Array<Round> = []
  for (let number = 0; number < Number(values.rounds); number++) rounds.push(await round(number))

  const of = (name: (typeof names)[number], what: keyof Measured) =>
    median(rounds.map(round => round[name][what]))
  const cells = (name: (typeof names)[number]) => [
    of(name, "seconds").toFixed(1),
    Math.round(learners / of(name, "seconds")).toLocaleString("en-GB"),
    median(rounds.map(round => round.bareLoop.seconds / round[name].seconds)).toFixed(2),
    of(name, "cpuSeconds").toFixed(1),
    of(name, "peak").toFixed(0),
    of(name, "created").toLocaleString("en-GB")
  ]
  const heading = ["seconds", "rows a second", "rate, bare loop = 1", "client CPU s", "peak MiB", "new"]
  const title = `${server.version}, ${learners.toLocaleString("en-GB")} students, medians of ${values.rounds} rounds`
  const ratio = median(rounds.map(({ first, again }) => first.seconds / again.seconds))
  process.stdout.write(
    `${title}\n\n${table([
      ["", ...heading],
      ["Rollcall, from CSV", ...cells("first")],
      ["Rollcall, the same file again", ...cells("again")],
      ["bare loop, INSERT … ON DUPLICATE KEY UPDATE", ...cells("bareLoop")],
      ["LOAD DATA LOCAL INFILE", ...cells("loadData")]
    ])}\nThe first in a heap of 96 MiB: peak ${tenth} with a tenth of the students, ${all} with all.
The same file again is ${ratio.toFixed(1)} times as fast as the first time.\n`
  )
} finally {
  await rm(folder, { recursive: true })
}
