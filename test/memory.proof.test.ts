/** The proof of Law 6: ten times the roster takes hardly more memory. */
import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { expect, inject, it } from "vitest"
import type { Measured } from "../prove/memory.ts"

const script = join(import.meta.dirname, "../prove/memory.ts")

/** A run with so many rows, in a process of its own. */
const measured = async (rows: number): Promise<Measured> => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", script, String(rows)])
  return JSON.parse(stdout)
}

const mebibyte = 1024 * 1024

it("what a run holds grows by less than 40 MiB when its rows are ten times as many (Law 6)", async ({
  task
}) => {
  const rows = inject("counts").memory
  const few = await measured(rows / 10)
  const many = await measured(rows)
  const grown = (many.held - few.held) / mebibyte
  task.meta.proof = {
    proof: "memory",
    tried: rows,
    figures: {
      accepted: many.accepted,
      "held with a tenth of them, MiB": few.held / mebibyte,
      "held with all of them, MiB": many.held / mebibyte,
      "difference, MiB": grown,
      "rows a second": Math.round(many.accepted / many.seconds)
    }
  }
  expect([few.accepted, many.accepted]).toEqual([rows / 10, rows])
  expect(grown).toBeLessThanOrEqual(40)
})
