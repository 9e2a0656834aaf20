/** Prints what each candidate makes of damaged lists, then how fast it is and how much memory it holds. */
import { execFileSync } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { table } from "../csv-parsers/table.ts"
import { type Shape, writeLearners } from "../ypareo/learners.ts"
import { candidates } from "./candidates.ts"
import { fixtures, type Judgement, judge } from "./damage.ts"
import type { Measured } from "./read-once.ts"

const { values } = parseArgs({
  options: { learners: { type: "string", default: "60000" }, rounds: { type: "string", default: "5" } }
})
const print = (text: string) => process.stdout.write(`${text}\n`)
const names = candidates.map(({ name }) => name)

const words = ({ lost, misread, silent }: Judgement): string =>
  [lost > 0 && `lost ${lost}`, misread > 0 && `MISREAD ${misread}`, silent && "SILENT"]
    .filter(Boolean)
    .join(" ") || "ok"

const judged: Array<ReadonlyArray<Judgement>> = []
for (const fixture of fixtures) {
  judged.push(await Promise.all(candidates.map(candidate => judge(candidate, fixture, 64 * 1024))))
}
print(
  table([
    [`${fixtures.length} lists`, ...names],
    ...judged.map((row, index) => [fixtures[index]?.name ?? "", ...row.map(words)])
  ])
)

const median = (numbers: ReadonlyArray<number>): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

const readOnce = (name: string, path: string): Measured =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, "read-once.ts"), name, path], {
      encoding: "utf8"
    })
  ) as Measured

const measure = async (shape: Shape, folder: string) => {
  const path = join(folder, shape)
  await writeLearners(path, shape, Number(values.learners))
  const able = shape === "array" ? names : names.filter(name => name !== "effect JsonArray")
  const runs = Array.from(
    { length: Number(values.rounds) },
    () => new Map(able.map(name => [name, readOnce(name, path)]))
  )
  const of = (name: string) => runs.flatMap(run => run.get(name) ?? [])
  const time = (name: string) => median(of(name).map(({ milliseconds }) => milliseconds))
  const base = time("JSON.parse")
  return [
    [
      `${shape}: time, JSON.parse = 1`,
      ...names.map(name => (able.includes(name) ? (time(name) / base).toFixed(2) : "–"))
    ],
    [
      `${shape}: peak MiB`,
      ...names.map(name => (able.includes(name) ? Math.round(median(of(name).map(({ peak }) => peak))) : "–"))
    ]
  ]
}

const folder = await mkdtemp(join(tmpdir(), "json-lists-"))
try {
  print(table([["", ...names], ...(await measure("array", folder)), ...(await measure("object", folder))]))
} finally {
  await rm(folder, { recursive: true })
}
