/** The proof that damage to a file costs no more than what it hits, and never the reader. */
import { expect, it } from "@effect/vitest"
import { Arbitrary, Effect, Exit } from "effect"
import { inject } from "vitest"
import { complaints } from "./fuzz/complaints.ts"
import { elsewhere, sameTable } from "./fuzz/elsewhere.ts"
import { originals } from "./fuzz/originals.ts"
import { type Attempt, attempt, readWhole, trials } from "./fuzz/trials.ts"
import type { Seen } from "./reading.ts"

/** MiB by which the process may grow, most of it waste that is not collected yet. */
const room = 640

const seenIn = ({ exit }: Attempt): Seen | undefined =>
  exit !== "hangs" && Exit.isSuccess(exit) ? exit.value : undefined

const peak = (): number => process.resourceUsage().maxRSS / 1024

it.effect(
  "a damaged file is read to its end or refused by name, and rows elsewhere do not notice",
  ({ task }) =>
    Effect.gen(function* () {
      const counts = inject("counts")
      const sound = new Map(originals.map(file => [file.name, seenIn(readWhole(file, file.bytes, {}))]))
      expect([...sound].filter(([, seen]) => seen === undefined)).toEqual([])
      const tally = { tried: 0, read: 0, rows: 0, damaged: 0, crashes: 0, hangs: 0, elsewhere: 0, lost: 0 }
      const quiet = { tried: 0, compared: 0 }
      let slowest = 0
      const before = peak()

      /** What is wrong with how the rows elsewhere are read. */
      const compare = (tried: Attempt): ReadonlyArray<string> => {
        if (tried.change === undefined) return []
        quiet.tried += 1
        const was = sound.get(tried.original.name)
        const is = seenIn(tried)
        if (was === undefined || is === undefined || !sameTable(was, is)) return []
        quiet.compared += 1
        const { rows, lost } = elsewhere(tried.original, tried.change, was, is)
        tally.elsewhere += rows
        tally.lost += lost.length
        return lost.map(line => `the row that is on line ${line} now is not read as before`)
      }

      const check = yield* Arbitrary.checkEffect(
        trials,
        trial => {
          const tried = attempt(trial)
          const rows = seenIn(tried)?.raw
          tally.tried += 1
          tally.read += rows === undefined ? 0 : 1
          tally.rows += rows?.length ?? 0
          tally.damaged += rows?.filter(({ _tag }) => _tag === "Damaged").length ?? 0
          tally.hangs += tried.exit === "hangs" ? 1 : 0
          tally.crashes += tried.exit !== "hangs" && Exit.hasDies(tried.exit) ? 1 : 0
          slowest = Math.max(slowest, tried.milliseconds)
          const found = [...complaints(tried), ...compare(tried)]
          return found.length === 0 ? true : Effect.fail(found)
        },
        { runs: counts.fuzz, seed: counts.seed, size: 40 }
      )

      const grown = peak() - before
      task.meta.proof = {
        proof: "fuzz",
        tried: tally.tried,
        figures: {
          "read to their end": tally.read,
          "refused by name": tally.tried - tally.read,
          "rows read": tally.rows - tally.damaged,
          "rows said to be damaged": tally.damaged,
          crashes: tally.crashes,
          hangs: tally.hangs,
          "rows elsewhere": tally.elsewhere,
          "of them not as before": tally.lost,
          "slowest file, ms": Math.round(slowest),
          "growth of the process, MiB": Math.round(grown)
        }
      }
      expect(Arbitrary.formatCheckFailure(check)).toBeUndefined()
      expect(grown).toBeLessThan(room)
      // Files of which all are refused, or none is, would prove little, and so would changes after which nothing compares.
      expect(tally.read / tally.tried).toBeGreaterThan(0.5)
      expect(tally.read / tally.tried).toBeLessThan(0.95)
      expect(quiet.compared / quiet.tried).toBeGreaterThan(0.9)
      expect(tally.elsewhere).toBeGreaterThan(10 * tally.tried)
    })
)
