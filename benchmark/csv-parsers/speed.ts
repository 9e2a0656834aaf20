/** Times the candidates against one another on a file like a school's, each run in a fresh process. */
import { execFileSync } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Measured } from "./read-once.ts"
import { writeSchoolFile } from "./school-file.ts"

export interface Speed {
  readonly name: string
  /** Median of the rounds, without what reading and decoding the file alone takes. */
  readonly milliseconds: number
  readonly read: Omit<Measured, "milliseconds" | "peak">
  /** Peak memory in mebibytes on a quarter of the file and on the whole. */
  readonly peakOfQuarter: number
  readonly peak: number
}

/** Every round runs each candidate once, so that a slow spell of the machine falls on all of them. */
export const measure = async (
  names: ReadonlyArray<string>,
  { megabytes, rounds }: { readonly megabytes: number; readonly rounds: number }
): Promise<ReadonlyArray<Speed>> => {
  const folder = await mkdtemp(join(tmpdir(), "csv-parsers-"))
  try {
    const [quarter, whole] = [join(folder, "quarter.csv"), join(folder, "whole.csv")]
    await writeSchoolFile(quarter, megabytes * 250_000)
    await writeSchoolFile(whole, megabytes * 1_000_000)
    const all = ["none", ...names]
    const runs = Array.from({ length: rounds }, () => new Map(all.map(name => [name, readOnce(name, whole)])))
    const of = (name: string) => runs.flatMap(run => run.get(name) ?? [])
    const decoding = median(of("none").map(run => run.milliseconds))
    return names.map(name => {
      const [first] = of(name)
      if (first === undefined) throw new Error(`no run of ${name}`)
      const { rows, characters, lastLine } = first
      return {
        name,
        milliseconds: median(of(name).map(run => run.milliseconds)) - decoding,
        read: { rows, characters, lastLine },
        peakOfQuarter: readOnce(name, quarter).peak,
        peak: median(of(name).map(run => run.peak))
      }
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

const readOnce = (name: string, path: string): Measured =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, "read-once.ts"), name, path], {
      encoding: "utf8"
    })
  ) as Measured

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
