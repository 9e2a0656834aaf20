/** Prints what each candidate makes of damage, then how fast it is and how much memory it holds. */
import { parseArgs } from "node:util"
import { candidates } from "./candidates/all.ts"
import { isPerfect, type Judgement, judge } from "./damage.ts"
import { fixtures } from "./fixtures.ts"
import { measure } from "./speed.ts"
import { table } from "./table.ts"

const { values } = parseArgs({
  options: {
    megabytes: { type: "string", default: "60" },
    rounds: { type: "string", default: "5" }
  }
})
const print = (text: string) => process.stdout.write(`${text}\n`)
const names = candidates.map(candidate => candidate.name)

const judged: Judgement[][] = []
for (const fixture of fixtures) {
  const row: Judgement[] = []
  for (const candidate of candidates) row.push(await judge(candidate, fixture))
  judged.push(row)
}

const verdict = (j: Judgement): string => {
  if (isPerfect(j)) return "ok"
  const faults = [
    j.lost > 0 && `lost ${j.lost}`,
    j.misread > 0 && `MISREAD ${j.misread}`,
    j.misplaced > 0 && `line ${j.misplaced}`,
    j.unnamed > 0 && "unnamed",
    j.stopped && "stop"
  ]
  return faults.filter(fault => fault !== false).join(" ")
}
print(
  table([
    [`${fixtures.length} damaged files`, ...names],
    ...judged.map((row, index) => [fixtures[index]?.name ?? "", ...row.map(verdict)])
  ])
)

const count = (of: (judgement: Judgement) => boolean | number) =>
  names.map((_, column) => judged.reduce((sum, row) => sum + Number(row[column] ? of(row[column]) : 0), 0))
const perfect = count(isPerfect)
print(
  table([
    ["in all", ...names],
    [`files read without fault, of ${fixtures.length}`, ...perfect],
    ["files where good rows were lost", ...count(j => j.lost > 0)],
    ["rows misread in silence", ...count(j => j.misread)],
    ["damaged records not named", ...count(j => j.unnamed)],
    ["good rows with a wrong line", ...count(j => j.misplaced)],
    ["files given up", ...count(j => j.stopped)]
  ])
)

const megabytes = Number(values.megabytes)
const speeds = await measure(names, { megabytes, rounds: Number(values.rounds) })
const fastest = Math.min(...speeds.map(speed => speed.milliseconds))
print(
  table([
    [`${megabytes} MB`, ...names],
    ["time, fastest = 1", ...speeds.map(speed => (speed.milliseconds / fastest).toFixed(2))],
    ["rows", ...speeds.map(speed => speed.read.rows)],
    ["characters", ...speeds.map(speed => speed.read.characters)],
    ["line of the last row", ...speeds.map(speed => speed.read.lastLine)],
    ["peak MiB on a quarter", ...speeds.map(speed => Math.round(speed.peakOfQuarter))],
    ["peak MiB on the whole", ...speeds.map(speed => Math.round(speed.peak))]
  ])
)
